import { parseConfirmation } from '../../core/fhir/confirmation.ts';
import { noteShown } from '../access/of-call.ts';
import type { Central } from '../central.ts';
import { type FhirAnswer, type FhirCall, invalid, notFound, refusedAnswer } from '../fhir-api/fhir-call.ts';

interface Found {
  id: string;
  status: string;
  /** The visit has not begun. */
  ahead: boolean;
  email: string | null;
}

/**
 * `POST Appointment/$send-confirmation`: the patient at the desk wants what was agreed in writing. To the address in the visit
 * (R15) and no other. The id of the intent is the message's: repeated, it is the same message (I3); and while one waits to be
 * sent, no second one joins it.
 */
export async function confirmationCall(central: Central, call: FhirCall): Promise<FhirAnswer> {
  const { body, caller, intentId } = call;
  const visitKey = parseConfirmation(body);
  if (visitKey === null || intentId === null) return invalid('Parameters');
  const now = central.clock.now();
  const [visit] = await central.database.query<Found>(
    `select id, status, starts_at > $3::timestamptz as ahead, nullif(row->'contact'->>'email', '') as email
     from visit where clinic_id = $1::uuid and key = $2`,
    [caller.clinicId, visitKey, now],
  );
  if (visit === undefined) return notFound('visit');
  if (visit.status !== 'booked') return refusedAnswer([{ code: 'visit-not-active', path: 'visit' }]);
  if (!visit.ahead) return refusedAnswer([{ code: 'visit-started', rule: 'R30', path: 'visit' }]);
  if (visit.email === null) return refusedAnswer([{ code: 'contact-missing', rule: 'R15', path: 'contact.email' }]);
  await noteShown(central, call, 'send', 'Appointment', [visit.id]);
  await central.database.query(
    `insert into communication (id, clinic_id, visit_id, patient_id, kind, medium, address, facts, at)
     select $4::uuid, v.clinic_id, v.id, v.patient_id, 'confirmation', 'email', v.row->'contact'->>'email',
       jsonb_build_object('startsAt', v.row->'startsAt', 'service', v.service, 'kind', v.kind, 'legacy', v.row->'legacy',
         'referral', v.row->'referral' <> 'null'::jsonb, 'cancelReason', v.row->'cancelReason', 'bookedBy', v.row->'bookedBy',
         'relation', v.row->'contact'->'relation'),
       $3::timestamptz
     from visit v where v.clinic_id = $1::uuid and v.key = $2 and not exists (select 1 from communication c
       where c.visit_id = v.id and c.kind = 'confirmation' and c.status in ('preparation', 'in-progress'))
     on conflict (id) do nothing`,
    [caller.clinicId, visitKey, now, intentId],
  );
  return { status: 202, body: null };
}
