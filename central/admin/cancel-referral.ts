import { referralKeyOf } from '../../core/domain/referral.ts';
import { type DeskTask, wholeTask } from '../../core/domain/task.ts';
import type { Referral, Visit } from '../../core/domain/visit.ts';
import type { Central } from '../central.ts';
import type { Queryable } from '../db/database.ts';
import { closedEntry } from '../waiting-room/entry-after.ts';
import { noClinic } from '../waiting-room/patient-actor.ts';
import type { StoredEntry } from '../waiting-room/stored-entry.ts';
import { type Applied, applyPlans } from '../writes/apply-plans.ts';
import { type ChangePlan, emptyPlan } from '../writes/change-plan.ts';

type Events = Extract<Applied, { outcome: 'applied' }>['events'];
export type CancelledReferral = { outcome: 'cancelled'; events: Events } | { outcome: 'performed' };

/**
 * R18, ANULOWANE: what the P1 system does when an issuer takes an e-skierowanie back. Whoever waits on it waits no more and is
 * told so; a visit stays, and its clinic gets a task to decide about it. What was performed can no longer be cancelled.
 */
export async function cancelReferral(central: Central, referral: Referral, pesel: string | null): Promise<CancelledReferral> {
  const id = referralKeyOf(referral, pesel);
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const done = await central.database.transaction((tx) => attemptOf(central, tx, id)).catch(overtaken);
    if (done === null) continue;
    if (done.outcome === 'cancelled') {
      central.waitingRoom.forecasts.changed();
      for (const { clinicId, number } of done.events) central.notices.announce(clinicId, number);
    }
    return done;
  }
  throw new Error('a referral that others change all the time');
}

const maxAttempts = 8;

class Overtaken extends Error {}

function overtaken(error: unknown): null {
  if (error instanceof Overtaken) return null;
  throw error;
}

async function attemptOf(central: Central, tx: Queryable, id: string): Promise<CancelledReferral> {
  // The lock of whoever books or waits on it.
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1::text, 18))', [id]);
  const now = central.clock.now();
  const visits = await tx.query<HitVisit>(
    `select id, clinic_id as "clinicId", key, status, row from visit
     where referral = $1::uuid and kind = 'first' and service = 'cardiology' and status in ('booked', 'arrived', 'fulfilled')
     order by clinic_id`,
    [id],
  );
  if (visits.some(({ status }) => status === 'fulfilled')) return { outcome: 'performed' };
  const fresh = await tx.query(
    'insert into cancelled_referral values ($1::uuid, $2::timestamptz) on conflict do nothing returning referral',
    [id, now],
  );
  if (fresh.length === 0) return { outcome: 'cancelled', events: [] };
  const entries = await tx.query<StoredEntry & { visitId: string | null }>(
    `select id, version, status, person, row, visit_id as "visitId" from waiting_entry
     where referral = $1::uuid and status in ('waiting', 'assigned')`,
    [id],
  );
  const plan = emptyPlan({ clinicId: noClinic, clientId: null, author: 'e-skierowanie', now, intentId: null, digest: null });
  for (const { visitId, ...entry } of entries) closeEntry(plan, entry, visitId);
  for (const visit of visits) addTask(plan, visit, central.newId);
  const [applied] = await applyPlans(tx, [plan]);
  if (applied?.outcome !== 'applied') throw new Overtaken();
  return { outcome: 'cancelled', events: applied.events };
}

interface HitVisit {
  id: string;
  clinicId: string;
  key: string;
  status: string;
  row: Visit;
}

function closeEntry(plan: ChangePlan, entry: StoredEntry, visitId: string | null): void {
  const columns = closedEntry(entry, 'referral-cancelled', visitId);
  plan.waiting.push({ columns });
  plan.audit.push({ type: 'Task', key: columns.key, before: entry.row, after: columns.row });
}

function addTask(plan: ChangePlan, { clinicId, key, row: visit }: HitVisit, newId: () => string): void {
  const id = newId();
  const row: DeskTask = wholeTask({
    id: newId(),
    version: 1,
    kind: 'visit-gap',
    gap: 'referral-cancelled',
    visitId: key,
    patientId: visit.patientId,
    originDesk: 'e-skierowanie',
    openedAt: `${plan.now.slice(0, 19)}Z`,
  });
  plan.tasks.push({ columns: { id, clinic_id: clinicId, key: row.id, version: 1, state: row.state, row } });
  plan.audit.push({ type: 'Task', key: row.id, before: null, after: row, clinicId });
  plan.events.push({ clinicId, focus: [['Task', id, row.id, 0]] });
}
