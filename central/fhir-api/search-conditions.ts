import { addDays, instantOf } from '../../core/domain/time.ts';
import * as read from '../../core/fhir/read.ts';
import { keySystem, system } from '../../core/fhir/systems.ts';
import type { ReadType } from '../reads/resource-kinds.ts';
import { intentIdOf, isUuid } from '../writes/intent-id.ts';

export interface Condition {
  /** On the table `t`, parameters as `?`. */
  sql: string;
  params: unknown[];
}

type Search = (value: string) => Condition | null;

const nothing: Condition = { sql: 'false', params: [] };

/** Search parameters by type; what is not here is refused, because ignoring it would answer another question. */
const searches: Record<ReadType, Record<string, Search>> = {
  Appointment: {
    identifier: (value) => {
      const [sys, key] = split(value);
      if (sys === system.intent) {
        const params = [intentIdOf(key)];
        return { sql: `t.id in (select visit_id from intent i where i.clinic_id = t.clinic_id and i.id = ?::uuid)`, params };
      }
      return sys === keySystem.Appointment ? { sql: 't.key = ?', params: [key] } : nothing;
    },
    patient: (value) => patientCondition('t.patient_id', value),
    date: (value) => timeCondition('t.starts_at', value),
    status: (value) => inCondition('t.status', value.replace('noshow', 'no-show')),
    slot: (value) => idCondition('t.slot_id', value, 'Slot'),
  },
  Patient: {
    identifier: (value) => {
      const [sys, key] = split(value);
      if (sys === keySystem.Patient) {
        return {
          sql: 't.id in (select patient_id from patient_key k where k.clinic_id = t.clinic_id and k.key = ?)',
          params: [key],
        };
      }
      return sys === system.pesel ? { sql: 't.pesel = ?', params: [key] } : nothing;
    },
    name: (value) => ({
      sql: '(lower(t.family_name) like lower(?) or lower(t.given_name) like lower(?))',
      params: [prefix(value), prefix(value)],
    }),
    family: (value) => ({ sql: 'lower(t.family_name) like lower(?)', params: [prefix(value)] }),
    birthdate: (value) => (read.date(value) === null ? null : { sql: `t.row->>'birthDate' = ?`, params: [value] }),
  },
  Schedule: {
    identifier: (value) => keyCondition(value, keySystem.Schedule),
    actor: (value) => ({ sql: '(t.actor_key = ? or t.actor_id::text = ?)', params: [lastPart(value), lastPart(value)] }),
  },
  Slot: {
    schedule: (value) => ({ sql: '(t.schedule_key = ? or c.id::text = ?)', params: [lastPart(value), lastPart(value)] }),
    start: (value) => timeCondition('t.starts_at', value),
    status: slotStatusCondition,
    'service-type': (value) => inCondition('t.clinic_code', value),
    'appointment-type': (value) => inCondition('t.kind', value),
  },
  Task: {
    identifier: (value) => keyCondition(value, keySystem.Task),
    status: (value) => inCondition('t.state', value.replace('requested', 'open').replace('completed', 'done')),
  },
  Basic: {
    identifier: (value) => keyCondition(value, keySystem.Basic),
  },
  Communication: {
    patient: (value) => patientCondition('t.patient_id', value),
    status: (value) => inCondition('t.status', value),
    sent: (value) => timeCondition('t.sent_at', value),
  },
};

/** null: not a parameter of this type, or a value that cannot be read. */
export function searchCondition(type: ReadType, name: string, value: string): Condition | null {
  if (name === '_id') return { sql: 't.id = any(?::uuid[])', params: [value.split(',').filter(isUuid)] };
  const search = Object.hasOwn(searches[type], name) ? searches[type][name] : undefined;
  return search ? search(value) : null;
}

export const searchParameters = (type: ReadType): string[] => ['_id', ...Object.keys(searches[type])];

const split = (value: string): [string | null, string] => {
  const bar = value.indexOf('|');
  return bar < 0 ? [null, value] : [value.slice(0, bar), value.slice(bar + 1)];
};
const lastPart = (value: string): string => value.slice(value.lastIndexOf('/') + 1);
const prefix = (value: string): string => `${value.replace(/[\\%_]/g, '\\$&')}%`;

function keyCondition(value: string, wanted: string): Condition {
  const [sys, key] = split(value);
  return sys === wanted ? { sql: 't.key = ?', params: [key] } : nothing;
}

/** A code, or several with commas; `system|code` counts by its code. */
function inCondition(column: string, value: string): Condition {
  return { sql: `${column} = any(?::text[])`, params: [value.split(',').map((part) => split(part)[1])] };
}

function idCondition(column: string, value: string, type: string): Condition {
  const id = value.startsWith(`${type}/`) ? lastPart(value) : value;
  return isUuid(id) ? { sql: `${column} = ?::uuid`, params: [id] } : nothing;
}

/** By reference, by central's id or by the desk's key. */
function patientCondition(column: string, value: string): Condition {
  const [, key] = split(value);
  const id = lastPart(key);
  return {
    sql: `(${column} = ?::uuid or ${column} in (select patient_id from patient_key k where k.clinic_id = t.clinic_id and k.key = ?))`,
    params: [isUuid(id) ? id : null, id],
  };
}

const comparisons: Record<string, string> = { ge: '>=', gt: '>', le: '<=', lt: '<' };

/** Instants, or dates of the clinic's wall clock: `ge2026-11-23`, `2026-11-23` (that day), `lt2026-11-23T07:00:00Z`. */
function timeCondition(column: string, value: string): Condition | null {
  const [, comparison = '', rest = ''] = /^(ge|gt|le|lt|eq)?(.+)$/.exec(value) ?? [];
  const date = read.date(rest);
  if (date !== null) {
    const [from, to] = [instantOf(date, '00:00'), instantOf(addDays(date, 1), '00:00')];
    if (comparison === 'ge') return { sql: `${column} >= ?`, params: [from] };
    if (comparison === 'lt') return { sql: `${column} < ?`, params: [from] };
    if (comparison === 'gt') return { sql: `${column} >= ?`, params: [to] };
    if (comparison === 'le') return { sql: `${column} < ?`, params: [to] };
    return { sql: `${column} >= ? and ${column} < ?`, params: [from, to] };
  }
  // In a query string a `+` of an offset arrives as a blank.
  const instant = read.instant(rest.replace(' ', '+'));
  return instant === null ? null : { sql: `${column} ${comparisons[comparison] ?? '='} ?`, params: [instant] };
}

const active = `select 1 from visit v where v.slot_id = t.id and v.status in ('booked', 'arrived', 'fulfilled')`;
const held = 'select 1 from hold h where h.slot_id = t.id and h.expires_at > $1::timestamptz';

function slotStatusCondition(value: string): Condition | null {
  const parts = value.split(',').map((status) => {
    if (status === 'free') return `(not exists (${active}) and not exists (${held}))`;
    if (status === 'busy') return `exists (${active})`;
    return status === 'busy-tentative' ? `(not exists (${active}) and exists (${held}))` : 'false';
  });
  return { sql: `(${parts.join(' or ')})`, params: [] };
}
