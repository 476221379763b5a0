/** A clinic whose every slot is named by a test, and the waiting room as a desk speaks to it. */
import { randomUUID } from 'node:crypto';
import type { Appointment, Bundle } from 'fhir/r4';
import type { Patient } from '../../core/domain/patient.ts';
import type { Schedule, Slot } from '../../core/domain/schedule.ts';
import { slotsFor } from '../../core/domain/slots-for.ts';
import { aSchedule, aWaitingEntry } from '../../core/domain/test-builders.ts';
import type { Referral, Visit } from '../../core/domain/visit.ts';
import { anyCriteria, type SearchCriteria, type SubmissionStatus, type WaitingEntry } from '../../core/domain/waiting-entry.ts';
import { patientToFhir } from '../../core/fhir/patient.ts';
import { submissionFromParameters, submissionParameters } from '../../core/fhir/submission.ts';
import { appointmentToVisit } from '../../core/fhir/visit-appointment.ts';
import { waitingCommandToTask, waitingEntryOf } from '../../core/fhir/waiting-task.ts';
import type { RunningCentral } from '../start.ts';
import { newClinic, newPatient, newReferral } from './test-central.ts';
import type { Ask, Reply, TestDesk } from './test-desk.ts';

export interface WaitingClinic {
  desk: TestDesk;
  otherDesk: TestDesk;
  /** Publishes days on which each slot is a first visit of 20 minutes from 8:00 on; answers the slots. */
  offer(days: Record<string, number>, some?: Partial<Schedule>): Promise<Slot[]>;
  visits(): Promise<Visit[]>;
}

export async function waitingClinic(central: RunningCentral): Promise<WaitingClinic> {
  const { desks } = await newClinic(central);
  const [desk, otherDesk] = desks as [TestDesk, TestDesk];
  return {
    desk,
    otherDesk,
    async offer(days, some = {}) {
      const hours = (count: number) => ({
        startsAt: '08:00',
        endsAt: `${String(8 + Math.floor(count / 3)).padStart(2, '0')}:${(count % 3) * 2}0`,
        slotMinutes: 20,
        firstEvery: 1,
        room: null,
        mode: 'in-person' as const,
        payer: 'nfz' as const,
      });
      const schedule = aSchedule({
        id: randomUUID(),
        clinicId: desk.clinicId,
        weekly: [],
        exceptions: Object.entries(days).map(([date, count]) => ({
          date,
          kind: 'hours',
          hours: [hours(count)],
          reason: 'próba',
        })),
        ...some,
      });
      const reply = await desk.publish(schedule);
      if (reply.status >= 300) throw new Error(`not published: ${reply.codes}`);
      return Object.keys(days)
        .sort((a, b) => a.localeCompare(b))
        .flatMap((date) => slotsFor(schedule, { from: date, to: date }));
    },
    async visits() {
      const { body } = await desk.get('/Appointment?_count=500');
      return ((body as Bundle).entry ?? []).flatMap(({ resource }) =>
        resource?.resourceType === 'Appointment' ? (appointmentToVisit(resource as Appointment) ?? []) : [],
      );
    },
  };
}

export interface Waiting {
  entry: WaitingEntry;
  patient: Patient;
  reply: Reply;
}

/** A new adult enters the waiting room at this desk. */
export async function enter(
  desk: TestDesk,
  some: Partial<WaitingEntry> = {},
  patient = newPatient(),
  ask: Ask = {},
): Promise<Waiting> {
  const entry = aWaitingEntry({
    id: randomUUID(),
    clinicId: desk.clinicId,
    patientId: patient.id,
    referral: { key: newReferral(), code: null, clinicCodes: null },
    criteria: { ...anyCriteria, clinicIds: [desk.clinicId] },
    ...some,
  });
  const reply = await put(desk, entry.id, { kind: 'enter', entry, patient: patientToFhir(patient) }, ask);
  return { entry, patient, reply };
}

export const change = (desk: TestDesk, { id, referral }: WaitingEntry, criteria: Partial<SearchCriteria>, ask: Ask = {}) =>
  put(desk, id, { kind: 'change', key: id, criteria: { ...anyCriteria, ...criteria }, referral, pesel: null }, ask);

export const leave = (desk: TestDesk, { id, referral }: WaitingEntry, ask: Ask = {}) =>
  put(desk, id, { kind: 'leave', key: id, referral, pesel: null }, ask);

function put(desk: TestDesk, key: string, command: Parameters<typeof waitingCommandToTask>[0], ask: Ask): Promise<Reply> {
  return desk.ask('PUT', `/Task?identifier=urn:okienko:waiting-entry|${key}`, { body: waitingCommandToTask(command), ...ask });
}

export const entryOf = ({ body }: Reply): WaitingEntry | null => waitingEntryOf(body);

export async function submission(
  desk: TestDesk,
  { key, code }: Referral,
  pesel: string | null = null,
): Promise<SubmissionStatus | null> {
  const { body } = await desk.ask('POST', '/Task/$submission', {
    body: submissionParameters({ referralKey: key, referralCode: code, pesel }),
  });
  return submissionFromParameters(body);
}

/** Where an entry stands, short: `waiting`, `closed withdrawn`, `assigned 2026-11-30T07:00:00Z`. */
export async function stand(desk: TestDesk, { referral }: WaitingEntry): Promise<string> {
  const found = await submission(desk, referral);
  if (found === null) return 'none';
  const { entry, visit } = found;
  if (entry.status === 'assigned') return `assigned ${visit?.startsAt}`;
  return entry.closed === null ? entry.status : `${entry.status} ${entry.closed}`;
}
