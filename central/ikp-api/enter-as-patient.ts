import type { Patient } from '../../core/domain/patient.ts';
import { referralKeyOf } from '../../core/domain/referral.ts';
import type { Refusal } from '../../core/domain/refusal.ts';
import type { WaitingEntry } from '../../core/domain/waiting-entry.ts';
import { judgeEntry } from '../../core/domain/waiting-rules.ts';
import { waitingEntryToTask } from '../../core/fhir/waiting-task.ts';
import type { Central } from '../central.ts';
import { noClinic } from '../waiting-room/patient-actor.ts';
import { waitingColumns } from '../waiting-room/stored-entry.ts';
import { refusalAnswer } from '../writes/answer.ts';
import type { Applied } from '../writes/apply-plans.ts';
import { type ChangePlan, emptyPlan } from '../writes/change-plan.ts';
import { decideAndApply } from '../writes/write-context.ts';

const used: Refusal = { code: 'referral-used', rule: 'R18', path: 'referral' };

export type EntryForm = Pick<WaitingEntry, 'referral' | 'clinicCodes' | 'criteria' | 'contact'>;

/**
 * R13, R24: a patient enters the waiting room from the account. No clinic learns of it (R20), so none gets the patient's data;
 * the entry carries them itself.
 */
export async function enterAsPatient(central: Central, person: Patient, form: EntryForm): Promise<Applied> {
  const { database, clock, policy, newId } = central;
  const key = newId();
  const applied = await decideAndApply(database, async () => {
    const now = clock.now();
    const plan = emptyPlan({ clinicId: noClinic, clientId: null, author: 'ikp', now, intentId: null, digest: null });
    const referral = referralKeyOf(form.referral, person.pesel);
    const [state] = await database.query<{ used: boolean; cancelled: boolean }>(usedSql, [referral]);
    const refusals = judgeEntry({
      entry: form,
      patient: person,
      referralUsed: state?.used ?? false,
      referralCancelled: state?.cancelled ?? false,
      policy,
      now,
    });
    if (refusals.length > 0) return { ...plan, answer: { ...refusalAnswer(refusals), state: 'refused' as const } };
    return entered(plan, newId(), newEntry(key, person, form, now), person);
  });
  if (applied.outcome === 'applied' && applied.wakesWaitingRoom) await central.waitingRoom.serve();
  return applied;
}

function newEntry(key: string, person: Patient, form: EntryForm, now: string): WaitingEntry {
  return {
    ...form,
    id: key,
    version: 1,
    clinicId: null,
    patientId: person.id,
    category: 'stable',
    entitlement: null,
    submittedAt: now,
    status: 'waiting',
    closed: null,
    visitId: null,
    cancelledSlotIds: [],
    forecast: null,
  };
}

function entered(plan: ChangePlan, id: string, row: WaitingEntry, person: Patient): ChangePlan {
  return {
    ...plan,
    answer: { state: 'applied', status: 201, body: JSON.stringify(waitingEntryToTask(row, { id })) },
    refusals: { waiting_one_open_per_referral: refusalAnswer([used]) },
    waiting: [{ columns: waitingColumns(id, row, person, null) }],
    audit: [{ type: 'Task', key: row.id, before: null, after: row }],
  };
}

const usedSql = `
select exists (select 1 from cancelled_referral where referral = $1::uuid) as cancelled,
  exists (select 1 from waiting_entry where referral = $1::uuid and status in ('waiting', 'assigned'))
  or exists (select 1 from visit where referral = $1::uuid and kind = 'first' and service = 'cardiology'
    and status in ('booked', 'arrived', 'fulfilled')) as used`;
