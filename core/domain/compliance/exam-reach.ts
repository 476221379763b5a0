import type { Service } from '../schedule.ts';
import type { SettlementRegime } from './settlement-regime.ts';

export interface ExamReach {
  service: Service;
  /** Last day with a slot, `YYYY-MM-DD`; null = none from today on. */
  lastDate: string | null;
  /** Days from today to that day. */
  days: number;
  minDays: number;
  enough: boolean;
}

/** R44: exams have slots for at least 30 days ahead. */
export function examReach(service: Service, lastDate: string | null, today: string, regime: SettlementRegime): ExamReach {
  const days = lastDate === null ? 0 : Math.round((Date.parse(lastDate) - Date.parse(today)) / 86_400_000);
  return { service, lastDate, days, minDays: regime.minExamDays, enough: days >= regime.minExamDays };
}
