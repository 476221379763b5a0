import type { Database } from '../db/database.ts';
import { postSigned, type SignedReceiver } from '../notifications/post-signed.ts';
import { retryDelay } from '../notifications/retry-delay.ts';
import { type ClaimedExam, claimExams, type ExamEnding, endExamClaim } from './claim-exams.ts';

const pollMs = 2000;
const batch = 20;

interface SimpWorkerOptions {
  database: Database;
  receiver: SignedReceiver;
  onFault: (error: unknown) => void;
}

/**
 * R37: passes each booked and cancelled exam to SIMP, each person's in order. All it knows is in `simp_message`, so it may
 * die at any moment and any number of processes may run one. It never gives up: what comes after would be untrue.
 */
export class SimpWorker {
  readonly #options: SimpWorkerOptions;
  readonly #ended = new AbortController();
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;

  constructor(options: SimpWorkerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#running ??= this.#rounds().finally(() => {
        this.#running = null;
      });
    }, pollMs);
  }

  /** One round: answers whether there may be more to do at once. */
  async runOnce(): Promise<boolean> {
    const claimed = await claimExams(this.#options.database, batch);
    await Promise.all(claimed.map((exam) => this.#settle(exam)));
    return claimed.length > 0;
  }

  /** Waits for what is being delivered. */
  async stop(): Promise<void> {
    this.#ended.abort();
    if (this.#timer) clearInterval(this.#timer);
    await this.#running;
  }

  async #rounds(): Promise<void> {
    try {
      while (!this.#ended.signal.aborted && (await this.runOnce()));
    } catch (error) {
      // The database is away, or a bug; the next round tries again.
      if (!this.#ended.signal.aborted) this.#options.onFault(error);
    }
  }

  async #settle(exam: ClaimedExam): Promise<void> {
    const { database, receiver, onFault } = this.#options;
    const { id, attempts, facts } = exam;
    const outcome = await postSigned(receiver, id, JSON.stringify({ id, ...facts }));
    let ending: ExamEnding;
    switch (outcome.kind) {
      case 'sent':
        ending = { status: 'delivered' };
        break;
      case 'refused':
        // Somebody has to look: a repetition would be refused alike.
        onFault(new Error(`SIMP refused ${id}: ${outcome.code}`));
        ending = { status: 'refused', reason: outcome.code };
        break;
      default: {
        const asked = 'afterSeconds' in outcome ? outcome.afterSeconds : undefined;
        ending = { status: 'waiting', reason: outcome.code, inSeconds: retryDelay(attempts, Math.random(), asked) };
      }
    }
    await endExamClaim(database, exam, ending);
  }
}
