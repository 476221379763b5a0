import { isSqlFailure, type Queryable } from '../db/database.ts';
import type { ChangePlan } from './change-plan.ts';

export type Applied =
  | {
      outcome: 'applied';
      status: number;
      body: string;
      /** Number in the asking clinic's stream. */
      event: number | null;
      /** All streams that have grown, to be announced. */
      events: { clinicId: string; number: number }[];
      /** A slot has become free or an entry was made: the waiting room must look. */
      wakesWaitingRoom: boolean;
    }
  | { outcome: 'refused'; status: number; body: string }
  /** The same intent came before: what it was answered then. */
  | { outcome: 'replay'; state: 'applied' | 'refused' | 'voided'; status: number; body: string; event: number | null }
  /** The same intent id, but another act. */
  | { outcome: 'mismatch' }
  /** Facts have changed since they were gathered; nothing was done. */
  | { outcome: 'retry' };

type RawApplied =
  | Exclude<Applied, { outcome: 'applied' }>
  | Pick<Extract<Applied, { outcome: 'applied' }>, 'outcome' | 'event' | 'events'>;

const serializationFailure = '40001';
const deadlock = '40P01';

/** Does each plan by itself, in order, in one round trip and one transaction. */
export async function applyPlans(database: Queryable, plans: readonly ChangePlan[]): Promise<Applied[]> {
  try {
    const rows = await database.query<{ result: RawApplied }>(
      `with plans as materialized (select plan from jsonb_array_elements($1::jsonb) as plan),
       said as (
         insert into intent_author (clinic_id, intent_id, client_id, author, reason, at)
         select (plan->>'clinicId')::uuid, (plan->>'intentId')::uuid, plan->>'clientId', plan->'said'->>'author',
                plan->'said'->>'reason', (plan->>'now')::timestamptz
         from plans where plan->>'intentId' is not null and plan->>'clientId' is not null
         on conflict do nothing
       )
       select apply_change(plan) as result from plans`,
      [JSON.stringify(plans)],
    );
    return rows.map(({ result }, index) => {
      if (result.outcome !== 'applied') return result;
      const { answer, freedSlotIds, waiting } = plans[index] as ChangePlan;
      const wakesWaitingRoom = freedSlotIds.length > 0 || waiting.some(({ columns }) => columns.fresh);
      return { ...result, status: answer.status, body: answer.body, wakesWaitingRoom };
    });
  } catch (error) {
    if (isSqlFailure(error) && (error.code === deadlock || error.code === serializationFailure)) {
      return plans.map(() => ({ outcome: 'retry' }));
    }
    throw error;
  }
}
