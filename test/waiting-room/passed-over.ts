/** I4, by the naive reference, from what central has written down: whoever got a slot for which somebody better was waiting. */
import type { Visit } from '../../core/domain/visit.ts';
import type { WaitingEntry } from '../../core/domain/waiting-entry.ts';
import type { Candidate, OpenSlot, Place } from '../../core/domain/waiting-room/candidate.ts';
import { type IsNear, type NaiveRules, naiveCompare, naiveMatch } from '../../core/domain/waiting-room/naive-run.ts';

/** A line of central's audit log, of type `Task` or `Appointment`. */
export interface AuditLine {
  /** UTC instant. */
  at: string;
  type: string;
  key: string;
  before: unknown;
  after: unknown;
}

export interface PassedOverNeeds {
  isNear: IsNear;
  placeOf(clinicId: string): Place;
  /** `YYYY-MM-DD`; null = an adult. */
  birthDateOf(entryId: string): string | null;
}

export class PassedOver {
  readonly #needs: PassedOverNeeds;
  readonly #waiting = new Map<string, { entry: Candidate; since: number }>();
  /** Assignments looked at. */
  assigned = 0;

  constructor(needs: PassedOverNeeds) {
    this.#needs = needs;
  }

  /** Goes on with the next lines, in the order in which they were written. A visit and its entry stand in the same call. */
  follow(lines: readonly AuditLine[]): string[] {
    const visits = new Map<string, Visit>();
    for (const { type, key, at, after } of lines) {
      if (type === 'Appointment' && isVisit(after)) visits.set(`${key} ${Date.parse(at)}`, after);
    }
    const found: string[] = [];
    for (const { type, key, at, before, after } of lines) {
      if (type !== 'Task' || !isEntry(after)) continue;
      const since = Date.parse(at);
      const visit = visits.get(`${after.visitId} ${since}`);
      this.#waiting.delete(key);
      if (after.status === 'waiting') this.#waiting.set(key, { entry: this.candidateOf(after), since });
      if (after.status === 'assigned' && isEntry(before) && before.status === 'waiting' && visit?.bookedBy === 'waiting-room') {
        found.push(...this.#before(this.candidateOf(before), visit, since));
      }
    }
    return found;
  }

  candidateOf({ id, clinicCodes, criteria, category, entitlement, submittedAt, cancelledSlotIds }: WaitingEntry): Candidate {
    const birthDate = this.#needs.birthDateOf(id);
    return { id, clinicCodes, birthDate, criteria, category, entitled: entitlement !== null, submittedAt, cancelledSlotIds };
  }

  #before(taker: Candidate, { slotId, clinicCode, startsAt, clinicId }: Visit, at: number): string[] {
    this.assigned += 1;
    const slot: OpenSlot = { id: slotId ?? '', clinicCode, startsAt, actorId: '', place: this.#needs.placeOf(clinicId) };
    const rules: NaiveRules = {
      now: new Date(at).toISOString(),
      windowTo: null,
      shortNoticeHours: 48,
      order: 'category-first',
    };
    return [...this.#waiting.values()].flatMap(({ entry, since }) => {
      // Who entered in this very instant came after the pass.
      if (since >= at || naiveCompare(entry, taker, 'category-first') > 0) return [];
      const stoodBefore = naiveMatch(entry, slot, rules, this.#needs.isNear);
      return stoodBefore ? [`entry ${entry.id} stood before ${taker.id}, who got ${startsAt}`] : [];
    });
  }
}

const isEntry = (value: unknown): value is WaitingEntry =>
  typeof value === 'object' && value !== null && 'cancelledSlotIds' in value;
const isVisit = (value: unknown): value is Visit => typeof value === 'object' && value !== null && 'slotId' in value;
