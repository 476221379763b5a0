import type { SlotView, TaskView, WantedBooking } from '../contract/views.ts';
import type { Act } from '../domain/intent.ts';
import { displayName } from '../domain/name.ts';
import type { Patient } from '../domain/patient.ts';
import type { VisitKind } from '../domain/schedule.ts';
import type { DeskTask } from '../domain/task.ts';
import { compareText } from './compare-text.ts';
import type { DeskContext } from './desk-context.ts';
import { findSlots } from './find-slots.ts';
import { actorNameOf } from './patient-view.ts';
import { localMinuteOf } from './placed.ts';
import { patientIdOf } from './queue-view.ts';
import { patientOf, taskOf, type VisitRow } from './view-rows.ts';
import { isMovable } from './visit-view.ts';

const mostProposals = 6;

/** Open ones oldest first, done ones latest first. */
export function readTasks(desk: DeskContext, state: 'open' | 'done', limit: number): TaskView[] {
  const propose = proposals(desk);
  return desk.reads
    .tasks(state)
    .map((row) => taskOf(row))
    .sort((left, right) =>
      state === 'open' ? compareText(left.openedAt, right.openedAt) : compareText(right.closedAt, left.closedAt),
    )
    .slice(0, limit)
    .map((task) => taskView(desk, task, propose));
}

type Propose = (wanted: { clinicCode: string; kind: VisitKind }) => SlotView[];

/** Many tasks ask for the same slots: each search is made once per list. */
function proposals(desk: DeskContext): Propose {
  const known = new Map<string, SlotView[]>();
  const search = (clinicCode: string, kind: VisitKind) =>
    findSlots(desk, { kind, clinicCodes: [clinicCode], scheduleId: null, from: null, limit: mostProposals }).days.flatMap(
      (day) => day.slots,
    );
  return ({ clinicCode, kind }) => {
    const key = `${clinicCode} ${kind}`;
    const slots = known.get(key) ?? search(clinicCode, kind);
    known.set(key, slots);
    return slots;
  };
}

function taskView(desk: DeskContext, task: DeskTask, propose: Propose): TaskView {
  const entry = task.intentId === null ? null : desk.store.journal.get(task.intentId);
  const act = entry?.intent.act ?? null;
  const visit = task.visitId === null ? null : desk.reads.visit(task.visitId);
  const patientId = task.patientId ?? (entry ? patientIdOf(desk, entry.intent) : null);
  return {
    id: task.id,
    kind: task.kind,
    gap: task.gap,
    refusals: task.refusals,
    state: task.state,
    openedAt: task.openedAt,
    closedAt: task.closedAt,
    closedBy: task.closedBy,
    resolution: task.resolution,
    owner: task.owner,
    refused: entry && refusedView(desk, entry.intent.id, entry.intent.act),
    patient: patientView(desk, patientId, act),
    visit: visit && taskVisit(visit, actorNameOf(desk, visit.schedule_id)),
    proposals: task.state === 'open' ? proposalsFor(desk, task, act, visit, propose) : [],
  };
}

function proposalsFor(desk: DeskContext, task: DeskTask, act: Act | null, visit: VisitRow | null, propose: Propose): SlotView[] {
  if (act?.kind === 'book') return propose(act.visit);
  const aboutTime =
    task.gap === null || task.gap === 'outside-schedule' || task.gap === 'holiday' || task.gap === 'double-booked';
  if (!visit || !aboutTime || act?.kind === 'cancel' || !isMovable(visit, desk.time.now())) return [];
  return propose({ clinicCode: visit.clinic_code, kind: visit.kind });
}

function refusedView(desk: DeskContext, intentId: string, act: Act): TaskView['refused'] {
  const kinds = {
    'open-task': 'other',
    'close-task': 'other',
    'save-setting': 'other',
    'enter-waiting': 'other',
    'change-waiting': 'other',
    'leave-waiting': 'other',
  } as const;
  const wanted = wantedPlace(desk, act);
  return {
    intentId,
    act: act.kind in kinds ? 'other' : (act.kind as Exclude<Act['kind'], keyof typeof kinds>),
    wantedStart: wanted?.startsAt ?? null,
    wantedLocalStart: wanted && localMinuteOf(wanted.startsAt),
    wantedScheduleId: wanted?.scheduleId ?? null,
    wanted: act.kind === 'book' ? wantedBooking(act) : null,
  };
}

function wantedPlace(desk: DeskContext, act: Act): { startsAt: string; scheduleId: string } | null {
  if (act.kind === 'book') return act.visit;
  if (act.kind === 'move') return act;
  if (act.kind !== 'cancel') return null;
  const visit = desk.reads.visit(act.visitId);
  return visit && { startsAt: visit.starts_at, scheduleId: visit.schedule_id };
}

function wantedBooking({ visit, patient }: Extract<Act, { kind: 'book' }>): WantedBooking {
  return {
    patient: patient && withoutVersion(patient),
    patientId: visit.patientId,
    clinicCode: visit.clinicCode,
    contact: visit.contact,
    kind: visit.kind,
    category: visit.category,
    entitlement: visit.entitlement,
    referral: visit.referral && (visit.referral.key ?? visit.referral.code),
    note: visit.note,
  };
}

function withoutVersion({ version: _version, ...patient }: Patient): Omit<Patient, 'version'> {
  return patient;
}

/** A patient whom only the refused intent knows (the booking brought him along) is taken from there. */
function patientView(desk: DeskContext, patientId: string | null, act: Act | null): TaskView['patient'] {
  const row = patientId === null ? null : desk.reads.patient(patientId);
  const carried = act?.kind === 'book' || act?.kind === 'change-patient' ? act.patient : null;
  const patient = row ? patientOf(row) : carried;
  if (!patient) return null;
  const contact = act?.kind === 'book' ? act.visit.contact : patient.contact;
  return { id: patient.id, name: displayName(patient), phone: contact.phone, secondPhone: contact.secondPhone };
}

function taskVisit(row: VisitRow, actorName: string): TaskView['visit'] {
  return {
    id: row.id,
    version: row.version,
    startsAt: row.starts_at,
    localStart: localMinuteOf(row.starts_at),
    scheduleId: row.schedule_id,
    actorName,
    clinicCode: row.clinic_code,
    kind: row.kind,
    status: row.status,
  };
}
