/** R18: e-skierowanie as the state of a referral has it: WYSTAWIONE, U REALIZATORA, ZREALIZOWANE. */
export type ReferralState = 'issued' | 'held' | 'performed';

/**
 * @param statuses of the first cardiology visits on this referral, in whatever clinic
 * @returns held while a visit is ahead or going on; a cancelled or missed one gives the referral back
 */
export function referralStateOf(statuses: readonly string[]): ReferralState {
  if (statuses.includes('fulfilled')) return 'performed';
  return statuses.includes('booked') || statuses.includes('arrived') ? 'held' : 'issued';
}
