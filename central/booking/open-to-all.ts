import type { Slot } from '../../core/domain/schedule.ts';

/** R14, R19, I8: what of a clinic's slots any search finds, and any desk may book. The same in SQL: find-slots.ts. */
export function isOpenToAll({ payer, kind, service }: Pick<Slot, 'payer' | 'kind' | 'service'>): boolean {
  return payer === 'nfz' && (kind === 'first' || service !== 'cardiology');
}
