import type { CancelReason } from '../../core/domain/visit.ts';
import reasons from '../../resources/cancel-reasons.json' with { type: 'json' };

/** R30: what a patient chooses from. An answer to an SMS has its own reason, which nobody chooses. */
export const patientReasons = reasons
  .filter(({ by, code }) => by === 'patient' && code !== 'sms-reply')
  .map(({ code }) => code as CancelReason);
