import { referralKeyOf } from '../../core/domain/referral.ts';
import type { Referral } from '../../core/domain/visit.ts';
import type { VisitChange } from '../../core/fhir/visit-change.ts';
import type { Queryable } from '../db/database.ts';
import { type Applied, applyPlans } from '../writes/apply-plans.ts';
import { digestOf } from '../writes/digest.ts';
import { isUuid } from '../writes/intent-id.ts';
import type { BookingCommand } from './booking-command.ts';
import { type BookingFacts, type FactsQuestion, gatherBookingFacts } from './booking-facts.ts';
import type { BookingContext } from './decided-plan.ts';
import { readExamRecords } from './exam-records.ts';
import { documentOf } from './patient-plan.ts';
import { planBooking } from './plan-booking.ts';

export interface BookingRequest {
  command: BookingCommand;
  context: Omit<BookingContext, 'digest'>;
}

/** Facts change between reading and writing only when others act on the same things; nobody loses five times in a row. */
const maxAttempts = 8;

/**
 * Books, moves and cancels, each request by itself, answers in their order. Two round trips for all of them together
 * (gather, then do); those whose facts changed in between are taken again.
 */
export async function book(database: Queryable, requests: readonly BookingRequest[]): Promise<Applied[]> {
  const answers: Applied[] = requests.map(() => ({ outcome: 'retry' }));
  let open = requests.map((request, index) => ({ index, request: withDigest(request) }));
  for (let attempt = 0; attempt < maxAttempts && open.length > 0; attempt++) {
    const facts = await gather(
      database,
      open.map(({ request }) => request),
    );
    const done = await applyPlans(
      database,
      open.map(({ request }, n) => planBooking(request.command, facts[n] as BookingFacts, request.context)),
    );
    for (const [n, { index }] of open.entries()) answers[index] = done[n] as Applied;
    open = open.filter(({ index }) => answers[index]?.outcome === 'retry');
  }
  return answers;
}

interface DigestedRequest {
  command: BookingCommand;
  context: BookingContext;
}

/** What makes two requests the same act. Versions and the time of sending do not: a resent intent may carry newer ones. */
function withDigest({ command, context }: BookingRequest): DigestedRequest {
  const { key, slotId, cancel, wanted, patient, patientRef, change, replaces } = command;
  const digest = digestOf({
    act: 'book',
    key,
    ...(change ? { change: timeless(change) } : {}),
    slotId,
    cancel,
    patientRef,
    wanted: wanted && { ...wanted, version: 0, bookedAt: '' },
    patient: patient && { ...patient, version: 0 },
    ...(replaces === undefined ? {} : { replaces }),
  });
  return { command, context: { ...context, digest } };
}

/** Clocks differ between two sendings of one intent; what it says does not. */
function timeless(change: VisitChange): VisitChange {
  return change.kind === 'outcome' ? { ...change, wanted: { ...change.wanted, at: '' } } : change;
}

async function gather(database: Queryable, requests: readonly DigestedRequest[]): Promise<BookingFacts[]> {
  const facts = await gatherBookingFacts(database, requests.map(questionOf));
  // A 4-digit code names a referral only with the PESEL, which a known patient brings along from the database.
  const late = requests.flatMap((request, index) => {
    const referral = referralOf(request.command);
    const pesel = facts[index]?.patient?.row.pesel;
    if (!referral || referral.key !== null || request.command.patient !== null || !pesel) return [];
    return [{ index, question: { ...questionOf(request), referral: referralKeyOf(referral, pesel) } }];
  });
  if (late.length > 0) {
    const again = await gatherBookingFacts(
      database,
      late.map(({ question }) => question),
    );
    for (const [n, { index }] of late.entries()) facts[index] = again[n] as BookingFacts;
  }
  await gatherReplaced(database, requests, facts);
  await gatherExamRecords(database, requests, facts);
  return facts;
}

/** R31: the exams that are given up with what is booked. */
async function gatherReplaced(database: Queryable, requests: readonly DigestedRequest[], facts: BookingFacts[]): Promise<void> {
  const replacing = requests.flatMap((request, index) => {
    const { replaces } = request.command;
    return replaces === undefined ? [] : [{ index, question: { ...questionOf(request), ...nothingElse, key: replaces } }];
  });
  if (replacing.length === 0) return;
  const found = await gatherBookingFacts(
    database,
    replacing.map(({ question }) => question),
  );
  for (const [n, { index }] of replacing.entries()) {
    const { visit, currentSchedule: schedule, patient } = found[n] as BookingFacts;
    (facts[index] as BookingFacts).replaced = visit && schedule && patient ? { visit, schedule, patient } : null;
  }
}

/** About a visit that is there already, nothing but itself is asked. */
const nothingElse = {
  slotId: null,
  scheduleKey: null,
  patientKey: null,
  patientId: null,
  pesel: null,
  document: null,
  referral: null,
} as const;

/** R36: asked for exams only, which are few. */
async function gatherExamRecords(
  database: Queryable,
  requests: readonly DigestedRequest[],
  facts: BookingFacts[],
): Promise<void> {
  const exams = requests.flatMap(({ command }, index) => {
    const service = facts[index]?.slot?.slot.service ?? 'cardiology';
    const pesel = command.patient?.pesel ?? facts[index]?.patient?.row.pesel ?? null;
    if (service === 'cardiology' || pesel === null || command.cancel || command.change) return [];
    return [{ index, question: { pesel, service, visitKey: command.replaces ?? command.key } }];
  });
  const records = await readExamRecords(
    database,
    exams.map(({ question }) => question),
  );
  for (const [n, { index }] of exams.entries()) (facts[index] as BookingFacts).examRecord = records[n] ?? null;
}

function referralOf({ wanted, change }: BookingCommand): Referral | null {
  return (change?.kind === 'details' ? change.details.referral : wanted?.referral) ?? null;
}

function questionOf({ command, context }: DigestedRequest): FactsQuestion {
  const { wanted, patient } = command;
  const ref = command.patientRef;
  const referral = referralOf(command);
  return {
    clinicId: context.actor.clinicId,
    clientId: context.actor.clientId,
    now: context.now,
    key: command.key,
    slotId: isUuid(command.slotId) ? command.slotId : null,
    scheduleKey: wanted?.scheduleId ?? null,
    patientKey: ref,
    patientId: isUuid(ref) ? ref : null,
    pesel: patient?.pesel ?? null,
    document: patient === null ? null : documentOf(patient),
    referral: referral && referralKeyOf(referral, patient?.pesel ?? null),
  };
}
