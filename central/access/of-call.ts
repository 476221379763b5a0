import type { SentEvent } from '../../core/fhir/subscription-status.ts';
import type { Central } from '../central.ts';
import type { FhirCall } from '../fhir-api/fhir-call.ts';
import type { Access } from './access-log.ts';

/** FHIR types that tell of a person. */
const personal = new Set([
  'Patient',
  'Appointment',
  'Task',
  'Communication',
  'ServiceRequest',
  'AuditEvent',
  'CoverageEligibilityResponse',
]);

export const tellsOfAPerson = (type: string): boolean => personal.has(type);

/** Notes that a desk is shown these, in order of id; what tells of nobody is not noted. */
export async function noteShown(
  { accesses }: Pick<Central, 'accesses'>,
  { caller, said }: Pick<FhirCall, 'caller' | 'said'>,
  act: Access['act'],
  type: string,
  ids: readonly string[],
): Promise<void> {
  if (!tellsOfAPerson(type)) return;
  const { clinicId, clientId } = caller;
  await accesses.add({ clinicId, client: clientId, author: said.author, act, type, shown: ids });
}

/** Events by number; where none of them tells of a person, nothing. `central/feed/expire-events.ts` keeps the events themselves. */
export async function noteFeed(
  { accesses }: Pick<Central, 'accesses'>,
  { caller, said }: Pick<FhirCall, 'caller' | 'said'>,
  events: readonly SentEvent[],
): Promise<void> {
  const { clinicId, clientId } = caller;
  if (!events.some(({ changes }) => changes.some(({ type, resource }) => resource && tellsOfAPerson(type)))) return;
  await accesses.add({
    clinicId,
    client: clientId,
    author: said.author,
    act: 'feed',
    type: 'Subscription',
    shown: events.map(({ event }) => String(event)),
  });
}
