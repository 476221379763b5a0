import type { CentralClock } from '../central-clock.ts';
import type { Database } from '../db/database.ts';
import { type ClaimedMessage, claimMessages, type Ending, endClaim } from './claim-messages.ts';
import { messageText } from './message-text.ts';
import type { MessagePorts, SendOutcome } from './ports.ts';
import { maxAttempts, retryDelay } from './retry-delay.ts';

const pollMs = 2000;
const soonMs = 150;
const batch = 40;

interface WorkerOptions {
  database: Database;
  clock: Pick<CentralClock, 'now'>;
  ports: MessagePorts;
  onFault: (error: unknown) => void;
}

/**
 * Makes messages of due reminders and sends what waits to be sent (R40–R42). Everything it knows is in the database, so it
 * may die at any moment, and any number of processes may run one: rows are claimed, never shared.
 */
export class NotificationWorker {
  readonly #options: WorkerOptions;
  #timer: NodeJS.Timeout | null = null;
  #soon: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #wakes = 0;
  readonly #ended = new AbortController();

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => this.#wake(), pollMs);
  }

  /** Something happened that may have to be told: do not wait for the next round, but for what comes along with it. */
  wakeSoon(): void {
    if (this.#ended.signal.aborted) return;
    this.#soon ??= setTimeout(() => {
      this.#soon = null;
      this.#wake();
    }, soonMs);
  }

  #wake(): void {
    this.#wakes++;
    this.#running ??= this.#rounds().finally(() => {
      this.#running = null;
    });
  }

  /** One round: answers whether there may be more to do. */
  async runOnce(): Promise<boolean> {
    const { database, clock } = this.#options;
    const [due] = await database.query<{ count: number }>('select remind_due($1::timestamptz, $2::int) as count', [
      clock.now(),
      batch * 5,
    ]);
    const claimed = await claimMessages(database, batch, clock.now());
    await Promise.all(claimed.map((message) => this.#settle(message)));
    return (due?.count ?? 0) > 0 || claimed.length > 0;
  }

  /** Waits for what is being sent, and closes the ports. */
  async stop(): Promise<void> {
    this.#ended.abort();
    if (this.#timer) clearInterval(this.#timer);
    if (this.#soon) clearTimeout(this.#soon);
    await this.#running;
    for (const port of Object.values(this.#options.ports)) await port.close();
  }

  async #rounds(): Promise<void> {
    try {
      let seen: number;
      let more: boolean;
      do {
        seen = this.#wakes;
        more = await this.runOnce();
      } while ((more || seen !== this.#wakes) && !this.#ended.signal.aborted);
    } catch (error) {
      // The database is away, or a bug; the next round tries again.
      if (!this.#ended.signal.aborted) this.#options.onFault(error);
    }
  }

  async #settle(message: ClaimedMessage): Promise<void> {
    const { database, onFault } = this.#options;
    let ending: Ending;
    try {
      ending = await this.#deliver(message);
    } catch (error) {
      // A bug of ours must not hold up what comes after it for this address.
      onFault(error);
      ending = { status: 'unknown', reason: 'fault' };
    }
    await endClaim(database, message, ending);
  }

  async #deliver(message: ClaimedMessage): Promise<Ending> {
    const { clock, ports } = this.#options;
    const { id, medium, address, at, attempts, interrupted, outdated } = message;
    const port = ports[medium];
    if (outdated) return { status: 'stopped', reason: 'visit-changed' };
    if (port === undefined) return { status: 'not-done', reason: 'no-gateway' };
    // I6: who can tell whether it went out? Not at all is better than twice.
    if (interrupted && !port.dropsRepetitions) return { status: 'unknown', reason: 'interrupted' };
    const { subject, text } = messageText(message);
    const outcome = await port.send({ id, medium, address, subject, text, at: at.toISOString() });
    return endingOf(outcome, attempts, text, clock.now());
  }
}

function endingOf(outcome: SendOutcome, attempts: number, text: string, now: string): Ending {
  switch (outcome.kind) {
    case 'sent':
      return { status: 'completed', text, sentAt: now };
    case 'refused':
      return { status: 'not-done', reason: outcome.code };
    case 'unknown':
      return { status: 'unknown', reason: outcome.code };
    case 'retry':
      if (attempts >= maxAttempts) return { status: 'not-done', reason: outcome.code };
      return {
        status: 'preparation',
        reason: outcome.code,
        inSeconds: retryDelay(attempts, Math.random(), outcome.afterSeconds),
      };
    default:
      return outcome satisfies never;
  }
}
