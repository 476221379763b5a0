/** R43–R46: what the manager sees of settlement, and the comparison with AP-KOLCE. */
import type { KolceRow } from '../domain/compliance/compare-kolce.ts';
import type { ExamReach } from '../domain/compliance/exam-reach.ts';
import type { MonthStatement } from '../domain/compliance/month-statement.ts';
import type { SettlementRegime } from '../domain/compliance/settlement-regime.ts';
import type { PaymentRisk } from '../domain/compliance/visit-risks.ts';
import type { VisitStatus } from '../domain/visit.ts';
import type { Truth } from './views.ts';

export interface ComplianceView {
  /** `YYYY-MM`. */
  month: string;
  regime: SettlementRegime | null;
  statement: MonthStatement;
  /** `YYYY-MM-DD`, as the manager entered it. */
  initialFeed: string | null;
  /** By service code, then month. */
  comparison: KolceRow[];
  /** R44 over all months that AP-KOLCE has counts of; null = no counts were read in yet. */
  share: { central: number; kolce: number; share: number; minimum: number; enough: boolean } | null;
  exams: ExamReach[];
  risks: { total: number; counts: Partial<Record<PaymentRisk, number>>; rows: RiskRow[] };
  trend: TrendMonth[];
  actors: ActorLoad[];
  /** Central's instant up to which the copy is complete; null = never. */
  asOf: string | null;
}

/** Visits with their patients, for the clinic's archive. */
export interface VisitArchive {
  rows: number;
  /** CSV for Excel. */
  text: string;
}

export interface RiskRow {
  visitId: string;
  localStart: string;
  patientId: string;
  patientName: string;
  actorName: string;
  status: VisitStatus;
  truth: Truth;
  risks: PaymentRisk[];
}

export interface TrendMonth {
  month: string;
  slots: number;
  /** Cancelled ones apart. */
  visits: number;
  noShow: number;
}

export interface ActorLoad {
  actorName: string;
  slots: number;
  visits: number;
  noShow: number;
}

export interface ExportedTable {
  name: string;
  base64: string;
  rows: number;
}
