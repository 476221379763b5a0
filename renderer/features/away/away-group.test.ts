import { expect, test } from 'vitest';
import type { AwayItem } from '../../../core/contract/acts-views.ts';
import { groupsOf } from './away-group.ts';

const item = (n: number, who: AwayItem['who']): AwayItem => ({
  n,
  at: null,
  who,
  what: 'changed',
  patientId: null,
  patientName: null,
  actorName: null,
  fromLocal: null,
  atLocal: null,
  visitId: null,
  cancelReason: null,
  elsewhere: null,
});

test('patients and the waiting room first, then colleagues, then what nobody can be named for; nothing is left out', () => {
  const items = [item(1, 'unknown'), item(2, 'colleague'), item(3, 'waiting-room'), item(4, 'patient')];
  const groups = groupsOf(items).map(({ group, items: some }) => [group, some.map(({ n }) => n)]);
  expect(groups).toEqual([
    ['patients', [3, 4]],
    ['colleagues', [2]],
    ['unknown', [1]],
  ]);
  expect(groupsOf([])).toEqual([]);
});
