import type { Parameters } from 'fhir/r4';
import { type Fate, fateToParameters } from '../../core/fhir/intent-fate.ts';
import type { Central } from '../central.ts';
import { intentIdOf } from '../writes/intent-id.ts';
import { type FhirAnswer, type FhirCall, invalid, resourceAnswer } from './fhir-call.ts';

interface IntentRow {
  state: 'applied' | 'refused' | 'voided';
  status: number;
  body: string;
  event: number | null;
}

/** `GET $intent?id=`: what became of an intent. */
export async function intentFate(central: Central, call: FhirCall): Promise<FhirAnswer> {
  const id = intentIdOf(call.query.get('id'));
  if (id === null) return invalid('id');
  const [row] = await central.database.query<IntentRow>(
    'select state, status, body, event from intent where clinic_id = $1::uuid and id = $2::uuid',
    [call.caller.clinicId, id],
  );
  return fateAnswer(central, row ?? null);
}

/** `POST $intent-void?id=`: gives up an intent that never came; one that came keeps its fate. */
export async function voidIntent(central: Central, call: FhirCall): Promise<FhirAnswer> {
  const id = intentIdOf(call.query.get('id'));
  if (id === null) return invalid('id');
  const params = [call.caller.clinicId, id];
  const voided = await central.database.query(
    `insert into intent (clinic_id, id, digest, state, status, body, at) values ($1::uuid, $2::uuid, '', 'voided', 409, '', $3)
     on conflict do nothing returning 1`,
    [...params, central.clock.now()],
  );
  return voided.length > 0 ? resourceAnswer(fateToParameters({ state: 'voided' })) : intentFate(central, call);
}

function fateAnswer({ epoch }: Central, row: IntentRow | null): FhirAnswer {
  return resourceAnswer(fateToParameters(fateOf(row, epoch)) satisfies Parameters);
}

function fateOf(row: IntentRow | null, epoch: string): Fate {
  if (row === null) return { state: 'never-seen' };
  if (row.state === 'voided') return { state: 'voided' };
  const { status } = row;
  const body: unknown = JSON.parse(row.body);
  return row.state === 'applied'
    ? { state: 'applied', status, position: { epoch, event: row.event ?? 0 }, body }
    : { state: 'refused', status, body };
}
