/** R18: e-skierowanie as the state of a referral has it: WYSTAWIONE, U REALIZATORA, ZREALIZOWANE, ANULOWANE. */
export type ReferralState = 'issued' | 'held' | 'performed' | 'cancelled';

/**
 * @param statuses of the first cardiology visits on this referral, in whatever clinic
 * @param cancelled by its issuer; what was performed stays so
 * @returns held while a visit is ahead or going on; a cancelled or missed one gives the referral back
 */
export function referralStateOf(statuses: readonly string[], cancelled = false): ReferralState {
  if (statuses.includes('fulfilled')) return 'performed';
  if (cancelled) return 'cancelled';
  return statuses.includes('booked') || statuses.includes('arrived') ? 'held' : 'issued';
}
