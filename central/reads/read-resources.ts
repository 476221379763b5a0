import type { FhirResource } from 'fhir/r4';
import type { Queryable } from '../db/database.ts';
import { type ReadType, type ResourceKind, renderRows, shapesOf } from './resource-kinds.ts';

/** Resources of one clinic by central's ids; missing ones are left out. */
export async function readByIds(
  database: Queryable,
  type: ReadType,
  clinicId: string,
  ids: readonly string[],
  now: string,
): Promise<Map<string, FhirResource>> {
  const found = new Map<string, FhirResource>();
  for (const kind of shapesOf(type)) {
    const { columns, from, visible = 'true' } = kind;
    // `now` is always a parameter, whether this type asks for it or not.
    const rows = await rowsOf<{ id: string }>(
      database,
      `select ${columns} from ${from}
       where ${visible} and $1::timestamptz is not null and t.clinic_id = $2::uuid and t.id = any($3::uuid[])`,
      [now, clinicId, [...ids]],
    );
    const resources = renderRows(kind, rows);
    for (const [index, { id }] of rows.entries()) found.set(id, resources[index] as FhirResource);
    if (found.size === ids.length) break;
  }
  return found;
}

export interface ResourceQuery {
  clinicId: string;
  now: string;
  /** Conditions on `t`, each with its parameters as `?`. */
  conditions: { sql: string; params: unknown[] }[];
  /** In order of central's id, after this one. */
  after: string | null;
  limit: number;
}

export async function searchResources(database: Queryable, type: ReadType, query: ResourceQuery): Promise<FhirResource[]> {
  const found: { id: string; resource: FhirResource }[] = [];
  const kinds = shapesOf(type);
  for (const kind of kinds) {
    const { sql, params } = whereOf(kind, query);
    const limit = `$${params.push(query.limit)}`;
    const rows = await rowsOf<{ id: string }>(
      database,
      `select ${kind.columns} from ${kind.from} ${sql} order by t.id limit ${limit}::int`,
      params,
    );
    const resources = renderRows(kind, rows);
    found.push(...rows.map(({ id }, index) => ({ id, resource: resources[index] as FhirResource })));
  }
  if (kinds.length > 1) found.sort((a, b) => (a.id < b.id ? -1 : 1));
  return found.slice(0, query.limit).map(({ resource }) => resource);
}

/**
 * The rows as one JSON text: a driver that takes a thousand rows apart column by column costs three times as much. Instants
 * are ISO texts therefore.
 */
async function rowsOf<Row>(database: Queryable, sql: string, params: readonly unknown[]): Promise<Row[]> {
  const [all] = await database.query<{ rows: string | null }>(`select json_agg(x)::text as rows from (${sql}) x`, params);
  return all?.rows ? (JSON.parse(all.rows) as Row[]) : [];
}

export async function countResources(database: Queryable, type: ReadType, query: ResourceQuery): Promise<number> {
  let total = 0;
  for (const kind of shapesOf(type)) {
    const { sql, params } = whereOf(kind, { ...query, after: null });
    const [row] = await database.query<{ count: number }>(`select count(*)::int as count from ${kind.from} ${sql}`, params);
    total += row?.count ?? 0;
  }
  return total;
}

function whereOf(kind: ResourceKind, { clinicId, now, conditions, after }: ResourceQuery): { sql: string; params: unknown[] } {
  const params: unknown[] = [now, clinicId];
  const parts = ['$1::timestamptz is not null', 't.clinic_id = $2::uuid', kind.visible ?? 'true'];
  for (const condition of conditions) {
    let next = 0;
    parts.push(condition.sql.replace(/\?/g, () => `$${params.push(condition.params[next++])}`));
  }
  if (after !== null) parts.push(`t.id > $${params.push(after)}::uuid`);
  return { sql: `where ${parts.join(' and ')}`, params };
}
