import { expect, test } from 'vitest';
import { referralStateOf } from './referral-state.ts';

test.each([
  [[], 'issued'],
  [['booked'], 'held'],
  [['arrived'], 'held'],
  [['cancelled'], 'issued'],
  [['no-show'], 'issued'],
  [['cancelled', 'booked'], 'held'],
  [['cancelled', 'no-show', 'fulfilled'], 'performed'],
])('R18: visits %j: the referral is %s', (statuses, expected) => expect(referralStateOf(statuses)).toBe(expected));

test.each([
  [[], 'cancelled'],
  [['booked'], 'cancelled'],
  [['no-show'], 'cancelled'],
  [['cancelled', 'fulfilled'], 'performed'],
])('R18: visits %j on a referral that its issuer cancelled: %s', (statuses, expected) =>
  expect(referralStateOf(statuses, true)).toBe(expected),
);
