/** Arbitrary domain values for property tests. Invented people only; strings are any text that FHIR can carry. */
import fc from 'fast-check';
import type { Act, Intent } from '../../core/domain/intent.ts';
import type { Contact, Patient } from '../../core/domain/patient.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { type Refusal, refusalCodes } from '../../core/domain/refusal.ts';
import type { Actor, Schedule, ScheduleException, Slot, SlotOverride, WeeklyHours } from '../../core/domain/schedule.ts';
import type { DeskTask, RefusedAct } from '../../core/domain/task.ts';
import type { Referral, Visit } from '../../core/domain/visit.ts';
import { visitOutcomes } from '../../core/domain/visit-outcome.ts';
import type { SearchCriteria, WaitingEntry } from '../../core/domain/waiting-entry.ts';

/** FHIR strings are not empty, not only white space, and have no control characters. */
const text = (maxLength = 40) =>
  fc.string({ unit: 'grapheme', minLength: 1, maxLength }).filter((value) => /\S/u.test(value) && !/\p{Cc}|\p{Cs}/u.test(value));

const uuid = fc.uuid();
const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const digits = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
/** As it looks after the wire: fast-check's records may have no prototype. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const days = { min: new Date('1900-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true };
export const date = fc.date(days).map((value) => value.toISOString().slice(0, 10));
export const instant = fc.date(days).map((value) => `${value.toISOString().slice(0, 19)}Z`);
const twoDigits = (value: number) => String(value).padStart(2, '0');
const time = fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${twoDigits(hour)}:${twoDigits(minute)}`);

const service = fc.constantFrom('cardiology' as const, 'mammography' as const, 'cytology' as const);
const clinicCode = fc.constantFrom('1100', '1101', '1102', '1103', '1104', '1105', 'MMG', 'CYT');
const kind = fc.constantFrom('first' as const, 'continuation' as const);
const mode = fc.constantFrom('in-person' as const, 'remote' as const);
const payer = fc.constantFrom('nfz' as const, 'private' as const);
const version = fc.nat({ max: 1_000_000 });
const durationMinutes = fc.integer({ min: 1, max: 600 });

export const contact: fc.Arbitrary<Contact> = fc.record({
  phone: nullable(digits(9).map((number) => `+48${number}`)),
  secondPhone: nullable(digits(9).map((number) => `+48${number}`)),
  email: nullable(digits(4).map((name) => `p${name}@example.test`)),
  relation: fc.constantFrom('patient' as const, 'relative' as const, 'guardian' as const),
});

export const patient: fc.Arbitrary<Patient> = fc.record({
  id: uuid,
  version,
  familyName: text(),
  givenName: text(),
  pesel: nullable(digits(11)),
  document: nullable(
    fc.record({ kind: fc.constantFrom('passport' as const, 'ekuz' as const, 'other' as const), number: text(20) }),
  ),
  birthDate: nullable(date),
  sex: fc.constantFrom('female' as const, 'male' as const, null),
  contact,
});

/** A referral is known by its key, its code, or both; a list of codes is never empty. */
const referral: fc.Arbitrary<Referral> = fc
  .record({
    key: nullable(digits(44)),
    code: nullable(digits(4)),
    clinicCodes: nullable(fc.uniqueArray(clinicCode, { minLength: 1, maxLength: 4 })),
  })
  .filter(({ key, code }) => key !== null || code !== null);

/** FHIR allows a reason only where something was cancelled (app-4). */
export const visit: fc.Arbitrary<Visit> = fc
  .record({
    id: uuid,
    version,
    clinicId: uuid,
    scheduleId: uuid,
    slotId: nullable(uuid),
    startsAt: instant,
    durationMinutes,
    service,
    clinicCode,
    kind,
    mode,
    status: fc.constantFrom(
      'booked' as const,
      'arrived' as const,
      'fulfilled' as const,
      'cancelled' as const,
      'no-show' as const,
    ),
    patientId: uuid,
    contact,
    category: fc.constantFrom('urgent' as const, 'stable' as const),
    entitlement: nullable(fc.record({ code: text(20), document: fc.oneof(fc.constant(''), text()) })),
    referral: nullable(referral),
    legacy: fc.boolean(),
    gaps: fc.uniqueArray(fc.constantFrom('outside-schedule' as const, 'holiday' as const, 'no-contact' as const)),
    cancelReason: nullable(fc.constantFrom('illness' as const, 'sms-reply' as const, 'death' as const)),
    bookedAt: instant,
    bookedBy: fc.constantFrom('desk' as const, 'ikp' as const, 'sms' as const, 'waiting-room' as const, 'import' as const),
    note: nullable(text(200)),
  })
  .chain((all) =>
    fc
      .record({
        course: fc.record({
          arrivedAt: nullable(instant),
          startedAt: nullable(instant),
          endedAt: nullable(instant),
          eventNumber: nullable(text(20)),
        }),
        has: fc.boolean(),
      })
      .map(({ course, has }) => {
        const visit = { ...all, cancelReason: all.status === 'cancelled' ? all.cancelReason : null };
        return has && Object.values(course).some((value) => value !== null) ? { ...visit, course } : visit;
      }),
  );

export const criteria: fc.Arbitrary<SearchCriteria> = fc.record({
  clinicIds: fc.array(uuid, { maxLength: 3 }),
  actorIds: fc.array(uuid, { maxLength: 2 }),
  voivodeship: nullable(digits(2)),
  town: nullable(text()),
  radiusKm: nullable(fc.nat(300)),
  from: nullable(date),
  to: nullable(date),
  weekdays: fc.uniqueArray(fc.constantFrom(1 as const, 2 as const, 5 as const, 7 as const)),
  fromTime: nullable(time),
  toTime: nullable(time),
});

/** Who changes an entry names the referral only. */
const referralName = referral.map((full): Referral => ({ ...full, clinicCodes: null }));

export const waitingEntry: fc.Arbitrary<WaitingEntry> = fc.record({
  id: uuid,
  version,
  clinicId: nullable(uuid),
  patientId: uuid,
  referral,
  clinicCodes: fc.uniqueArray(clinicCode, { minLength: 1, maxLength: 4 }),
  criteria,
  category: fc.constantFrom('urgent' as const, 'stable' as const),
  entitlement: nullable(fc.record({ code: text(20), document: text() })),
  contact,
  submittedAt: instant,
  status: fc.constantFrom('waiting' as const, 'assigned' as const, 'closed' as const),
  closed: nullable(fc.constantFrom('withdrawn' as const, 'performed' as const)),
  visitId: nullable(uuid),
  cancelledSlotIds: fc.array(uuid, { maxLength: 3 }),
  forecast: nullable(fc.record({ date: nullable(date), asOf: instant })),
});

export const actor: fc.Arbitrary<Actor> = fc.record({
  id: uuid,
  kind: fc.constantFrom('practitioner' as const, 'device' as const),
  name: text(),
  npwz: nullable(digits(7)),
});

const hours = {
  startsAt: time,
  endsAt: time,
  slotMinutes: durationMinutes,
  firstEvery: fc.nat(9),
  room: nullable(text(5)),
  mode,
  payer,
};
const weekly: fc.Arbitrary<WeeklyHours> = fc
  .record({ ...hours, weekday: fc.constantFrom(1, 2, 3, 4, 5, 6, 7), validFrom: date, validTo: date })
  .map((stretch) => ordered(stretch as WeeklyHours));
const exception: fc.Arbitrary<ScheduleException> = fc.oneof(
  fc.record({ date, kind: fc.constant('closed' as const), reason: text() }),
  fc.record({ date, kind: fc.constant('hours' as const), hours: fc.array(fc.record(hours), { maxLength: 2 }), reason: text() }),
);
const override: fc.Arbitrary<SlotOverride> = fc.record({
  startsAt: instant,
  change: fc.oneof(
    fc.record({ kind: fc.constant('withdraw' as const) }),
    fc.record({ kind: fc.constant('set-kind' as const), visitKind: kind }),
    fc.record({ kind: fc.constant('extra' as const), visitKind: kind, durationMinutes, overbooked: fc.boolean() }),
  ),
  author: text(),
  reason: text(),
});

export const schedule: fc.Arbitrary<Schedule> = fc
  .record({
    id: uuid,
    version,
    clinicId: uuid,
    actor,
    clinicCode,
    service,
    revision: version,
    weekly: fc.array(weekly, { maxLength: 4 }),
    exceptions: fc.array(exception, { maxLength: 3 }),
    overrides: fc.array(override, { maxLength: 3 }),
  })
  .map(plain);

/** Stretches end on or after the day they begin. */
function ordered(stretch: WeeklyHours): WeeklyHours {
  const { validFrom, validTo } = stretch;
  return validFrom <= validTo ? stretch : { ...stretch, validFrom: validTo, validTo: validFrom };
}

export const slot: fc.Arbitrary<Slot> = fc.record({
  id: uuid,
  scheduleId: uuid,
  service,
  clinicCode,
  kind,
  mode,
  payer,
  startsAt: instant,
  durationMinutes,
  room: nullable(text(5)),
  overbooked: fc.boolean(),
});

export const refusal: fc.Arbitrary<Refusal> = fc
  .record(
    {
      code: fc.constantFrom(...refusalCodes),
      rule: fc.nat(49).map((number) => `R${number}`),
      path: fc.constantFrom('contact.phone', 'slotId', 'referral'),
      facts: fc.dictionary(fc.constantFrom('days', 'until', 'limit'), fc.oneof(fc.integer(), text(10))),
    },
    { requiredKeys: ['code'] },
  )
  .map((value) => plain(value) as Refusal);

const refusedAct: fc.Arbitrary<RefusedAct> = fc.record({
  act: fc.constantFrom('book' as const, 'move' as const, 'cancel' as const),
  startsAt: nullable(instant),
  scheduleId: nullable(uuid),
  booking: fc.constant(null),
  patient: fc.constant(null),
});

export const deskTask: fc.Arbitrary<DeskTask> = fc
  .record({
    id: uuid,
    version,
    kind: fc.constantFrom('refused-intent' as const, 'visit-gap' as const, 'call-patient' as const),
    refusals: fc.array(refusal, { maxLength: 3 }),
    conflict: fc.constantFrom('slot-taken' as const, null),
    refused: nullable(refusedAct),
    current: fc.constant(null),
    slotId: nullable(uuid),
    calls: fc.array(
      fc.record({
        id: uuid,
        at: instant,
        author: text(20),
        outcome: fc.constantFrom('reached' as const, 'not-reached' as const, 'later' as const),
        laterAt: nullable(instant),
        visitId: nullable(uuid),
      }),
      { maxLength: 3 },
    ),
    gap: fc.constantFrom('outside-schedule' as const, 'no-contact' as const, null),
    visitId: nullable(uuid),
    patientId: nullable(uuid),
    intentId: nullable(uuid),
    originDesk: text(20),
    state: fc.constantFrom('open' as const, 'done' as const),
    owner: nullable(text(20)),
    openedAt: instant,
    closedAt: nullable(instant),
    closedBy: nullable(text(20)),
    resolution: nullable(text(20)),
  })
  .map(plain);

export const policy: fc.Arbitrary<Policy> = fc
  .record({
    searchWindowDays: fc.nat(400),
    examWindowDays: fc.nat(400),
    shortNoticeHours: fc.nat(200),
    waitingRoom: fc.record({
      order: fc.constantFrom('category-first' as const, 'entitlement-first' as const),
      afterCancel: fc.constantFrom('original' as const, 'now' as const),
      afterNoShow: fc.constantFrom('now' as const, 'no-return' as const),
    }),
    holdMinutes: fc.nat(60),
    notifications: fc.record({
      reminderDaysBefore: fc.array(fc.nat(14), { maxLength: 3 }),
      remindersFrom: fc.constantFrom('00:00', '08:00'),
      remindersTo: fc.constantFrom('20:00', '23:59'),
      tellOfEntry: fc.boolean(),
    }),
    examProgrammes: fc.array(
      fc.record({
        clinicCode,
        validFrom: date,
        validTo: nullable(date),
        minAge: fc.nat(99),
        maxAge: fc.nat(99),
        sex: nullable(fc.constantFrom('female' as const, 'male' as const)),
        intervalMonths: fc.nat(60),
        exclusions: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }),
        repeat: fc.record({ intervalMonths: fc.nat(60), checkEligibility: fc.boolean(), checkWindow: fc.boolean() }),
      }),
      { maxLength: 3 },
    ),
    coveredCodes: fc.array(
      fc.record({
        code: clinicCode,
        service,
        validFrom: date,
        validTo: nullable(date),
        minAge: nullable(fc.nat(99)),
        maxAge: nullable(fc.nat(99)),
      }),
      { maxLength: 4 },
    ),
  })
  .map(plain);

export const setting = fc
  .record({ name: fc.constantFrom('ap-kolce', 'desk-names', 'theme'), value: fc.jsonValue(), version })
  .map((value) => plain(value) as { name: string; value: unknown; version: number });

export const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('book' as const), visit, patient: nullable(patient) }),
  fc.record({
    kind: fc.constant('move' as const),
    visitId: uuid,
    scheduleId: uuid,
    slotId: uuid,
    startsAt: instant,
    durationMinutes,
  }),
  fc.record({
    kind: fc.constant('cancel' as const),
    visitId: uuid,
    reason: fc.constantFrom('illness' as const, 'desk-error' as const),
    by: fc.constantFrom('patient' as const, 'clinic' as const),
  }),
  fc.record({ kind: fc.constant('enter-waiting' as const), entry: waitingEntry, patient: nullable(patient) }),
  fc.record({
    kind: fc.constant('change-waiting' as const),
    entryId: uuid,
    criteria,
    referral: referralName,
    pesel: fc.constant('58031200021'),
  }),
  fc.record({ kind: fc.constant('leave-waiting' as const), entryId: uuid, referral: referralName, pesel: fc.constant(null) }),
  fc.record({
    kind: fc.constant('set-outcome' as const),
    visitId: uuid,
    outcome: fc.constantFrom(...visitOutcomes),
    at: instant,
    eventNumber: nullable(text(20)),
  }),
  fc.record({
    kind: fc.constant('change-visit' as const),
    visitId: uuid,
    details: fc.record({ contact, note: nullable(text(200)), referral: nullable(referral) }),
  }),
  fc.record({ kind: fc.constant('change-patient' as const), patient }),
  fc.record({ kind: fc.constant('publish' as const), schedule }),
  fc.record({ kind: fc.constant('open-task' as const), task: deskTask }),
  fc.record({ kind: fc.constant('close-task' as const), taskId: uuid, resolution: text(20) }),
  fc.record({
    kind: fc.constant('change-task' as const),
    taskId: uuid,
    change: fc.record({ kind: fc.constant('owner' as const), owner: nullable(text(20)) }),
  }),
  fc.record({ kind: fc.constant('save-setting' as const), name: fc.constantFrom('ap-kolce', 'theme'), value: fc.jsonValue() }),
);

export const intent: fc.Arbitrary<Intent> = fc.record({
  id: uuid,
  act,
  keys: fc.array(text(20), { maxLength: 3 }),
  seenVersion: nullable(version),
  baseIntentId: nullable(uuid),
  supersedes: nullable(uuid),
  author: text(20),
  reason: nullable(text(40)),
  at: instant,
});

/** A real resource with one thing broken: a value replaced by nonsense. */
export function damaged<T extends object>(resource: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  const nonsense = fc.constantFrom<unknown>(null, 0, -1, '', 'x', true, [], [null], {}, [[]], { coding: 5 }, undefined);
  return fc.tuple(resource, fc.nat(), nonsense).map(([whole, place, replacement]) => {
    const copy: unknown = plain(whole);
    const paths = pathsOf(copy);
    const path = paths[place % Math.max(1, paths.length)];
    return path ? replaced(copy, path, replacement) : copy;
  });
}

type Path = (string | number)[];

function pathsOf(value: unknown, prefix: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys: (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => {
    const path = [...prefix, key];
    return [path, ...pathsOf((value as Record<string | number, unknown>)[key], path)];
  });
}

function replaced(root: unknown, path: Path, value: unknown): unknown {
  let holder = root as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>;
  const last = path.at(-1);
  if (last !== undefined) holder[last] = value;
  return root;
}
