import type { ImportColumn, ImportMapping } from './import-columns.ts';
import type { ImportReport } from './views.ts';

/** What a person may put right in a row of visits before the import, the gravest first. */
export const importFaults = [
  ...(['unknown-actor', 'unreadable-date', 'unreadable-time', 'missing-column-value'] as const),
  ...(['double-booked', 'outside-schedule', 'holiday', 'same-person'] as const),
  ...([
    'pesel-zero-lost',
    'bad-pesel',
    'no-pesel',
    'phone-unusable',
    'no-phone',
    'no-referral',
    'referral-invalid',
    'unknown-kind',
  ] as const),
  ...(['phone-split', 'phone-words-moved'] as const),
] as const;
export type ImportFault = (typeof importFaults)[number];

/** Without these no visit can be: the row is refused until they are put right. */
export const refusingFaults: ReadonlySet<ImportFault> = new Set<ImportFault>([
  'unknown-actor',
  'unreadable-date',
  'unreadable-time',
  'missing-column-value',
]);

export interface ImportFaultRow {
  file: string;
  line: number;
  /** Still open; empty = settled. */
  faults: ImportFault[];
  /** Left as they are on purpose: each becomes a task, as the dry run says. */
  left: ImportFault[];
  /** Not to be imported, on purpose. */
  out: boolean;
  patient: string;
  date: string;
  time: string;
  actor: string;
  /** The faulty cells and those that were corrected; `was` = as the file has it, when it was corrected. */
  cells: {
    column: ImportColumn;
    text: string;
    was: string | null;
    /** What the program would write there, to be taken or not; null = it knows nothing better. */
    proposal: string | null;
  }[];
}

export interface ImportFaultPage {
  rows: ImportFaultRow[];
  total: number;
}

/** The dry run as it is kept at this computer until it is imported or dropped. */
export interface ImportDraftView {
  report: ImportReport;
  keptAt: string;
  keptBy: string;
  /** Open rows of each fault; a row with two faults counts in both. */
  open: Partial<Record<ImportFault, number>>;
  /** Rows with an open fault. */
  openRows: number;
  /** Rows that somebody corrected or decided. */
  settled: number;
  /** Names of the doctors and devices that the clinic has, to choose from. */
  actors: string[];
  /** Names in the files that nobody knew and a person explained. */
  renamed: { text: string; actor: string }[];
}

/** `view` null: the files cannot be read at all; nothing is kept and `report.problems` says why. */
export type ImportDraftOpened = { view: ImportDraftView } | { view: null; report: ImportReport };

export interface ImportCorrected {
  view: ImportDraftView;
  /** The rows that were asked for, checked again. */
  rows: ImportFaultRow[];
}

/** A layout of columns that a person explained once; files with the same header need no explaining. */
export interface ImportLayout {
  headers: string[];
  mapping: ImportMapping;
  at: string;
}
