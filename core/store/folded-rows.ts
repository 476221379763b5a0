import { effectOf, type Rows, type SettingRow } from '../domain/effect.ts';
import type { Intent } from '../domain/intent.ts';
import type { Patient } from '../domain/patient.ts';
import type { Schedule, Slot } from '../domain/schedule.ts';
import type { DeskTask } from '../domain/task.ts';
import type { Visit } from '../domain/visit.ts';
import type { FeedChange } from '../sync/ports.ts';

/** One row as the intents so far leave it, and a schedule's slots beside it. */
export interface FoldedRow {
  change: FeedChange | null;
  slots: Slot[] | null;
}

/**
 * Lays the effects of intents, in order, over one row. All other rows are read from `rows`.
 *
 * @param key of the row, as in `Intent.keys`
 */
export function foldRow(key: string, intents: Intent[], rows: Rows): FoldedRow {
  const at = key.indexOf(':');
  const entity = key.slice(0, at) as FeedChange['entity'];
  const id = key.slice(at + 1);
  let change: FeedChange | null = null;
  let slots: Map<string, Slot> | null = null;

  const folded: Rows = {
    ...rows,
    visit: (other) => (entity === 'visit' && other === id && change ? (change.row as Visit) : rows.visit(other)),
    patient: (other) => (entity === 'patient' && other === id && change ? (change.row as Patient) : rows.patient(other)),
    schedule: (other) => (entity === 'schedule' && other === id && change ? (change.row as Schedule) : rows.schedule(other)),
    task: (other) => (entity === 'task' && other === id && change ? (change.row as DeskTask) : rows.task(other)),
    setting: (name) => (entity === 'setting' && name === id && change ? (change.row as SettingRow) : rows.setting(name)),
    slotsOf: (scheduleId) => (scheduleId === id && slots ? [...slots.values()] : rows.slotsOf(scheduleId)),
  };

  for (const intent of intents) {
    const effect = effectOf(intent, folded);
    switch (entity) {
      case 'visit':
        change =
          asChange(
            entity,
            id,
            effect.visits.find((row) => row.id === id),
          ) ?? change;
        break;
      case 'patient':
        change =
          asChange(
            entity,
            id,
            effect.patients.find((row) => row.id === id),
          ) ?? change;
        break;
      case 'task':
        change =
          asChange(
            entity,
            id,
            effect.tasks.find((row) => row.id === id),
          ) ?? change;
        break;
      case 'setting':
        change =
          asChange(
            entity,
            id,
            effect.settings.find((row) => row.name === id),
          ) ?? change;
        break;
      case 'schedule': {
        const schedule = effect.schedules.find((row) => row.id === id);
        if (!schedule) break;
        slots ??= new Map(rows.slotsOf(id).map((slot) => [slot.id, slot]));
        for (const removed of effect.removedSlotIds) slots.delete(removed);
        for (const slot of effect.slots) slots.set(slot.id, slot);
        change = { entity, key: id, row: schedule };
        break;
      }
      case 'slot':
        break;
      default:
        entity satisfies never;
    }
  }
  return { change, slots: slots && [...slots.values()] };
}

function asChange(entity: FeedChange['entity'], key: string, row: unknown): FeedChange | null {
  return row === undefined ? null : ({ entity, key, row } as FeedChange);
}
