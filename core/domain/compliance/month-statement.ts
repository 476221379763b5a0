import type { Service } from '../schedule.ts';
import type { Visit } from '../visit.ts';
import { addMonths } from './months.ts';
import type { SettlementRegime } from './settlement-regime.ts';

/** One service in one month. */
export interface StatementLine {
  service: Service;
  booked: number;
  performed: number;
  /** Performed, with the number of its medical event (R43). */
  reported: number;
  noShow: number;
  cancelled: number;
  /** Begun, and nobody has said how it ended. */
  open: number;
  /** Counts for payment under the month's regime. */
  payable: number;
}

export interface MonthStatement {
  month: string;
  regime: SettlementRegime['id'] | null;
  lines: StatementLine[];
  total: Omit<StatementLine, 'service'>;
  /** R45, pilot only. */
  lumpSums: {
    /** `this-month`: the month by which the one-off sum is counted; `small`: too few services, only the monthly sum. */
    oneOff: 'this-month' | 'other-month' | 'feed-date-missing' | 'small';
    /** Cardiology: visits booked; exams: performed. */
    basis: { service: Service; services: number }[];
    /** Performed and reported: counts for the monthly sum. */
    monthly: number;
  } | null;
}

export interface StatementFacts {
  month: string;
  /** The month's visits of covered services. */
  visits: readonly { visit: Visit; confirmed: boolean }[];
  /** Central's instant. */
  now: string;
  regime: SettlementRegime | null;
  /** Day on which the initial feed was complete, `YYYY-MM-DD`. */
  initialFeed: string | null;
}

const services: readonly Service[] = ['cardiology', 'mammography', 'cytology'];

/** R43–R45: what a month comes to. A no-show changes no sum; amounts are in the act's annex and not here. */
export function monthStatement({ month, visits, now, regime, initialFeed }: StatementFacts): MonthStatement {
  const lines = services.flatMap((service) => {
    const own = visits.filter(({ visit }) => visit.service === service);
    return own.length === 0 ? [] : [{ service, ...counts(own, now, regime) }];
  });
  const total = counts(visits, now, regime);
  return { month, regime: regime?.id ?? null, lines, total, lumpSums: regime?.lumpSums ? lumpSums() : null };

  function lumpSums(): NonNullable<MonthStatement['lumpSums']> {
    const small = regime?.smallBelow != null && total.booked < regime.smallBelow;
    const basis = lines.map(({ service, booked, performed }) => ({
      service,
      services: service === 'cardiology' ? booked : performed,
    }));
    return { oneOff: small ? 'small' : oneOffIn(month, initialFeed), basis, monthly: total.payable };
  }
}

/** By the first full calendar month after the initial feed. */
function oneOffIn(month: string, initialFeed: string | null): 'this-month' | 'other-month' | 'feed-date-missing' {
  if (initialFeed === null) return 'feed-date-missing';
  return month === monthAfter(initialFeed) ? 'this-month' : 'other-month';
}

/** A feed complete on the first makes that month a full one. */
function monthAfter(date: string): string {
  if (date.endsWith('-01')) return date.slice(0, 7);
  return addMonths(date.slice(0, 7), 1);
}

function counts(visits: StatementFacts['visits'], now: string, regime: SettlementRegime | null): Omit<StatementLine, 'service'> {
  const having = (is: (one: StatementFacts['visits'][number]) => boolean) => visits.filter(is).length;
  const reported = ({ visit }: { visit: Visit }) => visit.status === 'fulfilled' && Boolean(visit.course?.eventNumber);
  return {
    booked: having(({ visit }) => visit.status !== 'cancelled'),
    performed: having(({ visit }) => visit.status === 'fulfilled'),
    reported: having(reported),
    noShow: having(({ visit }) => visit.status === 'no-show'),
    cancelled: having(({ visit }) => visit.status === 'cancelled'),
    open: having(
      ({ visit }) => (visit.status === 'booked' || visit.status === 'arrived') && Date.parse(visit.startsAt) <= Date.parse(now),
    ),
    payable: having((one) => reported(one) && (!regime?.needsCentral || (one.confirmed && one.visit.slotId !== null))),
  };
}
