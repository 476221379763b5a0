import type { Appointment, Extension } from 'fhir/r4';
import type { Visit, VisitCourse, VisitStatus } from '../domain/visit.ts';
import type { VisitOutcome } from '../domain/visit-outcome.ts';
import * as read from './read.ts';
import { extension } from './systems.ts';

type AppointmentStatus = Appointment['status'];

/** FHIR tells apart who has come (`arrived`) and whose visit has begun (`checked-in`). */
const statusOfOutcome = {
  expected: 'booked',
  arrived: 'arrived',
  'in-progress': 'checked-in',
  performed: 'fulfilled',
  'no-show': 'noshow',
} as const satisfies Record<VisitOutcome, AppointmentStatus>;

export const outcomeToStatus = (outcome: VisitOutcome): AppointmentStatus => statusOfOutcome[outcome];

export function statusToOutcome(status: unknown): VisitOutcome | null {
  const found = Object.entries(statusOfOutcome).find(([, fhir]) => fhir === status);
  return found ? (found[0] as VisitOutcome) : null;
}

export function statusOfVisit({ status, course }: Pick<Visit, 'status' | 'course'>): AppointmentStatus {
  const plain = {
    booked: 'booked',
    arrived: 'arrived',
    fulfilled: 'fulfilled',
    cancelled: 'cancelled',
    'no-show': 'noshow',
  } as const;
  return status === 'arrived' && course?.startedAt ? 'checked-in' : plain[status];
}

export function visitStatusOf(status: unknown): VisitStatus | null {
  switch (status) {
    case 'booked':
    case 'arrived':
    case 'fulfilled':
    case 'cancelled':
      return status;
    case 'checked-in':
      return 'arrived';
    case 'noshow':
      return 'no-show';
    default:
      return null;
  }
}

const times = { arrived: 'arrivedAt', started: 'startedAt', ended: 'endedAt' } as const;

/** Times of the day of the visit and the number of its medical event (R43). */
export function courseExtension(course: VisitCourse | undefined): Extension[] {
  if (!course) return [];
  const parts: Extension[] = [];
  for (const [url, field] of Object.entries(times)) {
    const at = course[field];
    if (at !== null) parts.push({ url, valueInstant: at });
  }
  if (course.eventNumber !== null) parts.push({ url: 'event', valueString: course.eventNumber });
  return parts.length > 0 ? [{ url: extension.course, extension: parts }] : [];
}

/** Absent unless something has happened; who calls himself `checked-in` without a time has begun when he arrived. */
export function courseOf(appointment: Appointment): { course?: VisitCourse } {
  const found = read.extensionOf(appointment, extension.course);
  const at = (url: string) => read.instant(read.extensionOf(found, url)?.valueInstant);
  const eventNumber = read.text(read.extensionOf(found, 'event')?.valueString);
  const course: VisitCourse = { arrivedAt: at('arrived'), startedAt: at('started'), endedAt: at('ended'), eventNumber };
  if (appointment.status === 'checked-in') course.startedAt ??= course.arrivedAt ?? read.instant(appointment.start);
  return Object.values(course).some((value) => value !== null) ? { course } : {};
}
