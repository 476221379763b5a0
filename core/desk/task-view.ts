import type { SlotView, TaskView } from '../contract/views.ts';
import { displayName } from '../domain/name.ts';
import type { Contact } from '../domain/patient.ts';
import { maskPhone } from '../domain/phone.ts';
import type { VisitKind } from '../domain/schedule.ts';
import { callBackAt, type DeskTask, type RefusedAct } from '../domain/task.ts';
import { localDateOf } from '../domain/time.ts';
import { refusedActOf } from '../sync/refused-act.ts';
import { compareText } from './compare-text.ts';
import type { DeskContext } from './desk-context.ts';
import { nearestSlots } from './nearest-slots.ts';
import { actorNameOf } from './patient-view.ts';
import { localMinuteOf } from './placed.ts';
import { patientOf, taskOf, type VisitRow } from './view-rows.ts';
import { isMovable } from './visit-view.ts';

const mostProposals = 6;

/** Open ones oldest first, done ones latest first. */
export function readTasks(desk: DeskContext, state: 'open' | 'done', limit: number): TaskView[] {
  const propose = proposals(desk);
  return desk.reads
    .tasks(state)
    .map((row) => taskOf(row))
    .filter((task): task is DeskTask & { kind: TaskView['kind'] } => task.kind !== 'freed-slot')
    .sort((left, right) =>
      state === 'open' ? compareText(left.openedAt, right.openedAt) : compareText(right.closedAt, left.closedAt),
    )
    .slice(0, limit)
    .map((task) => taskView(desk, task, propose));
}

type Propose = (wanted: { clinicCode: string; kind: VisitKind; around: string }) => SlotView[];

/** Many tasks ask for the same slots: each search is made once per list. */
function proposals(desk: DeskContext): Propose {
  const known = new Map<string, SlotView[]>();
  return ({ clinicCode, kind, around }) => {
    const key = `${clinicCode} ${kind} ${around}`;
    const slots = known.get(key) ?? nearestSlots(desk, { kind, clinicCodes: [clinicCode], limit: mostProposals }, around);
    known.set(key, slots);
    return slots;
  };
}

/** A task that an older program opened says nothing of the act; the desk that made it knows. */
function refusedActIn(desk: DeskContext, task: DeskTask): RefusedAct | null {
  const entry = task.intentId === null ? null : desk.store.journal.get(task.intentId);
  return task.refused ?? (entry && refusedActOf(entry.intent.act, null));
}

/** How the patient of a refused booking can be reached: perhaps nobody else knows him. */
export function refusedContact(desk: DeskContext, taskId: string): Contact | null {
  const row = desk.reads.task(taskId);
  const refused = row && refusedActIn(desk, taskOf(row));
  return refused?.booking?.contact ?? refused?.patient?.contact ?? null;
}

function taskView(desk: DeskContext, task: DeskTask & { kind: TaskView['kind'] }, propose: Propose): TaskView {
  const refused = refusedActIn(desk, task);
  const visit = task.visitId === null ? null : desk.reads.visit(task.visitId);
  return {
    id: task.id,
    kind: task.kind,
    conflict: task.conflict,
    gap: task.gap,
    refusals: task.refusals,
    state: task.state,
    openedAt: task.openedAt,
    carriedOver: task.state === 'open' && localDateOf(task.openedAt) < localDateOf(desk.time.now()),
    closedAt: task.closedAt,
    closedBy: task.closedBy,
    resolution: task.resolution,
    owner: task.owner,
    mine: task.owner === desk.author,
    calls: task.calls,
    callBackAt: callBackAt(task),
    refused: refused && task.intentId ? refusedView(desk, task.intentId, refused, visit) : null,
    current: task.current && {
      localStart: localMinuteOf(task.current.startsAt),
      actorName: actorNameOf(desk, task.current.scheduleId),
      status: task.current.status,
      cancelReason: task.current.cancelReason,
    },
    patient: patientView(desk, task.patientId ?? refused?.booking?.patientId ?? null, refused),
    visit: visit && taskVisit(visit, actorNameOf(desk, visit.schedule_id)),
    proposals: task.state === 'open' ? proposalsFor(desk, task, refused, visit, propose) : [],
  };
}

/** Where the patient could go instead, near the time that he was promised. No slot helps a referral that is used up. */
function proposalsFor(
  desk: DeskContext,
  task: DeskTask,
  refused: RefusedAct | null,
  visit: VisitRow | null,
  propose: Propose,
): SlotView[] {
  if (task.conflict === 'referral-used') return [];
  const booking = refused?.booking;
  if (booking) return propose({ ...booking, around: refused.startsAt ?? desk.time.now() });
  const aboutTime =
    task.gap === null || task.gap === 'outside-schedule' || task.gap === 'holiday' || task.gap === 'double-booked';
  const isPlace = refused === null || refused.act === 'move';
  if (!visit || !aboutTime || !isPlace || !isMovable(visit, desk.time.now())) return [];
  return propose({ clinicCode: visit.clinic_code, kind: visit.kind, around: refused?.startsAt ?? visit.starts_at });
}

function refusedView(desk: DeskContext, intentId: string, refused: RefusedAct, visit: VisitRow | null): TaskView['refused'] {
  const isCancel = refused.act === 'cancel' && visit !== null;
  const startsAt = isCancel ? visit.starts_at : refused.startsAt;
  return {
    intentId,
    here: desk.store.journal.get(intentId)?.state === 'parked',
    act: refused.act,
    wantedStart: startsAt,
    wantedLocalStart: startsAt && localMinuteOf(startsAt),
    wantedScheduleId: isCancel ? visit.schedule_id : refused.scheduleId,
    wanted: refused.booking,
    patient: refused.patient,
  };
}

/** A patient whom only the refused act knows (the booking brought him along) is taken from there. */
function patientView(desk: DeskContext, patientId: string | null, refused: RefusedAct | null): TaskView['patient'] {
  const row = patientId === null ? null : desk.reads.patient(patientId);
  const carried = refused?.booking?.patient ?? refused?.patient ?? null;
  const patient = row ? patientOf(row) : carried;
  if (!patient) return null;
  const contact = refused?.booking?.contact ?? patient.contact;
  return { id: patient.id, name: displayName(patient), phone: masked(contact.phone), secondPhone: masked(contact.secondPhone) };
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

const masked = (phone: string | null) => phone && maskPhone(phone);
