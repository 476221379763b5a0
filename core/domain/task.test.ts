import { describe, expect, it } from 'vitest';
import { callBackAt, changedTask, closedTask } from './task.ts';
import { aTask } from './test-builders.ts';

const by = { author: 'anna', at: '2026-11-23T10:00:00Z' };
const call = (id: string, laterAt: string | null = null) =>
  ({ kind: 'call', call: { id, outcome: laterAt ? 'later' : 'not-reached', laterAt, visitId: null } }) as const;

describe('a shared task', () => {
  it('keeps every call, each once, and goes to whoever called first', () => {
    const first = changedTask(aTask(), call('a'), by);
    const second = changedTask(first, call('b'), { ...by, author: 'beata' });
    expect(changedTask(second, call('a'), by)).toEqual(second);
    expect(second.calls.map(({ id, author }) => [id, author])).toEqual([
      ['a', 'anna'],
      ['b', 'beata'],
    ]);
    expect(second.owner).toBe('anna');
  });

  it('asks for the call that was promised last, until somebody has called again', () => {
    const later = changedTask(aTask(), call('a', '2026-11-23T14:00:00Z'), by);
    expect(callBackAt(later)).toBe('2026-11-23T14:00:00Z');
    expect(callBackAt(changedTask(later, call('b'), by))).toBeNull();
    expect(callBackAt(aTask())).toBeNull();
  });

  it('is handed over and given back', () => {
    const hers = changedTask(aTask(), { kind: 'owner', owner: 'beata' }, by);
    expect(hers.owner).toBe('beata');
    expect(changedTask(hers, { kind: 'owner', owner: null }, by).owner).toBeNull();
  });

  it('calls about a freed slot are everybody’s', () => {
    expect(changedTask(aTask({ kind: 'freed-slot' }), call('a'), by).owner).toBeNull();
  });

  it('is closed once: the first closing stands', () => {
    const closed = closedTask(aTask(), { resolution: 'kept', ...by });
    expect(closed).toMatchObject({ state: 'done', resolution: 'kept', closedBy: 'anna', closedAt: by.at });
    expect(closedTask(closed, { resolution: 'fixed', ...by })).toEqual(closed);
  });
});
