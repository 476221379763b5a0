import type { Visit } from '../visit.ts';
import type { SettlementRegime } from './settlement-regime.ts';

/** Why a visit may not be paid (R15, R18, R43, R45). */
export type PaymentRisk =
  | 'no-outcome'
  | 'no-event'
  | 'no-referral'
  | 'no-contact'
  | 'no-pesel'
  | 'not-at-central'
  | 'outside-schedule';

export interface RiskFacts {
  visit: Visit;
  /** I5: central holds the visit as shown. */
  confirmed: boolean;
  /** Central's instant. */
  now: string;
  regime: SettlementRegime | null;
}

/** All reasons, the most urgent first; empty for a visit that is in order, was cancelled or did not take place (R45). */
export function paymentRisks({ visit, confirmed, now, regime }: RiskFacts): PaymentRisk[] {
  if (visit.status === 'cancelled' || visit.status === 'no-show') return [];
  const risks: PaymentRisk[] = [];
  if (!confirmed) risks.push('not-at-central');
  if (regime?.needsCentral && visit.slotId === null) risks.push('outside-schedule');
  if (visit.status === 'fulfilled') {
    if (!visit.course?.eventNumber) risks.push('no-event');
  } else if (endOf(visit) <= Date.parse(now)) {
    risks.push('no-outcome');
  }
  const { referral, contact } = visit;
  if (visit.service === 'cardiology' && visit.kind === 'first' && !referral?.key && !referral?.code) risks.push('no-referral');
  if (contact.phone === null && contact.email === null) risks.push('no-contact');
  if (visit.gaps.includes('no-pesel') || visit.gaps.includes('bad-pesel')) risks.push('no-pesel');
  return risks;
}

const endOf = ({ startsAt, durationMinutes }: Visit) => Date.parse(startsAt) + durationMinutes * 60_000;
