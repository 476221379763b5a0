import { describe, expect, it } from 'vitest';
import { minutesGoingOn } from './waiting-time.ts';

const course = { arrivedAt: '2026-11-23T08:00:00Z', startedAt: null, endedAt: null, eventNumber: null };

describe('how long it has been going on', () => {
  it('counts whole minutes since the arrival', () => {
    expect(minutesGoingOn({ status: 'arrived', course }, '2026-11-23T08:17:59Z')).toBe(17);
  });
  it('counts from the door of the room once the patient went in', () => {
    const inside = { ...course, startedAt: '2026-11-23T08:10:00Z' };
    expect(minutesGoingOn({ status: 'arrived', course: inside }, '2026-11-23T08:17:00Z')).toBe(7);
  });
  it('is never negative, when the clock was put back', () => {
    expect(minutesGoingOn({ status: 'arrived', course }, '2026-11-23T07:59:00Z')).toBe(0);
  });
  it('says nothing of who is expected, gone, or came at an unknown time', () => {
    expect(minutesGoingOn({ status: 'booked' }, '2026-11-23T08:17:00Z')).toBeNull();
    expect(minutesGoingOn({ status: 'fulfilled', course }, '2026-11-23T08:17:00Z')).toBeNull();
    expect(minutesGoingOn({ status: 'arrived' }, '2026-11-23T08:17:00Z')).toBeNull();
  });
});
