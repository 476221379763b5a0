import type { FhirResource } from 'fhir/r4';
import type { Position, SentEvent } from '../../core/fhir/subscription-status.ts';
import type { Queryable } from '../db/database.ts';
import { readByIds } from '../reads/read-resources.ts';
import { isReadType, type ReadType } from '../reads/resource-kinds.ts';
import type { Focus } from '../writes/change-plan.ts';

/** A page ends after this many resources, so that a publication of thousands of slots comes alone. */
const maxResources = 2000;

export type EventPage = { kind: 'page'; position: Position; events: SentEvent[] } | { kind: 'expired'; position: Position };

/** Where a clinic's stream stands; null for an unknown clinic. */
export async function streamPosition(database: Queryable, clinicId: string): Promise<(Position & { start: number }) | null> {
  const [row] = await database.query<{ epoch: string; event: number; start: number }>(
    'select m.epoch, c.last_event as event, c.feed_start as start from clinic c cross join central m where c.id = $1::uuid',
    [clinicId],
  );
  return row ?? null;
}

/**
 * Events after a number, with their resources as they are now (readers apply by version, so a later state early does no
 * harm). `expired`: another life of the database, or older than what is kept.
 */
export async function readEvents(
  database: Queryable,
  clinicId: string,
  since: { epoch: string | null; event: number },
  limit: number,
  now: string,
): Promise<EventPage | null> {
  const at = await streamPosition(database, clinicId);
  if (at === null) return null;
  const position = { epoch: at.epoch, event: at.event };
  const otherLife = since.epoch !== null && since.epoch !== at.epoch;
  if (otherLife || since.event < at.start || since.event > at.event) return { kind: 'expired', position };
  // Most often a poll finds nothing new.
  if (since.event === at.event) return { kind: 'page', position, events: [] };
  const rows = await database.query<EventRow>(
    // Not beyond the position: what was committed in between would stand behind the end that the page names, and a reader
    // would take the page for broken and fetch everything anew.
    `select number, at, intent_id, focus from event
     where clinic_id = $1::uuid and number > $2 and number <= $4 order by number limit $3::int`,
    [clinicId, since.event, limit, at.event],
  );
  // Expired between the two statements: events have no gaps, so the first one tells.
  if (rows[0] && rows[0].number !== since.event + 1) return { kind: 'expired', position };
  const page = withinBounds(rows);
  const resources = await resourcesOf(database, clinicId, page, now);
  return { kind: 'page', position, events: page.map((row) => sentEvent(row, resources)) };
}

interface EventRow {
  number: number;
  at: Date;
  intent_id: string | null;
  focus: Focus[];
}

function withinBounds(rows: EventRow[]): EventRow[] {
  let resources = 0;
  const end = rows.findIndex((row, index) => {
    resources += row.focus.length;
    return index > 0 && resources > maxResources;
  });
  return end < 0 ? rows : rows.slice(0, end);
}

async function resourcesOf(
  database: Queryable,
  clinicId: string,
  rows: EventRow[],
  now: string,
): Promise<Map<string, FhirResource>> {
  const ids = new Map<ReadType, Set<string>>();
  for (const { focus } of rows) {
    for (const [type, id, , deleted] of focus) {
      if (deleted || !isReadType(type)) continue;
      const known = ids.get(type) ?? new Set();
      ids.set(type, known.add(id));
    }
  }
  const all = new Map<string, FhirResource>();
  for (const [type, wanted] of ids) {
    for (const [id, resource] of await readByIds(database, type, clinicId, [...wanted], now)) all.set(`${type}/${id}`, resource);
  }
  return all;
}

/** What was changed then and is gone now is told as gone: the deletion itself follows in a later event. */
function sentEvent({ number, at, intent_id, focus }: EventRow, resources: Map<string, FhirResource>): SentEvent {
  return {
    event: number,
    at: at.toISOString(),
    intentId: intent_id,
    changes: focus.map(([type, id, key, deleted]) => ({
      type,
      id,
      key,
      resource: deleted ? null : (resources.get(`${type}/${id}`) ?? null),
    })),
  };
}
