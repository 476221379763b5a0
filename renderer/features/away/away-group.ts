import type { AwayItem } from '../../../core/contract/acts-views.ts';

export type AwayGroup = 'patients' | 'colleagues' | 'unknown';

export function groupOf({ who }: Pick<AwayItem, 'who'>): AwayGroup {
  if (who === 'colleague') return 'colleagues';
  return who === 'unknown' ? 'unknown' : 'patients';
}

/** In this order; groups without items are left out. */
export function groupsOf(items: readonly AwayItem[]): { group: AwayGroup; items: AwayItem[] }[] {
  return (['patients', 'colleagues', 'unknown'] as const)
    .map((group) => ({ group, items: items.filter((item) => groupOf(item) === group) }))
    .filter((each) => each.items.length > 0);
}
