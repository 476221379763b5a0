import type { Slot } from '../../../core/domain/schedule.ts';
import type { DeskStore } from '../../../core/store/desk-store.ts';
import { canonical } from './canonical.ts';
import type { CentralState } from './central-state.ts';

/** I5: how what a desk shows differs from what central holds. */
export function divergence(state: CentralState, store: DeskStore): string[] {
  const found: string[] = [];
  const position = store.copy.position();
  if (position?.epoch !== state.epoch || position.event !== state.last) {
    found.push(`it stands at ${position?.event} of another state than ${state.last}`);
  }
  const rows = { visit: state.visits, patient: state.patients, schedule: state.schedules, task: state.tasks };
  for (const [entity, there] of Object.entries(rows)) {
    const here = store.read.prepare(`SELECT body, truth FROM now_${entity}`).all() as { body: string; truth: string }[];
    found.push(...differences(entity, here.map(shownRow), there));
  }
  const slots = store.read.prepare('SELECT * FROM now_slot').all() as (SlotRow & { truth: string })[];
  found.push(...differences('slot', slots.map(shownSlot), state.slots));
  const settings = store.read.prepare('SELECT name, version, body, truth FROM now_setting').all() as SettingRow[];
  found.push(...differences('setting', settings.map(shownSetting), state.settings));
  const held = store.overlay.heldBack();
  if (held.slots.size + held.patients.size > 0) found.push('something is still held back');
  return found;
}

interface SlotRow extends Omit<Slot, 'scheduleId' | 'clinicCode' | 'startsAt' | 'durationMinutes' | 'overbooked'> {
  schedule_id: string;
  clinic_code: string;
  starts_at: string;
  duration_minutes: number;
  overbooked: 0 | 1;
}
interface SettingRow {
  name: string;
  version: number;
  body: string;
  truth: string;
}

/** A row that still waits for central is no row of central's. */
const shownRow = ({ body, truth }: { body: string; truth: string }) =>
  truth === 'confirmed' ? (JSON.parse(body) as unknown) : { truth, body };

function shownSlot(row: SlotRow & { truth: string }): unknown {
  const { id, schedule_id, service, clinic_code, kind, mode, payer, starts_at, duration_minutes, room, overbooked, truth } = row;
  if (truth !== 'confirmed') return row;
  const place = { startsAt: starts_at, durationMinutes: duration_minutes, room, overbooked: overbooked === 1 };
  return { id, scheduleId: schedule_id, service, clinicCode: clinic_code, kind, mode, payer, ...place };
}

function shownSetting({ name, version, body, truth }: SettingRow): unknown {
  return truth === 'confirmed' ? { name, version, value: JSON.parse(body) as unknown } : { name, truth };
}

function differences(entity: string, here: unknown[], there: unknown[]): string[] {
  const [shown, held] = [new Set(here.map(canonical)), new Set(there.map(canonical))];
  const surplus = [...shown].filter((row) => !held.has(row));
  const missing = [...held].filter((row) => !shown.has(row));
  if (surplus.length + missing.length === 0 && here.length === there.length) return [];
  return [`${entity} shown ${surplus.join(' ').slice(0, 900)} held ${missing.join(' ').slice(0, 900)}`];
}
