import type { Queryable } from '../db/database.ts';

/** What was shown, or asked for, of persons. */
export interface Access {
  /** `noClinic` where a patient looks at his own. */
  clinicId: string;
  /** The desk's client, or `ikp`. */
  client: string;
  /** Who acts at the desk, if it says so; of `ikp` the PESEL that is signed in. */
  author: string | null;
  act: 'read' | 'search' | 'feed' | 'history' | 'submission' | 'referral' | 'eligibility' | 'send' | 'account';
  /** FHIR type. */
  type: string;
  /** Central's ids of what was shown, in order; numbers of events for `feed`; of `ikp` the PESEL that the account acts for. */
  shown: readonly string[];
}

/**
 * Who has seen what of whom, in `access`. An answer waits for its line, so that nothing is shown without one; lines that come
 * while others are being written go together.
 */
export class AccessLog {
  readonly #database: Queryable;
  readonly #now: () => string;
  #waiting: Access[] = [];
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

  constructor(database: Queryable, now: () => string) {
    this.#database = database;
    this.#now = now;
  }

  /** Throws when it cannot be written: then the answer must not go out. */
  add(access: Access): Promise<void> {
    this.#waiting.push(access);
    this.#next ??= this.#running.catch(() => undefined).then(() => this.#write());
    return this.#next;
  }

  #write(): Promise<void> {
    const lines = this.#waiting;
    this.#waiting = [];
    this.#next = null;
    this.#running = this.#database.query(insert, [this.#now(), JSON.stringify(lines)]).then(() => undefined);
    return this.#running;
  }
}

/** Of more than these, a page of everything, the first and the last are kept. */
const mostNamed = 50;

const insert = `
insert into access (at, clinic_id, client, author, act, type, first, last, count, shown)
select $1::timestamptz, (x->>'clinicId')::uuid, x->>'client', x->>'author', x->>'act', x->>'type', x->'shown'->>0, x->'shown'->>-1,
  jsonb_array_length(x->'shown'),
  case when jsonb_array_length(x->'shown') <= ${mostNamed} then array(select jsonb_array_elements_text(x->'shown')) end
from jsonb_array_elements($2::jsonb) x`;
