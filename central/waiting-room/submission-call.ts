import { isValidReferral, referralKeyOf } from '../../core/domain/referral.ts';
import type { SubmissionStatus, WaitingEntry } from '../../core/domain/waiting-entry.ts';
import { parseSubmissionParameters, submissionToParameters } from '../../core/fhir/submission.ts';
import { noteShown } from '../access/of-call.ts';
import type { Central } from '../central.ts';
import type { Queryable } from '../db/database.ts';
import { type FhirAnswer, type FhirCall, notFound, refusedAnswer, resourceAnswer, throttled } from '../fhir-api/fhir-call.ts';
import { candidateOfEntry } from './candidates.ts';

/** `POST Task/$submission`: R20. */
export async function submissionCall(central: Central, call: FhirCall): Promise<FhirAnswer> {
  const { body, caller } = call;
  const { referralKey, referralCode, pesel } = parseSubmissionParameters(body);
  const referral = { key: referralKey, code: referralCode, clinicCodes: null };
  if (!isValidReferral(referral, pesel)) return refusedAnswer([{ code: 'referral-invalid', rule: 'R20', path: 'referral' }]);
  const wait = referralKey === null ? central.wrongCodes.waitFor(caller.clientId, Date.now()) : null;
  if (wait !== null) return throttled(wait);
  const id = referralKeyOf(referral, pesel);
  const found = await submissionOf(central.database, id);
  await noteShown(central, call, 'submission', 'Task', found === null ? [] : [found.entry.id]);
  if (found === null) {
    if (referralKey === null) central.wrongCodes.count(caller.clientId, id, Date.now());
    return notFound('entry');
  }
  return resourceAnswer(submissionToParameters({ ...found, entry: await withForecast(central, found.entry) }));
}

/** The newest entry of a referral, and of its visit time, place and status. */
export async function submissionOf(database: Queryable, referral: string): Promise<SubmissionStatus | null> {
  const [row] = await database.query<{
    row: WaitingEntry;
    version: number;
    visit: SubmissionStatus['visit'];
  }>(
    `select e.row, e.version,
       case when v.id is not null then jsonb_build_object('id', v.key, 'startsAt', v.row->'startsAt',
         'durationMinutes', v.row->'durationMinutes', 'clinicId', v.clinic_id, 'clinicName', k.name,
         'actorName', c.row->'actor'->'name', 'status', v.status) end as visit
     from waiting_entry e left join visit v on v.id = e.visit_id left join clinic k on k.id = v.clinic_id
       left join schedule c on c.key = v.schedule_key
     where e.referral = $1::uuid order by (e.status <> 'closed') desc, e.updated_at desc limit 1`,
    [referral],
  );
  if (row === undefined) return null;
  return { entry: { ...row.row, version: row.version }, visit: row.visit };
}

/** R25; a forecast that is being reckoned is none yet. */
export async function withForecast(central: Central, entry: WaitingEntry): Promise<WaitingEntry> {
  if (entry.status !== 'waiting') return entry;
  const candidate = await candidateOfEntry(central.database, entry.id);
  if (candidate === null) return entry;
  return { ...entry, forecast: await central.waitingRoom.forecasts.for(candidate) };
}
