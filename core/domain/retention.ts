/**
 * How long a desk keeps what it no longer needs for work, in days (RODO art. 5(1)(e)). Central keeps what the law wants kept; these are
 * the copies on one computer. No statute names periods for them: each default is our decision, with its reason.
 */
export const retentionKinds = ['visits', 'acts', 'tasks', 'changes', 'audit'] as const;
export type RetentionKind = (typeof retentionKinds)[number];
export type Retention = Record<RetentionKind, number>;

export const retentionBounds: Record<RetentionKind, { least: number; most: number; usual: number }> = {
  /** Past visits in the copy: what a reseed fetches anyway (architecture, section 3); a year and the controls after it. */
  visits: { least: 90, most: 3650, usual: 400 },
  /** Acts of this desk that central has confirmed, or that a person gave up: central has them. As long as their visits. */
  acts: { least: 90, most: 3650, usual: 400 },
  /** Closed tasks with their log of calls. */
  tasks: { least: 30, most: 3650, usual: 400 },
  /** What others changed (Zmiany). */
  changes: { least: 30, most: 3650, usual: 400 },
  /** Who did and who saw what: six years, the general limitation of claims (art. 118 k.c.); never under a year. */
  audit: { least: 365, most: 7300, usual: 2192 },
};

export const usualRetention: Retention = {
  visits: retentionBounds.visits.usual,
  acts: retentionBounds.acts.usual,
  tasks: retentionBounds.tasks.usual,
  changes: retentionBounds.changes.usual,
  audit: retentionBounds.audit.usual,
};

/** Everything before these instants may go. */
export function retentionCuts(retention: Retention, now: string): Record<RetentionKind, string> {
  const before = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString();
  return {
    visits: before(retention.visits),
    acts: before(retention.acts),
    tasks: before(retention.tasks),
    changes: before(retention.changes),
    audit: before(retention.audit),
  };
}
