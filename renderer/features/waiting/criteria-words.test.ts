import { describe, expect, it } from 'vitest';
import { anyCriteria, type SearchCriteria } from '../../../core/domain/waiting-entry.ts';
import { formatOf } from '../../app/format.ts';
import type { Translate } from '../../messages/i18n.ts';
import { criteriaWords, without } from './criteria-words.ts';

const t = ((key: string, facts?: object) => (facts ? `${key} ${JSON.stringify(facts)}` : key)) as unknown as Translate;
const words = (some: Partial<SearchCriteria>) =>
  criteriaWords(
    { ...anyCriteria, ...some },
    { t, format: formatOf('pl'), ownClinicId: 'own', actorName: (id) => `dr ${id}` },
  ).map((each) => each.words);

describe('criteria in words', () => {
  it('says nothing of what is not asked for', () => {
    expect(words({})).toEqual([]);
  });
  it('tells one’s own clinic from others', () => {
    expect(words({ clinicIds: ['own'] })).toEqual(['waiting.criteria.ownClinic']);
    expect(words({ clinicIds: ['own', 'b'] })).toEqual(['waiting.criteria.clinics {"count":2}']);
  });
  it('names each kind once', () => {
    const all: Partial<SearchCriteria> = { town: 'Płock', radiusKm: 30, from: '2026-12-01', weekdays: [1], fromTime: '14:00' };
    expect(words(all)).toEqual([
      'waiting.criteria.around {"town":"Płock","km":30}',
      'waiting.criteria.fromDay {"day":"01.12.2026"}',
      'waiting.weekday.mon',
      '14:00 – 24:00',
    ]);
  });
});

describe('R24: fewer criteria', () => {
  it('every named criterion can be dropped by itself, and is then not named', () => {
    const full: SearchCriteria = {
      clinicIds: ['own'],
      actorIds: ['a'],
      voivodeship: '14',
      town: 'Płock',
      radiusKm: 20,
      from: '2026-12-01',
      to: '2026-12-24',
      weekdays: [1, 5],
      fromTime: '08:00',
      toTime: '12:00',
    };
    const needs = { t, format: formatOf('pl'), ownClinicId: 'own', actorName: (id: string) => id };
    for (const { kind } of criteriaWords(full, needs)) {
      const left = criteriaWords(without(full, kind), needs).map((each) => each.kind);
      expect(left).not.toContain(kind);
    }
  });
});
