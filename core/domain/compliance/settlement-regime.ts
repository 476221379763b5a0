import serviceCodes from '../../../resources/service-codes.json' with { type: 'json' };
import regimes from '../../../resources/settlement-regimes.json' with { type: 'json' };

/** R45: how services of a time are settled. A table with validity dates; the clinic's shared setting may replace it. */
export interface SettlementRegime {
  id: 'pilot' | 'start' | 'reported-only';
  /** `YYYY-MM-DD`, both inclusive; null = open. */
  validFrom: string;
  validTo: string | null;
  /** R44: slots at central / slots in AP-KOLCE, at least. */
  minShareOfKolce: number;
  /** R44: exams have slots for at least so many days ahead. */
  minExamDays: number;
  /** R45: a clinic with fewer services in the month gets no one-off lump sum; null = no such rule. */
  smallBelow: number | null;
  /** R45: the pilot's one-off and monthly lump sums. */
  lumpSums: boolean;
  /** Only what central holds is paid (act of 26 September 2025, from 1 July 2026). */
  needsCentral: boolean;
}

/** R46: which AP-KOLCE service code a clinic code counts under. */
export interface ServiceCode {
  clinicCode: string;
  serviceCode: string;
  validFrom: string;
  validTo: string | null;
}

export interface ComplianceTables {
  regimes: readonly SettlementRegime[];
  serviceCodes: readonly ServiceCode[];
}

export const publishedTables: ComplianceTables = { regimes: regimes as SettlementRegime[], serviceCodes };

const covers = ({ validFrom, validTo }: { validFrom: string; validTo: string | null }, date: string) =>
  validFrom <= date && (validTo === null || date <= validTo);

/** The regime of a month is the one of its first day; null before the pilot. */
export function regimeOf(month: string, { regimes: table }: ComplianceTables): SettlementRegime | null {
  return table.find((regime) => covers(regime, `${month}-01`)) ?? null;
}

/** null: nothing of this code is reported to AP-KOLCE. */
export function serviceCodeOf(clinicCode: string, date: string, { serviceCodes: table }: ComplianceTables): string | null {
  return table.find((entry) => entry.clinicCode === clinicCode && covers(entry, date))?.serviceCode ?? null;
}
