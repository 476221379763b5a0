import type { Central } from '../central.ts';
import type { EntryActor } from './save-entry.ts';

/** What a patient does with an entry belongs to no clinic (R20); the audit log has this instead. */
export const noClinic = '00000000-0000-0000-0000-000000000000';

/** The patient acts on an entry of his own; no clinic is part of it. */
export function patientActor({ clock, policy, newId }: Central, author: 'ikp' | 'sms', version: number): EntryActor {
  return {
    clinicId: noClinic,
    clientId: null,
    author,
    intentId: null,
    ifMatch: version,
    now: clock.now(),
    policy,
    newId,
    party: 'patient',
    said: { author: null, reason: null },
  };
}
