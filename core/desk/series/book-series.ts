import type { z } from 'zod';
import type { bookSeries as bookInput } from '../../contract/series-inputs.ts';
import type { SeriesResult } from '../../contract/series-views.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { localDateOf } from '../../domain/time.ts';
import { gatherPatient, newVisit, placeRefusals } from '../book-visit.ts';
import { compareText } from '../compare-text.ts';
import type { DeskContext } from '../desk-context.ts';
import { slotFacts } from '../placing-facts.ts';
import { newIntent } from '../record.ts';
import { notesAfterPlacing } from '../say-notes.ts';

export type BookSeries = z.infer<typeof bookInput>;

/**
 * R14, R35: continuation visits of one patient, each judged as if booked alone, written in one transaction or not at all. From
 * there on each has its own truth: what central refuses of one becomes a task and leaves the others alone.
 */
export function bookSeries(desk: DeskContext, input: BookSeries): SeriesResult {
  const accepted: SeriesResult = { ok: true, notes: [...notesAfterPlacing(desk, 'continuation'), 'series-by-clinic'] };
  if (input.visits.every(({ intentId }) => desk.store.journal.get(intentId))) return accepted;
  if (!desk.central) return { ok: false, refusals: [{ code: 'not-found', path: 'clinic' }] };
  const { patient, carried, contact, refusals: unreadable } = gatherPatient(desk, input);
  if (!patient) return { ok: false, refusals: [{ code: 'not-found', path: 'patient' }] };
  const { clinicId } = desk.central;

  const plain = { kind: 'continuation', category: null, entitlement: null, note: input.note, referral: null } as const;
  const wanted = input.visits.map((visit) => ({ ...visit, ...plain, ...slotFacts(desk, visit.slotId) }));
  const clashes = clashesOf(wanted.map(({ slotId, slot }) => ({ slotId, date: slot && localDateOf(slot.startsAt) })));
  const bySlot = wanted
    .map((visit, at) => ({
      slotId: visit.slotId,
      refusals: [...(clashes[at] ?? []), ...placeRefusals(desk, visit, { patient, contact, referral: null })],
    }))
    .filter(({ refusals }) => refusals.length > 0);
  const refusals = [...unreadable, ...bySlot.flatMap((each) => each.refusals)];
  if (refusals.length > 0) return { ok: false, refusals: unique(refusals), bySlot };

  const placed = wanted.flatMap(({ slot, ...visit }) => (slot ? [{ ...visit, slot }] : []));
  const intents = placed
    .toSorted((a, b) => compareText(a.slot.startsAt, b.slot.startsAt))
    .map(({ slot, ...visit }, at) =>
      newIntent(desk, {
        id: visit.intentId,
        act: {
          kind: 'book',
          visit: newVisit(desk, visit, { slot, patient, contact, referral: null, clinicId }),
          // Corrected data travel once. A new patient travels with each: should one be refused, the next stands.
          patient: carried && (at === 0 || patient.version === 0) ? patient : null,
        },
      }),
    );
  desk.store.journal.append(intents);
  return accepted;
}

function clashesOf(places: readonly { slotId: string; date: string | null }[]): Refusal[][] {
  return places.map(({ date }, at) => {
    const before = places.slice(0, at);
    return date !== null && before.some((each) => each.date === date) ? [{ code: 'same-day', rule: 'R14', path: 'slot' }] : [];
  });
}

function unique(refusals: readonly Refusal[]): Refusal[] {
  return [...new Map(refusals.map((refusal) => [JSON.stringify(refusal), refusal])).values()];
}
