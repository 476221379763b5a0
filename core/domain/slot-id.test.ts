import fc from 'fast-check';
import { parse, v5 } from 'uuid';
import { expect, test } from 'vitest';
import { fastUuidV5 } from './fast-uuid-v5.ts';
import { slotId } from './slot-id.ts';

const schedule = '22222222-2222-4222-8222-222222222222';
const start = '2026-11-30T07:00:00Z';

test('the id of a slot never changes: desk and central have to agree on it', () => {
  expect(slotId(schedule, start)).toBe('375a6b56-d7da-5336-9a6f-c86478d0a615');
  expect(slotId(schedule, start, 1)).toBe('765e99d1-5d8a-5116-8f89-40cfd71c36a2');
});

test('another schedule, start or extra slot has another id', () => {
  const other = '33333333-3333-4333-8333-333333333333';
  const ids = [
    slotId(schedule, start),
    slotId(schedule, start, 1),
    slotId(other, start),
    slotId(schedule, '2026-11-30T07:20:00Z'),
  ];
  expect(new Set(ids).size).toBe(4);
  expect(slotId(schedule, start)).toBe(ids[0]);
});

test('the fast UUIDv5 is the one of the uuid package', () => {
  const shortAscii = fc.string({ unit: 'grapheme-ascii', maxLength: 39 });
  fc.assert(
    fc.property(shortAscii, fc.uuid(), (name, namespace) => {
      expect(fastUuidV5(name, parse(namespace))).toBe(v5(name, namespace));
    }),
  );
});

test('a name longer than one block is a bug, not a wrong id', () => {
  expect(() => fastUuidV5('x'.repeat(40), parse(schedule))).toThrow(RangeError);
});
