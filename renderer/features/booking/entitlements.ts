import rows from '../../../resources/entitlements.json' with { type: 'json' };
import type { booking } from '../../messages/pl/booking.ts';

export type EntitlementCode = keyof (typeof booking)['entitlement'];

const entitlements: readonly { code: string; validFrom: string; validTo: string | null }[] = rows;

/** Rights to be seen out of order (art. 47c) that hold on a day. The words for each are in the messages; a test compares. */
export function entitlementsOn(today: string): EntitlementCode[] {
  return entitlements
    .filter((row) => row.validFrom <= today && (row.validTo === null || today <= row.validTo))
    .map((row) => row.code as EntitlementCode);
}
