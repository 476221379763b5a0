import type { AwayItem, AwayView } from '../contract/acts-views.ts';
import { displayName } from '../domain/name.ts';
import type { OthersChange } from '../store/others-changes.ts';
import type { PatientTrace, VisitTrace } from '../store/others-trace.ts';
import { connectionOf, type DeskContext } from './desk-context.ts';
import { actorNameOf } from './patient-view.ts';
import { localMinuteOf } from './placed.ts';

/** A person who has not touched the desk for so long may have missed what came. */
const awayAfterMinutes = 5;
/** What is older than this when it comes was missed, by whoever sits here: the desk could not follow. */
const liveWithinMs = 60_000;
const mostItems = 500;
/** So well a desk knows central's clock; in doubt it was missed. */
const clockStepMs = 1000;

/** Gdy Cię nie było: what others changed while this person was not here to see it. */
export function readAway(desk: DeskContext): AwayView {
  const all = desk.store.others.list(desk.author);
  return {
    since: desk.store.others.awaySince(desk.author),
    items: all.slice(0, mostItems).map((change) => awayItem(desk, change)),
    total: all.length,
  };
}

export function tickAway(desk: DeskContext, numbers: number[]): AwayView {
  desk.store.others.tick(desk.author, numbers);
  desk.changes.publish({ topics: ['away'], dates: null });
  return readAway(desk);
}

export interface Presence {
  /** Whose call this is touches keyboard or mouse. */
  here(): void;
}

/** Tells the store who sees a change as it comes: the person at the desk, if the desk was in touch with central as it was made. */
export function watchPresence(desk: DeskContext): Presence {
  let last: { author: string; at: number } | null = null;
  const nowMs = () => Date.parse(desk.time.now());
  let onlineSince = connectionOf(desk) === 'online' ? Number.NEGATIVE_INFINITY : null;
  desk.central?.sync.onStatus(({ connection }) => {
    onlineSince = connection === 'online' ? (onlineSince ?? nowMs()) : null;
  });
  desk.store.others.setWitness((at) => {
    const now = nowMs();
    if (last === null || at === null || now - last.at > awayAfterMinutes * 60_000) return null;
    const made = Date.parse(at);
    const missed = onlineSince === null || made < onlineSince + clockStepMs || Math.abs(now - made) > liveWithinMs;
    return missed ? null : last.author;
  });
  return {
    here() {
      last = { author: desk.author, at: nowMs() };
      desk.store.others.attend(desk.author, desk.time.now(), awayAfterMinutes);
    },
  };
}

function awayItem(desk: DeskContext, change: OthersChange): AwayItem {
  const { n, at, who, entity, key } = change;
  const plain = {
    n,
    at,
    who,
    patientId: null,
    patientName: null,
    actorName: null,
    fromLocal: null,
    atLocal: null,
    visitId: null,
    cancelReason: null,
    elsewhere: null,
  };
  if (entity === 'schedule') return { ...plain, what: 'schedule', actorName: actorNameOf(desk, key) };
  if (entity === 'patient') {
    const changed = (change.after as PatientTrace | null)?.changed ?? [];
    return { ...plain, what: changed.length > 0 ? 'patient' : 'changed', patientId: key, patientName: nameOf(desk, key) };
  }
  const before = change.before as VisitTrace | null;
  const after = change.after as VisitTrace | null;
  const shown = after ?? before;
  if (!shown) return { ...plain, what: 'changed' };
  const what = whatHappened(before, after);
  return {
    ...plain,
    what,
    who: isOtherClinics(who, what, shown) ? 'other-clinic' : who,
    patientId: shown.patientId,
    patientName: nameOf(desk, shown.patientId),
    actorName: shown.elsewhere?.actorName ?? actorNameOf(desk, shown.scheduleId),
    elsewhere: shown.elsewhere ?? null,
    fromLocal: what === 'moved' && before ? localMinuteOf(before.startsAt) : null,
    atLocal: localMinuteOf(shown.startsAt),
    visitId: key,
    cancelReason: what === 'cancelled' ? shown.cancelReason : null,
  };
}

/** What another clinic books here it books for the patient; of a visit in another clinic it is told that it changed, not by whom. */
function isOtherClinics(who: AwayItem['who'], what: AwayItem['what'], { elsewhere, bookedBy }: VisitTrace): boolean {
  if (who === 'colleague') return false;
  return elsewhere !== undefined || (what === 'booked' && bookedBy === 'other-clinic');
}

function whatHappened(before: VisitTrace | null, after: VisitTrace | null): AwayItem['what'] {
  if (!after) return 'gone';
  if (after.status === 'cancelled' && before?.status !== 'cancelled') return 'cancelled';
  if (!before) return 'booked';
  if (before.startsAt !== after.startsAt || before.scheduleId !== after.scheduleId) return 'moved';
  return before.status === after.status ? 'changed' : 'outcome';
}

function nameOf(desk: DeskContext, patientId: string): string | null {
  const name = desk.reads.patientName(patientId);
  return name && displayName({ familyName: name.family_name, givenName: name.given_name });
}
