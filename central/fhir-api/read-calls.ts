import type { Bundle, FhirResource } from 'fhir/r4';
import { policyId, policyToFhir } from '../../core/fhir/policy.ts';
import { noteShown } from '../access/of-call.ts';
import type { Central } from '../central.ts';
import { readDerived, searchDerived } from '../reads/derived-resources.ts';
import { countResources, type ResourceQuery, readByIds, searchResources } from '../reads/read-resources.ts';
import { isReadType, type ReadType } from '../reads/resource-kinds.ts';
import { isUuid } from '../writes/intent-id.ts';
import { type FhirAnswer, type FhirCall, invalid, notFound, resourceAnswer } from './fhir-call.ts';
import { type Condition, searchCondition } from './search-conditions.ts';

const defaultCount = 100;
const maxCount = 5000;
/** Parameters that shape the answer and search nothing. */
const shaping = new Set(['_count', '_after', '_summary', '_format', '_sort']);

/** `GET <Type>/<id>` */
export async function readCall(central: Central, call: FhirCall): Promise<FhirAnswer> {
  const [type = '', id = ''] = call.path;
  if (type === 'Basic' && id === policyId) return resourceAnswer(policyToFhir(central.policy));
  const resource = await readOne(central, call, type, id);
  if (resource === null) return notFound(type);
  await noteShown(central, call, 'read', type, [resource.id ?? id]);
  return resourceAnswer(resource);
}

async function readOne(central: Central, { caller }: FhirCall, type: string, id: string): Promise<FhirResource | null> {
  if (!isReadType(type)) return readDerived(central.database, type, caller.clinicId, id, central.clock.now());
  if (!isUuid(id)) return null;
  const found = await readByIds(central.database, type, caller.clinicId, [id], central.clock.now());
  return found.get(id.toLowerCase()) ?? null;
}

/** `GET <Type>?…`: a page in order of id; `link[next]` leads to the next one. */
export async function searchCall(central: Central, call: FhirCall): Promise<FhirAnswer> {
  const type = call.path[0] ?? '';
  const { clinicId } = call.caller;
  if (!isReadType(type)) {
    // What is not understood is refused here too: ignoring it would answer another question.
    const unknown = [...call.query.keys()].find((name) => !shaping.has(name));
    if (unknown !== undefined) return invalid(unknown);
    const found = await searchDerived(central.database, type, clinicId, central.clock.now());
    return found === null ? notFound(type) : resourceAnswer(searchset(central, call, type, found, null));
  }
  const query = queryOf(central, call, type);
  if ('wrong' in query) return invalid(query.wrong);
  if (call.query.get('_summary') === 'count') {
    const total = await countResources(central.database, type, query);
    return resourceAnswer({ resourceType: 'Bundle', type: 'searchset', total });
  }
  const found = await searchResources(central.database, type, { ...query, limit: query.limit + 1 });
  const page = found.slice(0, query.limit);
  await noteShown(
    central,
    call,
    'search',
    type,
    page.map(({ id = '' }) => id),
  );
  const next = found.length > page.length ? (page.at(-1)?.id ?? null) : null;
  return resourceAnswer(searchset(central, call, type, page, next));
}

function queryOf(central: Central, { query, caller }: FhirCall, type: ReadType): ResourceQuery | { wrong: string } {
  const conditions: Condition[] = [];
  for (const [name, value] of query) {
    if (shaping.has(name)) continue;
    const condition = searchCondition(type, name, value);
    if (condition === null) return { wrong: name };
    conditions.push(condition);
  }
  const count = Number(query.get('_count') ?? defaultCount);
  if (!Number.isSafeInteger(count) || count < 1) return { wrong: '_count' };
  const after = query.get('_after');
  if (after !== null && !isUuid(after)) return { wrong: '_after' };
  return { clinicId: caller.clinicId, now: central.clock.now(), conditions, after, limit: Math.min(count, maxCount) };
}

function searchset(central: Central, { query }: FhirCall, type: string, resources: FhirResource[], next: string | null): Bundle {
  const base = `${central.url()}/fhir/${type}`;
  const url = (after: string | null) => {
    const params = new URLSearchParams(query);
    if (after !== null) params.set('_after', after);
    return params.size > 0 ? `${base}?${params}` : base;
  };
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    link: [{ relation: 'self', url: url(null) }, ...(next === null ? [] : [{ relation: 'next', url: url(next) }])],
    ...(resources.length > 0
      ? {
          entry: resources.map((resource) => ({
            fullUrl: `${base}/${resource.id}`,
            resource,
            search: { mode: 'match' as const },
          })),
        }
      : {}),
  };
}
