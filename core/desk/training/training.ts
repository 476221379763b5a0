import type { ClockStep, TrainingView } from '../../contract/training-views.ts';
import { addDays, localDateOf } from '../../domain/time.ts';
import { compareText } from '../compare-text.ts';
import { everything } from '../desk-change.ts';
import type { DeskContext } from '../desk-context.ts';
import { stepTo } from './clock-steps.ts';
import { doneExercises, noteOffline } from './exercises.ts';
import { takeSlot, waitingBooking } from './take-slot.ts';
import { type TrainingAdmin, trainingAdmin } from './training-admin.ts';
import { trainingState } from './training-state.ts';

/** How far ahead the next reminder is looked for. */
const reminderDays = 60;

/** null = the clinic's own desk is shown, or IT has forbidden training: then nothing here does anything. */
function adminOf(desk: DeskContext): TrainingAdmin | null {
  const url = desk.program.training?.centralUrl ?? null;
  return url === null || trainingState(desk) !== 'active' ? null : trainingAdmin(url);
}

export async function readTraining(desk: DeskContext): Promise<TrainingView> {
  const admin = adminOf(desk);
  const now = desk.time.now();
  if (!admin) return { active: false, now, lineIsOff: false, crowd: null, done: [], canTakeSlot: false };
  const lineIsOff = desk.line?.isOff() ?? false;
  if (lineIsOff) noteOffline(desk.store.journal);
  return {
    active: true,
    now,
    lineIsOff,
    crowd: await admin.crowd(),
    done: doneExercises(desk.store.journal),
    canTakeSlot: lineIsOff && waitingBooking(desk) !== null,
  };
}

/** Leaves this desk for the other one. Neither is changed by it. */
export async function showDesk(desk: DeskContext, wanted: 'training' | 'own'): Promise<{ shown: boolean }> {
  const { training } = desk.program;
  const shown = training?.centralUrl ? 'training' : 'own';
  // Asked again by a screen whose first question was answered by the other desk's opening.
  if (wanted === shown) return { shown: true };
  if (training === null || (wanted === 'training' && trainingState(desk) !== 'offered')) return { shown: false };
  desk.machine.log('info', 'desk-shown', { desk: wanted });
  return { shown: await training.show(wanted) };
}

export async function beginTrainingAnew(desk: DeskContext): Promise<{ shown: boolean }> {
  if (!adminOf(desk)) return { shown: false };
  return { shown: (await desk.program.training?.beginAnew()) ?? false };
}

export async function moveTrainingClock(desk: DeskContext, to: ClockStep, machineNow: number): Promise<TrainingView> {
  const admin = adminOf(desk);
  if (!admin) return readTraining(desk);
  const now = desk.time.now();
  const today = localDateOf(now);
  const coming = to === 'reminder' ? desk.reads.visitsBetween(today, addDays(today, reminderDays)) : [];
  const starts = coming.filter(({ active }) => active === 1).map(({ starts_at }) => starts_at);
  await admin.setClock(stepTo(to, now, new Date(machineNow).toISOString(), starts.sort(compareText)));
  // Central's time comes with its next answer.
  await desk.central?.sync.kick();
  return changed(desk);
}

export async function cutLine(desk: DeskContext, off: boolean): Promise<TrainingView> {
  if (adminOf(desk) && desk.line) {
    if (!off) noteOffline(desk.store.journal);
    desk.line.turn(off);
    await desk.central?.sync.kick();
  }
  return changed(desk);
}

export async function turnCrowd(desk: DeskContext, on: boolean): Promise<TrainingView> {
  await adminOf(desk)?.turnCrowd(on);
  return changed(desk);
}

export async function takeWaitingSlot(desk: DeskContext): Promise<TrainingView> {
  const admin = adminOf(desk);
  const tookSlot = admin !== null && desk.line?.isOff() === true && (await takeSlot(desk, admin));
  return { ...(await changed(desk)), tookSlot };
}

/** Central's day is what every screen hangs on: all of them are read anew. */
function changed(desk: DeskContext): Promise<TrainingView> {
  desk.changes.publish(everything);
  desk.statusChanges.publish('changed');
  return readTraining(desk);
}
