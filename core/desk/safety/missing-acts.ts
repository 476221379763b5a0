import type { MissingAct } from '../../contract/safety-views.ts';
import { displayName } from '../../domain/name.ts';
import { actor } from '../access/acting.ts';
import { connectionOf, type DeskContext } from '../desk-context.ts';
import { visitOf } from '../view-rows.ts';

/** A minute more: the backup's instant is this computer's, central's answers bear central's. */
const marginMs = 60_000;

/**
 * What central has from this desk since an instant and the journal does not know: acts that were entered here and lost with
 * the journal's newest part. They stand at central and come back by the feed; a person must know of them all the same.
 *
 * @param since this computer's clock
 * @returns null when central cannot be asked now
 */
export async function whatIsMissing(desk: DeskContext, since: string): Promise<MissingAct[] | null> {
  if (!desk.central || connectionOf(desk) === 'offline') return null;
  const offsetMs = desk.time.offsetMs() ?? 0;
  const from = new Date(Date.parse(since) + offsetMs - marginMs).toISOString();
  const answer = await desk.central.gateway.history({ since: from });
  if (answer.kind !== 'ok') return null;
  return answer.value.flatMap(({ intentId, at, author, key, refused }) => {
    if (intentId === null || desk.store.journal.get(intentId)) return [];
    return [{ intentId, at, author, key, refused, patientName: patientNameOf(desk, key) }];
  });
}

function patientNameOf({ reads }: DeskContext, key: string | null): string | null {
  // Who looks after the computers sees no patients.
  if (!actor()?.roles.some((role) => role !== 'it')) return null;
  const [entity, id = ''] = (key ?? '').split(':', 2);
  const visit = entity === 'visit' ? reads.visit(id) : null;
  const patientId = entity === 'patient' ? id : visit && visitOf(visit).patientId;
  const name = patientId ? reads.patientName(patientId) : null;
  return name && displayName({ familyName: name.family_name, givenName: name.given_name });
}
