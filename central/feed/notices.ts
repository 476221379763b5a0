import type { Database } from '../db/database.ts';

/** Called with the number of the last event of a clinic's stream. */
export type NoticeListener = (last: number) => void;

const channel = 'okienko_events';
const batchMs = 15;
const pollMs = 1000;

/**
 * Tells who listens that a clinic's stream has grown. Own changes are told at once; those of other processes come by
 * LISTEN/NOTIFY, sent after commit and in batches because a NOTIFY inside the transaction would make all commits queue.
 * Behind both stands a poll each second, for what got lost.
 */
export class Notices {
  readonly #database: Database;
  readonly #onChange: () => void;
  readonly #listeners = new Map<string, Set<NoticeListener>>();
  /** Last number that was told, by clinic. */
  readonly #told = new Map<string, number>();
  readonly #outgoing = new Map<string, number>();
  #flush: NodeJS.Timeout | null = null;
  #poll: NodeJS.Timeout | null = null;
  #polling: Promise<void> | null = null;

  /** `onChange`: called after each change that this process made, whatever the clinic. */
  constructor(database: Database, onChange: () => void = () => undefined) {
    this.#database = database;
    this.#onChange = onChange;
  }

  async start(): Promise<void> {
    await this.#database.listen(channel, (payload) => {
      for (const part of payload.split(' ')) {
        const [clinicId, last] = part.split('=');
        if (clinicId && last) this.#tell(clinicId, Number(last));
      }
    });
    this.#poll = setInterval(() => {
      this.#polling ??= this.#pollOnce().finally(() => {
        this.#polling = null;
      });
    }, pollMs);
  }

  /** `last`: where the listener stands already; it is told of anything beyond. */
  listen(clinicId: string, listener: NoticeListener): () => void {
    const listeners = this.#listeners.get(clinicId) ?? new Set();
    this.#listeners.set(clinicId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) {
        this.#listeners.delete(clinicId);
        this.#told.delete(clinicId);
      }
    };
  }

  /** Something was written that is told to nobody's stream, but perhaps to a patient. */
  changed(): void {
    this.#onChange();
  }

  /** After commit. */
  announce(clinicId: string, last: number): void {
    this.#onChange();
    this.#tell(clinicId, last);
    if (this.#database.kind === 'pglite') return;
    this.#outgoing.set(clinicId, Math.max(last, this.#outgoing.get(clinicId) ?? 0));
    this.#flush ??= setTimeout(() => this.#flushOutgoing(), batchMs);
  }

  async stop(): Promise<void> {
    if (this.#flush) clearTimeout(this.#flush);
    if (this.#poll) clearInterval(this.#poll);
    await this.#polling;
  }

  #tell(clinicId: string, last: number): void {
    const listeners = this.#listeners.get(clinicId);
    if (!listeners || last <= (this.#told.get(clinicId) ?? -1)) return;
    this.#told.set(clinicId, last);
    for (const listener of listeners) listener(last);
  }

  #flushOutgoing(): void {
    this.#flush = null;
    // A payload may have 8000 bytes; some 45 per clinic.
    const parts = [...this.#outgoing].map(([clinicId, last]) => `${clinicId}=${last}`);
    this.#outgoing.clear();
    for (let i = 0; i < parts.length; i += 100) {
      // A lost notice is found by the poll.
      this.#database.notify(channel, parts.slice(i, i + 100).join(' ')).catch(() => undefined);
    }
  }

  async #pollOnce(): Promise<void> {
    const clinicIds = [...this.#listeners.keys()];
    if (clinicIds.length === 0) return;
    try {
      const rows = await this.#database.query<{ id: string; last_event: number }>(
        'select id, last_event from clinic where id = any($1::uuid[])',
        [clinicIds],
      );
      for (const { id, last_event } of rows) this.#tell(id, last_event);
    } catch {
      // The database is away; the next poll will tell.
    }
  }
}
