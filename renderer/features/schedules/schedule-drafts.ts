import { useSyncExternalStore } from 'react';
import type { ScheduleCard, ScheduleDraft } from '../../../core/contract/schedule-views.ts';
import { rebaseSchedule } from '../../../core/domain/rebase-schedule.ts';
import type { Schedule } from '../../../core/domain/schedule.ts';

/** An edit that is not published: what it began with, and what it has become. */
export interface Draft {
  /** null = a new schedule. */
  base: Schedule | null;
  draft: ScheduleDraft;
}

export type Drafts = ReadonlyMap<string, Draft>;
export type Edit = Pick<ScheduleDraft, 'weekly' | 'exceptions' | 'overrides' | 'stops'>;

/** How far back "undo" goes. */
const mostSteps = 100;

/**
 * Edits of this window, kept while other screens are looked at and lost when it closes: what must last is published. Each step
 * can be undone. Every value is replaced, never changed, so that a look at it tells whether it is another.
 */
export function createDrafts() {
  let drafts: Drafts = new Map();
  let past: Drafts[] = [];
  const listeners = new Set<() => void>();

  function enter(next: Drafts, step = true): void {
    past = step ? [...past, drafts].slice(-mostSteps) : past;
    drafts = next;
    for (const listener of listeners) listener();
  }

  function without(ids: readonly string[]): Drafts {
    return new Map([...drafts].filter(([id]) => !ids.includes(id)));
  }

  return {
    get: () => drafts,
    canUndo: () => past.length > 0,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Several schedules in one step: a leave of all. */
    edit(cards: readonly { card: ScheduleCard; edit: Partial<Edit> }[]): void {
      const next = new Map(drafts);
      for (const { card, edit } of cards) {
        const known = next.get(card.schedule.id) ?? { base: card.schedule, draft: draftOf(card.schedule) };
        const changed: Draft = { base: known.base, draft: { ...known.draft, ...edit } };
        if (isSame(changed)) next.delete(card.schedule.id);
        else next.set(card.schedule.id, changed);
      }
      enter(next);
    },
    add(draft: ScheduleDraft): void {
      enter(new Map(drafts).set(draft.id, { base: null, draft }));
    },
    /** The edit laid over what is published now (two managers at once). */
    rebase(current: Schedule): void {
      const known = drafts.get(current.id);
      if (!known) return;
      const draft = { ...draftOf(current), ...rebaseSchedule(known.base, known.draft, current) };
      enter(new Map(drafts).set(current.id, { base: current, draft }));
    },
    replace(base: Schedule, draft: ScheduleDraft): void {
      enter(new Map(drafts).set(base.id, { base: base.revision === 0 ? null : base, draft }));
    },
    discard(ids: readonly string[]): void {
      enter(without(ids));
    },
    /** After a publication the former steps lead nowhere. */
    published(ids: readonly string[]): void {
      past = [];
      enter(without(ids), false);
    },
    undo(): void {
      const before = past.at(-1);
      if (!before) return;
      past = past.slice(0, -1);
      enter(before, false);
    },
  };
}

export type DraftStore = ReturnType<typeof createDrafts>;
const drafts = createDrafts();

export function useDrafts(): { drafts: Drafts; store: DraftStore } {
  return { drafts: useSyncExternalStore(drafts.subscribe, drafts.get), store: drafts };
}

function draftOf({ version, revision, clinicId: _own, ...definition }: Schedule): ScheduleDraft {
  return { ...definition, seenVersion: version, seenRevision: revision };
}

/** The schedule as it would be published; for drawing. */
export function scheduleOfDraft({ base, draft }: Draft): Schedule {
  const { seenVersion, seenRevision, ...definition } = draft;
  return { clinicId: base?.clinicId ?? '', ...definition, version: seenVersion, revision: seenRevision };
}

function isSame({ base, draft }: Draft): boolean {
  if (!base) return false;
  const text = ({ weekly, exceptions, overrides, stops = [] }: Edit) => JSON.stringify([weekly, exceptions, overrides, stops]);
  return text(base) === text(draft);
}
