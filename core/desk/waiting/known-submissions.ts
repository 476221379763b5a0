import type { KnownStep } from '../../contract/waiting-views.ts';
import { addMinutes } from '../../domain/time.ts';
import type { SubmissionQuestion, SubmissionStatus } from '../../domain/waiting-entry.ts';
import type { Journal } from '../../sync/ports.ts';

/** What this desk asked about one referral, and what it was told. Kept in the journal: it survives a restart. */
export interface KnownSubmission {
  question: SubmissionQuestion;
  patientId: string | null;
  patientName: string | null;
  /** Instant of the last question by a person. */
  wantedAt: string;
  /** Instant since which a question waits to be asked; null = none. */
  questionSince: string | null;
  askedAt: string | null;
  /** null: not answered yet, or no submission. */
  status: SubmissionStatus | null;
  /** Latest first; a line is added when something changed. */
  history: KnownStep[];
}

type Kept = Record<string, KnownSubmission>;
const setting = 'waiting-submissions';
const mostSteps = 40;
/** Who was asked about once and is not watched is forgotten after a day. */
const keptMinutes = 24 * 60;

export interface KnownSubmissions {
  all(): Kept;
  get(id: string): KnownSubmission | null;
  put(id: string, known: KnownSubmission): void;
  change(id: string, change: Partial<KnownSubmission>): void;
  /** Forgets what is neither watched nor wanted any more. */
  prune(watched: ReadonlySet<string>, now: string): void;
}

export function knownSubmissions(journal: Journal): KnownSubmissions {
  const all = (): Kept => (journal.readSetting(setting) as Kept | null) ?? {};
  const write = (kept: Kept) => journal.writeSetting(setting, kept);
  return {
    all,
    get: (id) => all()[id] ?? null,
    put: (id, known) => write({ ...all(), [id]: known }),
    change(id, change) {
      const known = all()[id];
      if (known) write({ ...all(), [id]: { ...known, ...change } });
    },
    prune(watched, now) {
      const kept = all();
      const stays = (id: string, { wantedAt, questionSince }: KnownSubmission) =>
        watched.has(id) || questionSince !== null || Date.parse(addMinutes(wantedAt, keptMinutes)) > Date.parse(now);
      const left = Object.entries(kept).filter(([id, known]) => stays(id, known));
      if (left.length < Object.keys(kept).length) write(Object.fromEntries(left));
    },
  };
}

/** Central has answered: what is known now, and a line of history if that is something else than before. */
export function withAnswer(known: KnownSubmission, status: SubmissionStatus | null, at: string): KnownSubmission {
  const step: KnownStep = {
    at,
    status: status?.entry.status ?? 'none',
    closed: status?.entry.closed ?? null,
    forecastDate: status?.entry.forecast?.date ?? null,
  };
  const last = known.history[0];
  const same = last && last.status === step.status && last.closed === step.closed && last.forecastDate === step.forecastDate;
  const history = same ? known.history : [step, ...known.history].slice(0, mostSteps);
  return { ...known, questionSince: null, askedAt: at, status, history };
}
