import type { FoundElsewhere } from '../../../core/contract/search-views.ts';
import type { PatientDetail, SayNote, SlotView, WantedBooking } from '../../../core/contract/views.ts';
import type { Refusal } from '../../../core/domain/refusal.ts';
import type { VisitKind } from '../../../core/domain/schedule.ts';
import type { Entitlement, MedicalCategory } from '../../../core/domain/visit.ts';
import type { SeriesWish } from '../../../core/domain/visit-series.ts';
import type { SearchCriteria } from '../../../core/domain/waiting-entry.ts';
import { type ContactForm, contactFormOf } from '../patients/contact-form.ts';
import { type PersonForm, personFormOf, personOf, startPerson } from '../patients/person-form.ts';
import type { BookingContext } from './booking-context.ts';
import { type BookingAttempt, type BookingDraft, type BookingStep, emptyDraft, type SeriesDraft } from './booking-draft.ts';
import { stepProblems } from './booking-problems.ts';
import { applicableSteps, nextStep } from './booking-steps.ts';
import { suggestVisit } from './suggest-visit.ts';

export type BookingEvent =
  | { type: 'searched'; text: string }
  | { type: 'patient-chosen'; patient: PatientDetail }
  | { type: 'patient-new' }
  | { type: 'patient-dropped' }
  | { type: 'person-edited'; person: Partial<PersonForm> }
  | { type: 'visit-set'; clinicCode?: string; kind?: VisitKind }
  | { type: 'schedule-wished'; scheduleId: string | null }
  | { type: 'referral-typed'; text: string }
  | { type: 'category-set'; category: MedicalCategory }
  | { type: 'entitlement-set'; entitlement: Entitlement | null }
  | { type: 'contact-edited'; contact: Partial<ContactForm> }
  | { type: 'note-typed'; note: string }
  | { type: 'slot-chosen'; slot: SlotView }
  | { type: 'place-chosen'; found: FoundElsewhere }
  | { type: 'search-opened'; criteria: SearchCriteria }
  | { type: 'search-edited'; criteria: Partial<SearchCriteria> }
  | { type: 'search-left' }
  | { type: 'slot-lost' }
  | { type: 'waiting-opened'; criteria: SearchCriteria }
  | { type: 'waiting-edited'; criteria: Partial<SearchCriteria> }
  | { type: 'waiting-left' }
  | { type: 'series-opened'; wish: SeriesWish }
  | { type: 'series-wished'; wish: Partial<SeriesWish> }
  | { type: 'series-placed'; place: number; slot: SlotView; sameDay: SlotView[] }
  | { type: 'series-left-out'; place: number; out: boolean }
  | { type: 'series-settled'; slots: SlotView[] }
  | { type: 'series-closed' }
  | { type: 'step-done'; step: BookingStep }
  | { type: 'step-opened'; step: BookingStep }
  | { type: 'sent'; attempt: BookingAttempt }
  | { type: 'refused'; refusals: Refusal[] }
  | { type: 'unanswered' }
  | { type: 'accepted'; notes: SayNote[] }
  | {
      type: 'prefilled';
      slot: SlotView | null;
      patient: PatientDetail | null;
      wanted: WantedBooking | null;
      supersedes: string | null;
    }
  | { type: 'result-left'; intentId: string }
  | { type: 'cleared' };

/**
 * The whole flow as one pure function. A step is left by `step-done`, and only when nothing is wrong in it; the next open
 * step follows. Nothing typed is ever dropped by a refusal or a lost answer (I2); a slot goes when it no longer fits.
 */
export function bookingFlow(draft: BookingDraft, event: BookingEvent, context: BookingContext): BookingDraft {
  if (isLocked(draft) && !answers.has(event.type)) return draft;
  switch (event.type) {
    case 'searched':
      return { ...draft, searchText: event.text };
    case 'patient-chosen':
      return identified(draft, event.patient, context);
    case 'patient-new':
      return {
        ...draft,
        known: null,
        personId: null,
        person: startPerson(draft.searchText),
        step: 'patient',
        done: without(draft, 'patient'),
      };
    case 'patient-dropped':
      return { ...draft, known: null, personId: null, person: null, step: 'patient', done: without(draft, 'patient', 'contact') };
    case 'person-edited':
      return edited({ ...draft, person: { ...(draft.person ?? startPerson('')), ...event.person } });
    case 'visit-set':
      return keepFittingSlot(
        edited({
          ...draft,
          waiting: null,
          series: null,
          search: event.kind === 'continuation' ? null : draft.search,
          clinicCode: event.clinicCode ?? draft.clinicCode,
          kind: event.kind ?? draft.kind,
        }),
        context,
      );
    case 'schedule-wished':
      return { ...draft, scheduleId: event.scheduleId, series: draft.series && { ...draft.series, chosen: {}, left: [] } };
    case 'referral-typed':
      return edited({ ...draft, referral: event.text });
    case 'category-set':
      return edited({ ...draft, category: event.category });
    case 'entitlement-set':
      return edited({ ...draft, entitlement: event.entitlement });
    case 'contact-edited':
      return edited({ ...draft, contact: { ...draft.contact, ...event.contact } });
    case 'note-typed':
      return { ...draft, note: event.note };
    case 'slot-chosen':
      return advance(edited({ ...draft, slot: event.slot, place: null, waiting: null, series: null }), 'slot', context);
    case 'place-chosen': {
      const place = event.found.here ? null : event.found;
      return advance(edited({ ...draft, slot: event.found, place, waiting: null }), 'slot', context);
    }
    case 'search-opened':
      return edited({ ...draft, search: event.criteria, waiting: null });
    case 'search-edited':
      return draft.search ? edited({ ...draft, search: { ...draft.search, ...event.criteria } }) : draft;
    case 'search-left':
      return edited({ ...draft, search: null });
    case 'waiting-opened':
      return edited({ ...draft, waiting: event.criteria, slot: null, place: null, done: without(draft, 'slot') });
    case 'waiting-edited':
      return draft.waiting ? edited({ ...draft, waiting: { ...draft.waiting, ...event.criteria } }) : draft;
    case 'waiting-left':
      return edited({ ...draft, waiting: null });
    case 'series-opened':
      return edited({
        ...draft,
        series: { wish: event.wish, chosen: {}, left: [], toBook: [] },
        slot: null,
        done: without(draft, 'slot'),
        step: draft.step === 'confirm' ? 'slot' : draft.step,
      });
    case 'series-wished':
      // Other days are proposed: what was chosen by hand belonged to the former ones.
      return inSeries(draft, (series) => ({ ...series, wish: { ...series.wish, ...event.wish }, chosen: {}, left: [] }));
    case 'series-placed':
      return inSeries(draft, (series) => ({
        ...series,
        chosen: { ...series.chosen, [event.place]: { slot: event.slot, sameDay: event.sameDay } },
      }));
    case 'series-left-out':
      return inSeries(draft, (series) => {
        const left = series.left.filter((place) => place !== event.place);
        return { ...series, left: event.out ? [...left, event.place] : left };
      });
    case 'series-settled':
      return inSeries(draft, (series) => ({ ...series, toBook: event.slots }));
    case 'series-closed':
      return edited({ ...draft, series: null });
    case 'slot-lost':
      return {
        ...draft,
        slot: null,
        place: null,
        done: without(draft, 'slot'),
        step: draft.step === 'confirm' ? 'slot' : draft.step,
      };
    case 'step-done':
      return stepProblems(draft, event.step, context).length > 0
        ? { ...draft, step: event.step, done: without(draft, event.step), tried: [...draft.tried, event.step] }
        : advance(draft, event.step, context);
    case 'step-opened':
      return applicableSteps(draft, context).includes(event.step) ? { ...draft, step: event.step } : draft;
    case 'sent':
      return { ...draft, attempt: event.attempt, phase: 'sending', refusals: [] };
    case 'refused':
      // A refused command wrote nothing; the next try is another command.
      return { ...draft, attempt: null, phase: 'refused', refusals: event.refusals };
    case 'unanswered':
      return { ...draft, phase: 'unanswered' };
    case 'accepted':
      return { ...draft, phase: 'accepted', notes: event.notes, refusals: [] };
    case 'prefilled':
      return prefilled(draft, event, context);
    case 'result-left':
      return draft.phase === 'accepted' && draft.attempt?.intentId === event.intentId ? emptyDraft : draft;
    case 'cleared':
      return emptyDraft;
  }
}

const answers = new Set<BookingEvent['type']>(['sent', 'refused', 'unanswered', 'accepted', 'cleared']);

/** While a command is under way or unanswered the draft must stay what was sent, or its repetition would be another booking (I3). */
export function isLocked(draft: BookingDraft): boolean {
  return draft.phase === 'sending' || draft.phase === 'unanswered';
}

function identified(draft: BookingDraft, patient: PatientDetail, context: BookingContext): BookingDraft {
  const person = personFormOf(patient);
  const suggested = suggestVisit(patient, patient.birthDate, context);
  const chosen: BookingDraft = {
    ...draft,
    known: patient,
    person,
    contact: contactFormOf(patient.contact),
    clinicCode: draft.slot ? draft.clinicCode : suggested.clinicCode,
    kind: draft.slot ? draft.kind : suggested.kind,
    done: without(draft, 'contact'),
  };
  return stepProblems(chosen, 'patient', context).length > 0
    ? { ...chosen, step: 'patient', done: without(chosen, 'patient') }
    : advance(chosen, 'patient', context);
}

function prefilled(
  draft: BookingDraft,
  { slot, patient, wanted, supersedes }: Extract<BookingEvent, { type: 'prefilled' }>,
  context: BookingContext,
): BookingDraft {
  let next: BookingDraft = supersedes || wanted ? { ...emptyDraft, supersedes } : draft.phase === 'accepted' ? emptyDraft : draft;
  if (slot) next = withSlot(next, slot, context);
  if (patient) next = identified(next, patient, context);
  return wanted ? withWanted(next, wanted, context) : next;
}

function withSlot(draft: BookingDraft, slot: SlotView, context: BookingContext): BookingDraft {
  const clinicCode = context.schedules.find((schedule) => schedule.id === slot.scheduleId)?.clinicCode ?? null;
  const placed: BookingDraft = {
    ...draft,
    slot,
    place: null,
    search: null,
    series: null,
    clinicCode,
    kind: slot.kind,
    done: [...without(draft, 'visit', 'slot'), 'visit', 'slot'],
  };
  return { ...placed, step: nextStep(placed, context) };
}

/** A refused booking, filled in as it was; every step that is still in order counts as done. */
function withWanted(draft: BookingDraft, wanted: WantedBooking, context: BookingContext): BookingDraft {
  const filled: BookingDraft = {
    ...draft,
    person: wanted.patient ? personFormOf(wanted.patient) : draft.person,
    personId: wanted.patientId,
    clinicCode: wanted.clinicCode,
    kind: wanted.kind,
    referral: wanted.referral ?? '',
    category: wanted.category ?? 'stable',
    entitlement: wanted.entitlement,
    contact: contactFormOf(wanted.contact),
    note: wanted.note ?? '',
    done: [],
  };
  const done = applicableSteps(filled, context).filter(
    (step) => step !== 'confirm' && stepProblems(filled, step, context).length === 0,
  );
  return keepFittingSlot({ ...filled, done, step: nextStep({ ...filled, done }, context) }, context);
}

function advance(draft: BookingDraft, step: BookingStep, context: BookingContext): BookingDraft {
  const left: BookingDraft = { ...draft, done: [...without(draft, step), step] };
  const ready =
    step === 'patient' && !left.clinicCode ? { ...left, ...suggestVisit(left.known, birthDateOf(left), context) } : left;
  return { ...ready, step: nextStep(ready, context) };
}

function birthDateOf(draft: BookingDraft): string | null {
  return draft.person ? personOf(draft.person).birthDate : null;
}

function inSeries(draft: BookingDraft, change: (series: SeriesDraft) => SeriesDraft): BookingDraft {
  return draft.series ? edited({ ...draft, series: change(draft.series) }) : draft;
}

/** Editing after a refusal takes the list of reasons away only when the next answer comes; the phase goes back to editing at once. */
function edited(draft: BookingDraft): BookingDraft {
  return draft.phase === 'refused' ? { ...draft, phase: 'editing' } : draft;
}

function keepFittingSlot(draft: BookingDraft, context: BookingContext): BookingDraft {
  const { slot, place } = draft;
  if (!slot) return draft;
  const clinicCode = place?.clinicCode ?? context.schedules.find((one) => one.id === slot.scheduleId)?.clinicCode;
  const fits = clinicCode === draft.clinicCode && slot.kind === draft.kind;
  return fits ? draft : { ...draft, slot: null, place: null, done: without(draft, 'slot') };
}

function without(draft: BookingDraft, ...steps: BookingStep[]): BookingStep[] {
  return draft.done.filter((step) => !steps.includes(step));
}
