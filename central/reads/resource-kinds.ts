/** How each resource type is read: its rows, and the FHIR that they become. Ids are central's, rows are the domain's. */
import type { FhirResource } from 'fhir/r4';
import type { Patient } from '../../core/domain/patient.ts';
import type { Actor, Schedule } from '../../core/domain/schedule.ts';
import type { DeskTask } from '../../core/domain/task.ts';
import type { Visit } from '../../core/domain/visit.ts';
import { communicationToFhir, type SentCommunication } from '../../core/fhir/communication.ts';
import { scheduleToFhir } from '../../core/fhir/schedule.ts';
import { settingToFhir } from '../../core/fhir/setting.ts';
import { slotToFhir } from '../../core/fhir/slot.ts';
import { taskToFhir } from '../../core/fhir/task.ts';
import { elsewhereVisit } from '../booking/elsewhere-visit.ts';
import { renderPatient, renderVisit } from '../booking/render-booking.ts';
import { type SlotColumns, slotOfColumns } from './slot-columns.ts';

export type ReadType = 'Appointment' | 'Patient' | 'Schedule' | 'Slot' | 'Task' | 'Basic' | 'Communication';

export interface ResourceKind {
  /** What is selected, to be read as JSON; `$1` is central's instant now, for holds. */
  columns: string;
  /** Table `t` and what is joined to it. */
  from: string;
  /** Which rows exist for readers, when not all do. */
  visible?: string;
  render(row: never): FhirResource;
  /** Rows of another shape that are found beside these, in the same order. */
  also?: ResourceKind;
}

interface VisitRow {
  id: string;
  row: Visit;
  patient_id: string;
  schedule_id: string;
  actor: Actor;
  actor_id: string;
}
interface ElsewhereRow extends VisitRow {
  key: string;
  patient_key: string;
  clinic_name: string;
  town: string | null;
}
interface PatientRow {
  id: string;
  clinic_id: string;
  other_keys: string[];
  row: Patient;
}
interface CommunicationRow extends Omit<SentCommunication, 'sentAt' | 'visit' | 'patient'> {
  sent_at: string | null;
  visit_id: string;
  visit_key: string;
  patient_id: string;
  patient_key: string;
}
type SlotRow = SlotColumns & {
  schedule_id: string;
  version: number;
  taken: boolean;
  held: { client: string; until: string } | null;
};

export const resourceKinds: Record<ReadType, ResourceKind> = {
  Appointment: {
    columns: `t.id, t.row, t.patient_id, c.id as schedule_id, c.row->'actor' as actor, c.actor_id`,
    from: 'visit t join schedule c on c.key = t.schedule_key',
    render: ({ id, row, patient_id, schedule_id, actor, actor_id }: VisitRow) =>
      renderVisit(id, row, patient_id, { id: schedule_id, actor, actorId: actor_id }),
    // Booked by this clinic in another one: time, place and status, nothing more.
    also: {
      columns: `t.id, t.row, t.key, t.patient_id, t.patient_key, t.clinic_name, t.town, c.id as schedule_id,
        c.row->'actor' as actor, c.actor_id`,
      from: `(select v.id, e.clinic_id, e.key, e.patient_id, p.key as patient_key, v.starts_at, v.status, v.slot_id, v.schedule_key,
          v.row, k.name as clinic_name, k.place->>'town' as town
        from visit_elsewhere e join visit v on v.id = e.visit_id join clinic k on k.id = v.clinic_id
          join patient p on p.id = e.patient_id) t join schedule c on c.key = t.schedule_key`,
      render: ({ id, row, key, patient_id, patient_key, clinic_name, town, schedule_id, actor, actor_id }: ElsewhereRow) =>
        renderVisit(
          id,
          elsewhereVisit(row, { key, patientKey: patient_key, clinicName: clinic_name, town, actorName: actor.name }),
          patient_id,
          { id: schedule_id, actor, actorId: actor_id },
        ),
    },
  },
  Patient: {
    columns: 't.id, t.clinic_id, t.other_keys, t.row',
    from: 'patient t',
    render: ({ id, clinic_id, other_keys, row }: PatientRow) => renderPatient(clinic_id, { id, otherKeys: other_keys, row }),
  },
  Schedule: {
    columns: 't.id, t.row, t.actor_id',
    from: 'schedule t',
    render: ({ id, row, actor_id }: { id: string; row: Schedule; actor_id: string }) =>
      scheduleToFhir(row, { id, actorId: actor_id }),
  },
  Slot: {
    columns: `t.id, t.schedule_key, t.version, t.service, t.clinic_code, t.kind, t.mode, t.payer, t.starts_at, t.duration_minutes,
      t.room, t.overbooked, c.id as schedule_id,
      exists (select 1 from visit v where v.slot_id = t.id and v.status in ('booked', 'arrived', 'fulfilled')) as taken,
      -- I8: which desk of this clinic holds it; of others only that it is not one.
      (select jsonb_build_object('until', h.expires_at,
          'client', case when h.client_id = 'ikp' or h.clinic_id = t.clinic_id then h.client_id else 'other-clinic' end)
        from hold h where h.slot_id = t.id and h.expires_at > $1::timestamptz) as held`,
    from: 'slot t join schedule c on c.key = t.schedule_key',
    visible: 'not t.withdrawn',
    render: (row: SlotRow) =>
      slotToFhir(slotOfColumns(row), row.taken ? 'busy' : row.held ? 'busy-tentative' : 'free', {
        scheduleId: row.schedule_id,
        version: row.version,
        ...(row.held && !row.taken && { held: { client: row.held.client, until: new Date(row.held.until).toISOString() } }),
      }),
  },
  Task: {
    columns: 't.id, t.row, v.id as visit_id, k.patient_id',
    from: `desk_task t
             left join visit v on v.clinic_id = t.clinic_id and v.key = t.row->>'visitId'
             left join patient_key k on k.clinic_id = t.clinic_id and k.key = t.row->>'patientId'`,
    render: ({
      id,
      row,
      visit_id,
      patient_id,
    }: {
      id: string;
      row: DeskTask;
      visit_id: string | null;
      patient_id: string | null;
    }) => taskToFhir(row, { id, ...(visit_id ? { visitId: visit_id } : {}), ...(patient_id ? { patientId: patient_id } : {}) }),
  },
  Basic: {
    columns: 't.id, t.key, t.version, t.row',
    from: 'setting t',
    render: ({ id, key, version, row }: { id: string; key: string; version: number; row: { value: unknown } }) =>
      settingToFhir({ name: key, value: row.value, version }, id),
  },
  // R40: what was sent about the clinic's own visits.
  Communication: {
    columns: `t.id, t.kind, t.medium, t.status, t.reason, t.sent_at, t.text, v.id as visit_id, v.key as visit_key,
      p.id as patient_id, p.key as patient_key`,
    from: 'communication t join visit v on v.id = t.visit_id join patient p on p.id = t.patient_id',
    render: (row: CommunicationRow) =>
      communicationToFhir({
        ...row,
        sentAt: row.sent_at === null ? null : new Date(row.sent_at).toISOString(),
        visit: { id: row.visit_id, key: row.visit_key },
        patient: { id: row.patient_id, key: row.patient_key },
      }),
  },
};

export const isReadType = (type: string): type is ReadType => Object.hasOwn(resourceKinds, type);

/** The shapes of rows of a type. */
export function shapesOf(type: ReadType): ResourceKind[] {
  const { also, ...kind } = resourceKinds[type];
  return also ? [kind, also] : [kind];
}

export function renderRows(kind: ResourceKind, rows: readonly unknown[]): FhirResource[] {
  return rows.map(kind.render as (row: unknown) => FhirResource);
}
