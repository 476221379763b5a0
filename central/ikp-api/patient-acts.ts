/** What a patient does in the account: the same `book` as a desk's, judged with `by: patient` (R17, R31, R35). */
import type { Contact, Patient } from '../../core/domain/patient.ts';
import { parsePesel } from '../../core/domain/pesel.ts';
import { parseReferral } from '../../core/domain/referral.ts';
import { accept, type Refusal, type Result, refuse } from '../../core/domain/refusal.ts';
import type { CancelReason, Visit } from '../../core/domain/visit.ts';
import { anyCriteria, type SearchCriteria } from '../../core/domain/waiting-entry.ts';
import { book } from '../booking/book.ts';
import type { BookingCommand } from '../booking/booking-command.ts';
import type { Central } from '../central.ts';
import type { Queryable } from '../db/database.ts';
import { type SlotColumns, slotOfColumns } from '../reads/slot-columns.ts';
import type { Applied } from '../writes/apply-plans.ts';
import type { OwnVisit } from './patient-visits.ts';

export interface BookingForm {
  slotId: string;
  /** 44 digits, or the 4-digit code; null = none (exams). */
  referral: string | null;
  contact: Contact;
  /** Needed when no clinic knows the patient yet. */
  person: { familyName: string; givenName: string } | null;
  /** What the patient had searched for; null = anything (R27). */
  search?: SearchCriteria | null;
}

/** Books a first visit (R17), or an exam. */
export async function bookAsPatient(central: Central, pesel: string, form: BookingForm): Promise<Result<Applied>> {
  const asked = await patientBooking(central, pesel, form);
  return asked.ok ? accept(await act(central, asked.value.clinicId, asked.value.command)) : asked;
}

export interface PatientBooking {
  clinicId: string;
  command: BookingCommand;
}

/** What a patient's form asks of `book`, or why it asks for nothing. */
export async function patientBooking(central: Central, pesel: string, form: BookingForm): Promise<Result<PatientBooking>> {
  const [row] = await central.database.query<SlotColumns & { clinic_id: string }>(
    'select * from slot where id = $1::uuid and not withdrawn',
    [form.slotId],
  );
  if (row === undefined) return refuse({ code: 'slot-gone', path: 'slot' });
  const slot = slotOfColumns(row);
  const referral = form.referral === null ? null : parseReferral(form.referral, pesel);
  if (referral !== null && !referral.ok) return referral;
  const person = await findPerson(central.database, pesel, row.clinic_id);
  const patient = person.known === null ? newPatient(central, pesel, form, person.name) : null;
  if (patient !== null && 'code' in patient) return refuse(patient);
  const patientId = person.known ?? patient?.id ?? '';
  const key = central.newId();
  const wanted: Visit = {
    id: key,
    version: 0,
    clinicId: row.clinic_id,
    scheduleId: slot.scheduleId,
    slotId: slot.id,
    startsAt: slot.startsAt,
    durationMinutes: slot.durationMinutes,
    service: slot.service,
    clinicCode: slot.clinicCode,
    kind: slot.kind,
    mode: slot.mode,
    status: 'booked',
    patientId,
    contact: form.contact,
    category: 'stable',
    entitlement: null,
    referral: referral === null ? null : referral.value,
    legacy: false,
    gaps: [],
    cancelReason: null,
    bookedAt: central.clock.now(),
    bookedBy: 'ikp',
    note: null,
  };
  const command = {
    key,
    slotId: slot.id,
    cancel: null,
    wanted,
    patientRef: patientId,
    patient,
    seenVersion: null,
    search: form.search ?? anyCriteria,
  };
  return accept({ clinicId: row.clinic_id, command });
}

export async function moveAsPatient(central: Central, visit: OwnVisit, slotId: string): Promise<Applied> {
  return act(central, visit.clinicId, { ...ofVisit(visit), slotId });
}

export async function cancelAsPatient(central: Central, visit: OwnVisit, reason: CancelReason | null): Promise<Applied> {
  return act(central, visit.clinicId, cancelling(visit, reason));
}

export const cancelling = (visit: OwnVisit, reason: CancelReason | null): BookingCommand => ({
  ...ofVisit(visit),
  cancel: { reason, by: 'patient' },
});

function ofVisit({ key, version }: OwnVisit): BookingCommand {
  return { key, slotId: null, cancel: null, wanted: null, patientRef: null, patient: null, seenVersion: version };
}

async function act(central: Central, clinicId: string, command: BookingCommand): Promise<Applied> {
  const applied = await applyAsPatient(central, central.database, { clinicId, command });
  if (applied.outcome === 'applied' && applied.wakesWaitingRoom) await central.waitingRoom.serve();
  return applied;
}

/** Without waking the waiting room: what is done in a transaction does so after it. */
export async function applyAsPatient(
  central: Central,
  database: Queryable,
  { clinicId, command }: PatientBooking,
): Promise<Applied> {
  const [applied] = await book(database, [
    {
      command,
      context: {
        actor: { clinicId, clientId: null, author: 'ikp', party: 'patient', channel: 'ikp' },
        intentId: null,
        ifMatch: command.seenVersion,
        now: central.clock.now(),
        policy: await central.waitingRoom.livePolicy(),
        newId: central.newId,
      },
    },
  ]);
  if (applied === undefined) throw new Error('a booking without an answer');
  return applied;
}

interface Person {
  /** Key of the patient at this clinic. */
  known: string | null;
  /** As another clinic wrote it. */
  name: { familyName: string; givenName: string } | null;
}

async function findPerson(database: Queryable, pesel: string, clinicId: string): Promise<Person> {
  const rows = await database.query<{ clinic_id: string; key: string; family_name: string; given_name: string }>(
    'select clinic_id, key, family_name, given_name from patient where pesel = $1 order by updated_at desc',
    [pesel],
  );
  const [latest] = rows;
  return {
    known: rows.find(({ clinic_id }) => clinic_id === clinicId)?.key ?? null,
    name: latest ? { familyName: latest.family_name, givenName: latest.given_name } : null,
  };
}

function newPatient(central: Central, pesel: string, form: BookingForm, name: Person['name']): Patient | Refusal {
  const parsed = parsePesel(pesel);
  const { familyName, givenName } = name ?? form.person ?? {};
  if (!parsed.ok || !familyName || givenName === undefined) return { code: 'identity-missing', path: 'person' };
  const { birthDate, sex } = parsed.value;
  return {
    id: central.newId(),
    version: 0,
    familyName,
    givenName,
    pesel,
    document: null,
    birthDate,
    sex,
    contact: form.contact,
  };
}
