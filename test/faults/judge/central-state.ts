import { type SlotColumns, slotOfColumns } from '../../../central/reads/slot-columns.ts';
import type { Patient } from '../../../core/domain/patient.ts';
import type { Schedule, Slot } from '../../../core/domain/schedule.ts';
import type { DeskTask } from '../../../core/domain/task.ts';
import type { Visit } from '../../../core/domain/visit.ts';
import type { LongLivedCentral } from '../world/central.ts';

/** All that central holds of a clinic, read past its interface. */
export interface CentralState {
  epoch: string;
  last: number;
  visits: Visit[];
  /** Central's ids of visits, for what the account told. */
  visitIds: Record<string, string>;
  patients: Patient[];
  schedules: Schedule[];
  slots: Slot[];
  tasks: DeskTask[];
  settings: { name: string; version: number; value: unknown }[];
  intents: Record<string, 'applied' | 'refused' | 'voided'>;
  /** Intent of each event; null = a patient or central itself. */
  events: (string | null)[];
  audit: AuditRow[];
}

export interface AuditRow {
  intent: string | null;
  type: string;
  key: string;
  before: { version?: number } | null;
  after: unknown;
}

export async function centralState(central: LongLivedCentral, clinicId: string): Promise<CentralState> {
  const all = (what: string, from: string) =>
    `coalesce((select jsonb_agg(${what}) from ${from} where clinic_id = $1::uuid), '[]')`;
  const byKey = (key: string, value: string, from: string) =>
    `coalesce((select jsonb_object_agg(${key}, ${value}) from ${from} where clinic_id = $1::uuid), '{}')`;
  const [row] = await central.database.query<{ state: Omit<CentralState, 'slots'> & { slots: SlotColumns[] } }>(
    `select jsonb_build_object(
       'epoch', (select epoch from central),
       'last', (select last_event from clinic where id = $1::uuid),
       'visits', ${all('row', 'visit')},
       'visitIds', ${byKey('id', 'key', 'visit')},
       'patients', ${all('row', 'patient')},
       'schedules', ${all('row', 'schedule')},
       'slots', coalesce((select jsonb_agg(to_jsonb(s)) from slot s where clinic_id = $1::uuid and not withdrawn), '[]'),
       'tasks', ${all('row', 'desk_task')},
       'settings', ${all(`jsonb_build_object('name', key, 'version', version, 'value', row->'value')`, 'setting')},
       'intents', ${byKey('id', 'state', 'intent')},
       'events', coalesce((select jsonb_agg(intent_id order by number) from event where clinic_id = $1::uuid), '[]'),
       'audit', coalesce((select jsonb_agg(jsonb_build_object('intent', intent_id, 'type', type, 'key', key, 'before', before, 'after', after)
                          order by id) from audit where clinic_id = $1::uuid), '[]')
     ) as state`,
    [clinicId],
  );
  if (!row) throw new Error('central answered nothing');
  return { ...row.state, slots: row.state.slots.map(slotOfColumns) };
}
