import { accessBundle, actionOf, auditBundle, type LoggedAct } from '../../core/fhir/audit-event.ts';
import { keySystem, system } from '../../core/fhir/systems.ts';
import { noteShown } from '../access/of-call.ts';
import { accessesBy, accessesTo } from '../access/read-accesses.ts';
import type { Central } from '../central.ts';
import { historyOfClient, historyOfThing } from '../reads/read-history.ts';
import { type FhirAnswer, type FhirCall, forbidden, invalid, resourceAnswer } from './fhir-call.ts';

/** Things whose history a desk may ask for, by the system of their key. */
const kinds = {
  [keySystem.Appointment]: 'Appointment',
  [keySystem.Patient]: 'Patient',
  [keySystem.Schedule]: 'Schedule',
} as const;

const understood = new Set(['action', 'entity', 'entity:identifier', 'agent', 'agent:identifier', 'date', '_count', '_format']);

/**
 * `GET AuditEvent?entity:identifier=<system>|<key>`, or what the calling desk itself sent:
 * `?agent:identifier=urn:okienko:client|<client>&date=ge<instant>`; with another desk's name it is refused. `action=C` or `U`: of
 * these only; `action=R`: who was shown the patient or visit, or what the desk was shown.
 */
export async function auditCall(central: Central, call: FhirCall): Promise<FhirAnswer> {
  const { query, caller } = call;
  const unknown = [...query.keys()].find((name) => !understood.has(name));
  if (unknown !== undefined) return invalid(unknown);
  const entity = query.get('entity:identifier') ?? query.get('entity');
  if (entity !== null) {
    const [entitySystem = '', key] = entity.includes('|') ? entity.split('|', 2) : [keySystem.Appointment, entity];
    const type = Object.hasOwn(kinds, entitySystem) ? kinds[entitySystem as keyof typeof kinds] : null;
    return type === null || !key ? invalid('entity') : ofThing(central, call, type, key);
  }
  const agent = query.get('agent:identifier') ?? query.get('agent') ?? `${system.client}|${caller.clientId}`;
  const [agentSystem, client] = agent.includes('|') ? agent.split('|', 2) : [system.client, agent];
  if (agentSystem !== system.client || !client) return invalid('agent');
  if (client !== caller.clientId) return forbidden('agent');
  const since = Date.parse((query.get('date') ?? 'ge1970-01-01').replace(/^ge/, ''));
  return Number.isNaN(since) ? invalid('date') : ofCaller(central, call, new Date(since).toISOString());
}

async function ofThing(central: Central, call: FhirCall, type: string, key: string): Promise<FhirAnswer> {
  const { clinicId } = call.caller;
  await noteShown(central, call, 'history', 'AuditEvent', [key]);
  if (call.query.get('action') !== 'R') return acts(call, await historyOfThing(central.database, clinicId, type, key));
  return resourceAnswer(accessBundle(await accessesTo(central.database, clinicId, type, key)));
}

async function ofCaller(central: Central, call: FhirCall, since: string): Promise<FhirAnswer> {
  const { clinicId, clientId } = call.caller;
  await noteShown(central, call, 'history', 'AuditEvent', [clientId]);
  if (call.query.get('action') !== 'R') return acts(call, await historyOfClient(central.database, clinicId, clientId, since));
  return resourceAnswer(accessBundle(await accessesBy(central.database, clinicId, clientId, since)));
}

function acts({ query }: FhirCall, all: readonly LoggedAct[]): FhirAnswer {
  const action = query.get('action');
  return resourceAnswer(auditBundle(action === null ? all : all.filter((act) => actionOf(act) === action)));
}
