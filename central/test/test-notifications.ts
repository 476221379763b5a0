/** A database with one clinic, and visits put into it as `apply_change` would; a worker whose clock and ways to patients are ours. */
import { randomUUID } from 'node:crypto';
import type { Patient } from '../../core/domain/patient.ts';
import { aPatient, aSchedule, aVisit } from '../../core/domain/test-builders.ts';
import type { Visit } from '../../core/domain/visit.ts';
import { visitColumns } from '../booking/decided-plan.ts';
import type { Database } from '../db/database.ts';
import { ensureCentral } from '../db/ensure-central.ts';
import type { Medium } from '../notifications/communication.ts';
import type { Message, MessagePorts, SendOutcome } from '../notifications/ports.ts';
import { NotificationWorker } from '../notifications/worker.ts';
import { insertPatients, insertSchedules } from '../seed/insert-rows.ts';

export interface NotifiedClinic {
  clinicId: string;
  scheduleId: string;
  /** Books at a central instant. */
  book(visit: Partial<Visit>, at: string, patient?: Patient): Promise<Visit>;
  change(visit: Visit, some: Partial<Visit>, at: string): Promise<Visit>;
}

export async function notifiedClinic(database: Database): Promise<NotifiedClinic> {
  await ensureCentral(database);
  const [clinicId, scheduleId] = [randomUUID(), randomUUID()];
  await database.query('insert into clinic (id, name) values ($1, $2)', [clinicId, 'Przychodnia Kardiologiczna Okienko']);
  const start = '2026-01-01T00:00:00Z';
  await insertSchedules(database, [aSchedule({ id: scheduleId, clinicId })], randomUUID, start);
  const known = new Map<string, { id: string; row: Patient }>();
  const put = async (visit: Visit, id: string, at: string) => {
    const patient = known.get(visit.id) as { id: string; row: Patient };
    const stored = { ...patient, version: 1, otherKeys: [] };
    const columns = { ...visitColumns(id, visit, stored), updated_at: at };
    if (visit.version === 1) {
      await database.query('insert into visit select * from jsonb_populate_record(null::visit, $1::jsonb)', [
        JSON.stringify(columns),
      ]);
      return;
    }
    await database.query(
      `update visit set (version, schedule_key, slot_id, starts_at, status, referral, row, updated_at) =
         (select version, schedule_key, slot_id, starts_at, status, referral, row, updated_at
          from jsonb_populate_record(null::visit, $1::jsonb)) where clinic_id = $2::uuid and key = $3`,
      [JSON.stringify(columns), clinicId, visit.id],
    );
  };
  return {
    clinicId,
    scheduleId,
    async book(some, at, patient = aPatient({ id: randomUUID(), pesel: null })) {
      const visit = aVisit({
        clinicId,
        scheduleId,
        id: randomUUID(),
        slotId: null,
        referral: null,
        patientId: patient.id,
        ...some,
        version: 1,
      });
      const ids = await insertPatients(database, clinicId, [patient], randomUUID, at);
      known.set(visit.id, { id: ids.get(patient.id) as string, row: patient });
      await put(visit, randomUUID(), at);
      return visit;
    },
    async change(visit, some, at) {
      const changed = { ...visit, ...some, version: visit.version + 1 };
      await put(changed, randomUUID(), at);
      return changed;
    },
  };
}

/** Ports that note what they are given; `answer` decides what becomes of a try. */
export function recordingPorts(answer: (message: Message, tries: number) => SendOutcome = () => ({ kind: 'sent' })) {
  const tried: Message[] = [];
  const port = (dropsRepetitions: boolean) => ({
    dropsRepetitions,
    async send(message: Message) {
      tried.push(message);
      return answer(message, tried.filter(({ id }) => id === message.id).length);
    },
    async close() {},
  });
  const ports: MessagePorts = { sms: port(true), email: port(false), push: port(true) };
  return { ports, tried, of: (medium: Medium) => tried.filter((message) => message.medium === medium) };
}

export interface ManualWorker {
  /** Runs until nothing is left to do at this central instant. */
  at(now: string): Promise<void>;
}

export function manualWorker(database: Database, ports: MessagePorts): ManualWorker {
  const clock = { current: '', now: () => clock.current };
  const onFault = (error: unknown) => {
    throw error;
  };
  const worker = new NotificationWorker({ database, clock, ports, onFault });
  return {
    async at(now) {
      clock.current = now;
      while (await worker.runOnce());
    },
  };
}
