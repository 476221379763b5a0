import type { CancelReason } from '../../../core/domain/visit.ts';

export type DeskCancelReason = Exclude<CancelReason, 'sms-reply'>;

/** R30: the list to choose from, by whose will it is (as resources/cancel-reasons.json has it). */
export const cancelReasons: Record<'patient' | 'clinic', readonly DeskCancelReason[]> = {
  patient: ['illness', 'other-date', 'no-transport', 'resignation', 'other'],
  clinic: ['practitioner-absent', 'breakdown', 'schedule-change', 'desk-error', 'death'],
};
