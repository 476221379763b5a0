/**
 * R18: referrals that their issuer has cancelled (ANULOWANE). Nothing new is booked on one and nobody waits on one: `apply_change`
 * looks under the lock on the referral, so that a booking cannot pass a cancellation. A visit that is there already stays.
 */
import { notifications } from './040-notifications.ts';
import { waitingNotices } from './080-waiting-notices.ts';
import { changed, facts } from './110-elsewhere.ts';
import { revised } from './revised.ts';

const tables = `
create table cancelled_referral (
  -- Digest of the referral (core/domain/referral.ts).
  referral uuid primary key,
  cancelled_at timestamptz not null
);
`;

export const cancelledReferralsChange = revised(changed, 'apply_change', [
  [
    `    -- R18: nobody waits who has a date.`,
    `    -- R18: nothing begins on a cancelled referral.
    perform 1 from cancelled_referral k where k.referral = any(v_referrals) and (
      exists (select 1 from waiting_entry e where e.referral = k.referral and e.status in ('waiting', 'assigned'))
      or exists (select 1 from jsonb_array_elements(plan->'visits') x where x->'columns'->>'referral' = k.referral::text
        and (x->'columns'->>'version')::int = 1 and x->'columns'->>'status' = 'booked' and x->'columns'->>'kind' = 'first'
        and x->'columns'->>'service' = 'cardiology' and not (x->'columns'->>'untouched_legacy')::boolean));
    if found then raise exception using errcode = 'OK001'; end if;
    -- R18: nobody waits who has a date.`,
  ],
]);

const told = revised(facts, 'booking_facts', [
  [
    `    'referralUsed', v_referral is not null`,
    `    'referralCancelled', exists (select 1 from cancelled_referral where referral = v_referral),
    'referralUsed', v_referral is not null`,
  ],
]);

/** A visit on a cancelled referral that is cancelled leads nobody back to the waiting room, and the message does not say so. */
const visitMessage = revised(notifications, 'tell_patient', [
  [
    `'referral', v.row->'referral' <> 'null'::jsonb,`,
    `'referral', v.row->'referral' <> 'null'::jsonb and not exists (select 1 from cancelled_referral k where k.referral = v.referral),`,
  ],
]);

const entryMessage = revised(waitingNotices, 'entry_told', [
  [
    `  if new.row->>'closed' = 'withdrawn' then`,
    `  if new.row->>'closed' = 'referral-cancelled' then
    perform tell_of_entry(new, 'entry-void');
  elsif new.row->>'closed' = 'withdrawn' then`,
  ],
]);

export const cancelledReferrals = `${tables}\n${cancelledReferralsChange}\n${told}\n${visitMessage}\n${entryMessage}`;
