import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aPatient, aVisit } from '../../domain/test-builders.ts';
import { newIntent, record } from '../record.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { exportRescue, importRescue } from './rescue.ts';
import { newRescueCode, seal, unseal } from './sealed-file.ts';

let one: TestDesk;
let two: TestDesk;
beforeEach(() => {
  one = testDesk();
  two = testDesk();
});
afterEach(() => {
  one.remove();
  two.remove();
});

const position = { epoch: 'epoch-1', event: 1 };
function booked(desk: TestDesk, visitId = randomUUID()): string {
  const id = randomUUID();
  const visit = aVisit({ id: visitId, version: 0 });
  record(desk, newIntent(desk, { id, act: { kind: 'book', visit, patient: aPatient({ id: randomUUID() }) } }), []);
  return id;
}

describe('I2: the queue of a desk that cannot go on', () => {
  test('is taken over by another desk under the same ids, once, and central is asked before anything is sent', () => {
    const ids = [booked(one), booked(one)];
    const made = exportRescue(one);
    if (!made.ok) throw new Error('refused');
    expect(made.acts).toBe(2);
    expect(importRescue(two, made)).toEqual({ ok: true, acts: 2, added: 2, known: 0 });
    expect(importRescue(two, made)).toEqual({ ok: true, acts: 2, added: 0, known: 2 });
    expect(two.intents().map(({ id }) => id)).toEqual(ids);
    // Exposed: giving one up needs central's word, since the other desk may send it too.
    for (const id of ids) expect(two.entry(id)).toMatchObject({ state: 'unknown', exposed: true, intent: { author: 'desk-1' } });
    // And back at the origin nothing changes.
    expect(importRescue(one, made)).toMatchObject({ added: 0, known: 2 });
  });

  test('keeps its order and what builds on what; a settled base is replaced by the version that it gave', () => {
    const visitId = randomUUID();
    const first = booked(one, visitId);
    one.answer(first, { kind: 'applied', position, versions: { [`visit:${visitId}`]: 7 }, aliases: {} });
    const act = { kind: 'cancel', visitId, reason: 'illness', by: 'patient' } as const;
    record(one, newIntent(one, { id: randomUUID(), act, baseIntentId: first }), []);
    const second = booked(one);
    const third = randomUUID();
    record(one, newIntent(one, { id: third, act: { ...act, visitId: one.entry(second).intent.id }, baseIntentId: second }), []);
    const made = exportRescue(one);
    if (!made.ok) throw new Error('refused');
    importRescue(two, made);
    const [cancel, , later] = two.intents();
    expect(cancel).toMatchObject({ baseIntentId: null, seenVersion: 7 });
    expect(later).toMatchObject({ id: third, baseIntentId: second });
  });

  test('opens with its code alone, for its clinic alone', () => {
    booked(one);
    const made = exportRescue(one);
    if (!made.ok) throw new Error('refused');
    const { base64 } = made;
    expect(importRescue(two, { base64, code: newRescueCode() })).toEqual({
      ok: false,
      refusals: [{ code: 'rescue-code-wrong' }],
    });
    expect(importRescue(two, { base64: 'AAAA', code: made.code })).toMatchObject({ ok: false });
    const stranger = { ...two, central: { ...two.central, clinicId: randomUUID() } } as TestDesk;
    expect(importRescue(stranger, made)).toEqual({ ok: false, refusals: [{ code: 'other-clinic' }] });
    expect(two.intents()).toEqual([]);
  });
});

describe('a sealed file', () => {
  const facts = { madeAt: '2026-11-23T09:00:00Z', clinicId: 'c', deskId: 'd', acts: 1 };
  const code = newRescueCode();
  const file = seal('Wiśniewska', facts, code);

  test('shows nothing of its content, and takes the code as people write it', () => {
    expect(file.includes('Wiśniewska')).toBe(false);
    expect(unseal(file, code.toLowerCase().replaceAll('-', ' '))?.content).toBe('Wiśniewska');
  });

  test('whatever byte is changed, it does not open', () => {
    for (let at = 0; at < file.length; at += 29) {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(unseal(changed, code), String(at)).toBeNull();
    }
    expect(unseal(file.subarray(0, -1), code)).toBeNull();
  });
});
