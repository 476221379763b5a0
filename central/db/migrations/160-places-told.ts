/**
 * R38, R40: a publication that moves a stop tells the patients of the visits that stay, in its own transaction. The visits are
 * named by the plan, because a visit that the manager moves or cancels along has a message of its own.
 */
import { cancelledReferralsChange } from './140-cancelled-referrals.ts';
import { revised } from './revised.ts';

export const placesTold = revised(cancelledReferralsChange, 'apply_change', [
  [
    `    for v_item in select * from jsonb_array_elements(plan->'visits') loop
      v_visit :=`,
    `    for v_visit in select v.* from visit v
      where v.id in (select jsonb_array_elements_text(plan->'placeToldVisitIds')::uuid) and v.status = 'booked'
      order by v.id
    loop
      v_visit.updated_at := v_now;
      perform tell_patient(v_visit, 'place', '{}');
    end loop;

    for v_item in select * from jsonb_array_elements(plan->'visits') loop
      v_visit :=`,
  ],
]);
