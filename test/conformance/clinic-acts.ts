/** What tests do at a clinic of the central under test, and what they read back through the gateway. */
import type { Patient } from '../../core/domain/patient.ts';
import type { Slot } from '../../core/domain/schedule.ts';
import type { Visit } from '../../core/domain/visit.ts';
import type { FeedChange, FeedEvent, FeedPosition, Outcome, ReseedEntity } from '../../core/sync/ports.ts';
import { anIntent, aPatient, aPesel, aVisit } from './builders.ts';
import { answered, mustApply, type TestClinic } from './central-under-test.ts';

let people = 0;

export const newPatient = (over: Partial<Patient> = {}): Patient => {
  people += 1;
  return aPatient({ id: crypto.randomUUID(), pesel: aPesel(people), ...over });
};

/** Referral codes are four digits and belong to a PESEL; every patient here is another. */
export function visitOn(slot: Slot, patient: Patient, over: Partial<Visit> = {}): Visit {
  const { id: slotId, scheduleId, startsAt, durationMinutes, clinicCode, kind } = slot;
  const place = { slotId, scheduleId, startsAt, durationMinutes, clinicCode, kind };
  return aVisit({ ...place, id: crypto.randomUUID(), patientId: patient.id, contact: patient.contact, ...over });
}

export async function booked(clinic: TestClinic, slot: Slot, patient = newPatient()) {
  const visit = visitOn(slot, patient, { clinicId: clinic.id });
  const intent = anIntent({ kind: 'book', visit, patient });
  const outcome = mustApply(await clinic.desk.send(intent, null));
  return { visit, patient, intent, outcome };
}

export const slotAt = (slots: readonly Slot[], index: number): Slot => {
  const slot = slots[index];
  if (!slot) throw new Error(`no slot ${index}`);
  return slot;
};

export const codesOf = (outcome: Outcome) =>
  outcome.kind === 'refused' ? outcome.refusals.map(({ code }) => code) : outcome.kind;

export async function allEvents(clinic: TestClinic): Promise<{ events: FeedEvent[]; at: FeedPosition }> {
  const at = answered(await clinic.desk.position());
  const events: FeedEvent[] = [];
  while (events.length < at.event) {
    const page = answered(await clinic.desk.events({ epoch: at.epoch, event: events.length }, 50));
    if (page.kind !== 'events' || page.events.length === 0) throw new Error('the stream ended early');
    events.push(...page.events);
  }
  return { events, at };
}

export const visitNow = async (clinic: TestClinic, key: string) =>
  (await rowsOf(clinic, 'visit')).find((change) => change.key === key)?.row as Visit | undefined;

export async function rowsOf(clinic: TestClinic, entity: ReseedEntity, pageSize = 1000): Promise<FeedChange[]> {
  const rows: FeedChange[] = [];
  let after: string | null = null;
  do {
    const page: { rows: FeedChange[]; next: string | null } = answered(await clinic.desk.page(entity, after, pageSize));
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
}
