import { describe, expect, test } from 'vitest';
import type { ImportDraftView } from '../../../core/contract/import-draft-views.ts';
import type { ImportReport } from '../../../core/contract/views.ts';
import { bringsAnything, type ImportEvent, type ImportState, importFlow } from './import-flow.ts';

const report = (over: Partial<ImportReport> = {}) =>
  ({ problems: [], imported: 2, corrected: 1, schedules: 1, apKolce: [], ...over }) as unknown as ImportReport;
const opened = { view: { report: report(), openRows: 1 } as unknown as ImportDraftView };
const start: ImportState = { phase: 'choosing' };
const stateAfter = (...events: ImportEvent[]) => events.reduce(importFlow, start);
const planned: ImportEvent = { type: 'planned', opened };

test('choose, check, import', () => {
  expect(stateAfter({ type: 'chosen' }).phase).toBe('checking');
  expect(stateAfter({ type: 'chosen' }, planned).phase).toBe('planned');
  expect(stateAfter({ type: 'chosen' }, planned, { type: 'started' }).phase).toBe('running');
  expect(stateAfter({ type: 'chosen' }, planned, { type: 'started' }, { type: 'imported', report: report() }).phase).toBe('done');
});

test('files with a problem are never imported', () => {
  const bad = report({ problems: [{ file: 'a.csv', problem: 'empty', detail: null }] });
  const state = stateAfter({ type: 'chosen' }, { type: 'planned', opened: { view: null, report: bad } });
  expect(state.phase).toBe('refused');
  expect(importFlow(state, { type: 'started' })).toBe(state);
});

test('a kept draft comes back, but not over files that were chosen meanwhile', () => {
  expect(stateAfter({ type: 'resumed', opened })).toMatchObject({ phase: 'planned', resumed: true });
  expect(stateAfter({ type: 'chosen' }, { type: 'resumed', opened }).phase).toBe('checking');
});

test('after a correction the counts are the new ones', () => {
  const draft = { ...opened.view, openRows: 0 };
  expect(stateAfter(planned, { type: 'corrected', draft })).toMatchObject({ phase: 'planned', draft: { openRows: 0 } });
});

test('while an import is being written, no other can begin', () => {
  const running = stateAfter({ type: 'chosen' }, planned, { type: 'started' });
  expect(importFlow(running, { type: 'chosen' })).toBe(running);
  expect(importFlow(running, { type: 'again' })).toBe(running);
});

describe('a broken call', () => {
  test('while checking: nothing was changed', () => {
    expect(stateAfter({ type: 'chosen' }, { type: 'broke' })).toEqual({ phase: 'failed', while: 'check' });
  });

  test('while importing: it is not known', () => {
    expect(stateAfter({ type: 'chosen' }, planned, { type: 'started' }, { type: 'broke' })).toEqual({
      phase: 'failed',
      while: 'run',
    });
  });
});

test('an import that would write nothing is not offered', () => {
  expect(bringsAnything(report())).toBe(true);
  expect(bringsAnything(report({ imported: 0, corrected: 0, schedules: 0 }))).toBe(false);
});
