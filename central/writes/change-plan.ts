/**
 * A decided act, ready to be done as a whole by `apply_change` (central/db/migrations/020-apply-change.ts). Plans are
 * made by pure functions from facts read before; everything in them that may have changed since is an expectation.
 */
import type { Patient } from '../../core/domain/patient.ts';
import type { Schedule, Slot } from '../../core/domain/schedule.ts';
import type { DeskTask } from '../../core/domain/task.ts';
import type { Visit } from '../../core/domain/visit.ts';
import type { SearchCriteria } from '../../core/domain/waiting-entry.ts';
import type { KeyedType } from '../../core/fhir/systems.ts';
import type { WaitingColumns } from '../waiting-room/stored-entry.ts';

/** What the asking client gets, kept with the intent so that the same question has the same answer (I3). */
export interface StoredAnswer {
  status: number;
  /** FHIR resource as JSON text, byte for byte what is sent. */
  body: string;
}

/** Changed thing in an event: type, central's id, key, and whether it is gone. */
export type Focus = [type: KeyedType, id: string, key: string, deleted: 0 | 1];

/** I7: who acts at a desk, and why, as the desk says it; kept beside the intent. */
export interface Said {
  author: string | null;
  reason: string | null;
}

export interface ChangePlan {
  clinicId: string;
  /** Whose holds do not stand in the way; null when the patient acts. */
  clientId: string | null;
  /** For the audit log (I7): the desk's client id, or `ikp`. */
  author: string;
  said?: Said;
  /** Central's instant. */
  now: string;
  intentId: string | null;
  digest: string | null;
  /** Central's id of the visit that this is about. */
  visitId: string | null;
  answer: StoredAnswer & { state: 'applied' | 'refused' };
  /** By name of the unique index that would be violated. */
  refusals: Record<string, StoredAnswer>;
  /** Still offered, unchanged since they were read, and held by nobody else. */
  expectSlots: { id: string; version: number }[];
  patients: { columns: PatientColumns; newKey: string | null }[];
  visits: { columns: VisitColumns }[];
  schedules: { columns: ScheduleColumns; slots: Slot[]; goneSlotIds: GoneSlots }[];
  tasks: { columns: TaskColumns }[];
  settings: { columns: SettingColumns }[];
  withdrawSlotIds: string[];
  /** R38, R40: visits whose patients are told of another place at the same time. */
  placeToldVisitIds: string[];
  /** Waiting-room entries that change along (R18, R27). */
  waiting: { columns: WaitingColumns }[];
  /** Visits that the acting clinic books in another one, and by which of its patients it knows them. */
  elsewhere: ElsewhereLink[];
  /** R33: slots that have become free and are offered to waiting patients before anyone else. */
  freedSlotIds: string[];
  /** The waiting room itself acts: what is kept for waiting patients is not kept from it. */
  waitingRoom: boolean;
  /** `clinicId`: whose log it belongs to, when it is not the acting clinic's. */
  audit: { type: KeyedType; key: string; before: unknown; after: unknown; clinicId?: string }[];
  /** In order of clinic id, so that no two acts wait for each other. */
  events: { clinicId: string; focus: Focus[] }[];
}

/** Slots that vanish with a publication, and what was seen of its slots when that was decided: still so, or decided again. */
export interface GoneSlots {
  ids: string[];
  /** Instant from which slots were looked at. */
  from: string;
  /** Sum of their versions: every change of a slot raises it. */
  versions: number;
}

export interface ElsewhereLink {
  visitId: string;
  clinicId: string;
  key: string;
  patientId: string;
}

interface Row<T> {
  id: string;
  clinic_id: string;
  key: string;
  /** 1 = insert, otherwise update of the version before. */
  version: number;
  row: T;
}
export interface PatientColumns extends Row<Patient> {
  other_keys: string[];
  pesel: string | null;
  document: string | null;
  family_name: string;
  given_name: string;
}
export interface VisitColumns extends Row<Visit> {
  schedule_key: string;
  slot_id: string | null;
  patient_id: string;
  starts_at: string;
  status: string;
  kind: string;
  service: string;
  untouched_legacy: boolean;
  referral: string | null;
  /** What the patient had searched for (R27). */
  search?: SearchCriteria;
}
export interface ScheduleColumns extends Row<Schedule> {
  actor_key: string;
  actor_id: string;
  clinic_code: string;
}
export interface TaskColumns extends Row<DeskTask> {
  state: string;
}
export type SettingColumns = Row<unknown>;

/** A plan that changes nothing, to be filled. */
export function emptyPlan(
  act: Pick<ChangePlan, 'clinicId' | 'clientId' | 'author' | 'now' | 'intentId' | 'digest' | 'said'>,
): ChangePlan {
  return {
    ...act,
    visitId: null,
    answer: { state: 'applied', status: 200, body: '' },
    refusals: {},
    expectSlots: [],
    patients: [],
    visits: [],
    schedules: [],
    tasks: [],
    settings: [],
    withdrawSlotIds: [],
    placeToldVisitIds: [],
    waiting: [],
    elsewhere: [],
    freedSlotIds: [],
    waitingRoom: false,
    audit: [],
    events: [],
  };
}
