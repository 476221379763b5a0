import { accessBundle, auditBundle } from '../../core/fhir/audit-event.ts';
import { keySystem, system } from '../../core/fhir/systems.ts';
import { noteShown } from '../access/of-call.ts';
import { accessesTo, isAccessType } from '../access/read-accesses.ts';
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
 * `&action=R` answers who was shown the patient or visit instead. By agent:
 * `?agent:identifier=urn:okienko:client|<client>&date=ge<instant>`; with another desk's name it is refused.
 */
export async function auditCall(central: Central, call: FhirCall): Promise<FhirAnswer> {
  const { database } = central;
  const { query, caller } = call;
  const unknown = [...query.keys()].find((name) => !understood.has(name));
  if (unknown !== undefined) return invalid(unknown);
  const { clinicId, clientId } = caller;
  const action = query.get('action');
  if (action !== null && action !== 'R') return invalid('action');
  const entity = query.get('entity:identifier') ?? query.get('entity');
  if (entity !== null) {
    const [entitySystem = '', key] = entity.includes('|') ? entity.split('|', 2) : [keySystem.Appointment, entity];
    const type = Object.hasOwn(kinds, entitySystem) ? kinds[entitySystem as keyof typeof kinds] : null;
    if (type === null || !key) return invalid('entity');
    await noteShown(central, call, 'history', 'AuditEvent', [key]);
    if (action === null) return resourceAnswer(auditBundle(await historyOfThing(database, clinicId, type, key)));
    return isAccessType(type) ? resourceAnswer(accessBundle(await accessesTo(database, clinicId, type, key))) : invalid('action');
  }
  if (action !== null) return invalid('action');
  const agent = query.get('agent:identifier') ?? query.get('agent') ?? `${system.client}|${clientId}`;
  const [agentSystem, client] = agent.includes('|') ? agent.split('|', 2) : [system.client, agent];
  if (agentSystem !== system.client || !client) return invalid('agent');
  if (client !== clientId) return forbidden('agent');
  const since = Date.parse((query.get('date') ?? 'ge1970-01-01').replace(/^ge/, ''));
  if (Number.isNaN(since)) return invalid('date');
  await noteShown(central, call, 'history', 'AuditEvent', [clientId]);
  return resourceAnswer(auditBundle(await historyOfClient(database, clinicId, client, new Date(since).toISOString())));
}
