/** One budget of docs/architecture.md §7, measured beside its floor in the same run. */
export interface Measurement {
  what: string;
  unit: 'ms' | 'MB';
  value: number;
  /** What the bare machinery needs for the same work; null = the budget is absolute. */
  floor: { what: string; value: number } | null;
  /** Largest allowed `value / floor`, or largest allowed value when there is no floor. */
  budget: number;
  /** How often both were measured. */
  samples: number;
  /** Says aloud what differs from the budget's own setting, e.g. another shell. */
  remark?: string;
}

export function ratioOf(measurement: Measurement): number {
  return measurement.floor ? measurement.value / measurement.floor.value : measurement.value;
}

export function withinBudget(measurement: Measurement): boolean {
  return ratioOf(measurement) <= measurement.budget;
}

/** Nearest-rank percentile of unsorted samples. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const rank = Math.min(sorted.length - 1, Math.max(0, Math.ceil((p / 100) * sorted.length) - 1));
  return sorted[rank] ?? Number.NaN;
}
