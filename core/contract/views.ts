/**
 * What the desk shows. Plain data: everything a screen needs, nothing that it would have to work out from rules. Long, because it is
 * a list of shapes without a line of logic; views of areas of their own stand beside it (`acts-views.ts`, `access-views.ts` ...).
 */

import type { ActKind } from '../domain/intent.ts';
import type { NetworkTrouble } from '../domain/network-trouble.ts';
import type { Contact, Patient } from '../domain/patient.ts';
import type { Policy } from '../domain/policy.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { MobileStop, Service, VisitKind, VisitMode } from '../domain/schedule.ts';
import type { SlotHold } from '../domain/slot-hold.ts';
import type { ConflictKind, RefusedAct, TaskCall, TaskGap } from '../domain/task.ts';
import type {
  CancelReason,
  Channel,
  Elsewhere,
  Entitlement,
  MedicalCategory,
  Referral,
  VisitCourse,
  VisitGap,
  VisitStatus,
} from '../domain/visit.ts';
import type { VisitOutcome } from '../domain/visit-outcome.ts';
import type { ImportMapping } from './import-columns.ts';

/**
 * I5: how true a thing is. `local`: on this computer only; `sent`: on its way, or sent and unanswered by the feed;
 * `unknown`: sent, no answer, central is being asked; `refused`: central said no, see Tasks; `confirmed`: as central holds it.
 */
export type Truth = 'local' | 'sent' | 'unknown' | 'refused' | 'confirmed';

export interface ScheduleView {
  id: string;
  actorId: string;
  actorName: string;
  /** `dr M. Kalinowska` for narrow columns. */
  actorShort: string;
  actorKind: 'practitioner' | 'device';
  clinicCode: string;
  service: Service;
  /** R38: of a mobile unit. */
  stops?: MobileStop[] | undefined;
}

export interface Overview {
  clinicId: string | null;
  clinicName: string;
  deskId: string;
  /** `YYYY-MM-DD` by central's clock. */
  today: string;
  /** UTC instant by central's clock. */
  now: string;
  schedules: ScheduleView[];
  policy: Policy;
  /** False where the machine's policy forbids printing. */
  mayPrint: boolean;
}

export interface DeskStatus {
  /** `seeding`: the first or a renewed copy is being fetched. `unauthorised`: the queue stands until someone signs in. `unconnected`: no central is configured. */
  connection: 'online' | 'offline' | 'seeding' | 'unauthorised' | 'unconnected';
  /** Central's instant up to which the copy is known to be complete; null = never. */
  confirmedAsOf: string | null;
  queue: { waiting: number; sending: number; unknown: number; refused: number };
  openTasks: number;
  /** Our clock minus central's in seconds; null = not measured. */
  clockOffsetSeconds: number | null;
  /** Central's instant now, as the desk knows it. */
  now: string;
  /** What is wrong on the way to central, while it cannot be reached. */
  trouble?: NetworkTrouble;
  /** A newer version waits until the program is closed. */
  update?: { version: string };
}

export type Topic =
  | 'away'
  | 'waiting'
  | 'calendar'
  | 'patients'
  | 'tasks'
  | 'queue'
  | 'overview'
  | 'settings'
  | 'import'
  | 'session';
/** `dates`: local dates of the calendar that changed; null = any. */
export interface Change {
  topics: Topic[];
  dates: string[] | null;
}

/** `YYYY-MM-DDTHH:MM` wall clock for drawing, beside the UTC instant. */
interface Placed {
  startsAt: string;
  localStart: string;
  localEnd: string;
  durationMinutes: number;
}

export interface SlotView extends Placed {
  id: string;
  scheduleId: string;
  kind: VisitKind;
  mode: VisitMode;
  room: string | null;
  /** `held-back`: an intent of unknown outcome touches it. `held`: somebody else keeps it while a form is filled (I8). */
  state: 'free' | 'taken' | 'past' | 'held-back' | 'held';
  /** With `held`. */
  hold?: SlotHold;
  overbooked: boolean;
}

export interface VisitView extends Placed {
  id: string;
  version: number;
  scheduleId: string;
  slotId: string | null;
  service: Service;
  kind: VisitKind;
  status: VisitStatus;
  truth: Truth;
  patientId: string;
  /** `Wiśniewska Halina`. */
  patientName: string;
  /** `Wiśniewska H.` */
  patientShort: string;
  urgent: boolean;
  entitled: boolean;
  gaps: VisitGap[];
  hasNote: boolean;
  /** May be dragged by the desk's own rules (R30, R31). */
  movable: boolean;
  /** What happened on the day of the visit; absent = nothing yet. `outcomeOf` of core/domain puts it in a word. */
  course?: VisitCourse;
}

export interface DayColumn {
  schedule: ScheduleView;
  /** Rooms of that day, `12a`; before them where a mobile unit stands (R38). */
  rooms: string[];
  slots: SlotView[];
  visits: VisitView[];
  free: number;
  booked: number;
}

export interface DayView {
  date: string;
  holiday: string | null;
  columns: DayColumn[];
  free: number;
  booked: number;
}

/** One schedule (or all of them) over seven days. */
export interface WeekView {
  from: string;
  scheduleId: string | null;
  days: { date: string; holiday: string | null; free: number; booked: number; slots: SlotView[]; visits: VisitView[] }[];
}

export interface MonthView {
  month: string;
  days: { date: string; holiday: string | null; free: number; booked: number }[];
}

export interface FoundSlots {
  /** Last day that may be booked, `YYYY-MM-DD`; null = no limit (continuation, R14). */
  windowTo: string | null;
  days: { date: string; slots: SlotView[] }[];
  /** More exist than were asked for. */
  truncated: boolean;
  /** false: the desk is offline, so this is the copy as of `DeskStatus.confirmedAsOf`. */
  live: boolean;
}

export interface VisitDetail extends VisitView {
  patient: PatientDetail;
  contact: Contact;
  clinicCode: string;
  actorName: string;
  room: string | null;
  mode: VisitMode;
  category: MedicalCategory | null;
  entitlement: Entitlement | null;
  referral: Referral | null;
  legacy: boolean;
  cancelReason: CancelReason | null;
  bookedAt: string;
  bookedBy: Channel;
  note: string | null;
  cancellable: boolean;
  /** What it may be marked as now, the present outcome apart (R43). */
  possibleOutcomes: VisitOutcome[];
  /** R33/R34: where the slot goes when the visit is cancelled now. */
  slotGoesTo: 'waiting-room' | 'live-search' | 'clinic' | 'nobody';
  /** R27: the patient comes back to the waiting room. */
  patientReturnsToWaitingRoom: boolean;
  /** In another clinic; null = in this one. */
  elsewhere: Elsewhere | null;
}

export interface PatientHit {
  id: string;
  familyName: string;
  givenName: string;
  /** `58•••••••24` */
  peselMasked: string | null;
  birthDate: string | null;
  /** `+48 730 ••• •48` */
  phoneMasked: string | null;
  nextVisit: { id: string; startsAt: string; localStart: string; actorName: string } | null;
}

export interface RevealedContact {
  phone: string | null;
  secondPhone: string | null;
  email: string | null;
}

/** Same name, and nothing that tells the two apart. */
export interface PossibleDuplicate {
  id: string;
  birthDate: string | null;
  hasPesel: boolean;
}

export interface PatientDetail {
  id: string;
  version: number;
  familyName: string;
  givenName: string;
  pesel: string | null;
  document: { kind: 'passport' | 'ekuz' | 'other'; number: string } | null;
  birthDate: string | null;
  age: number | null;
  sex: 'female' | 'male' | null;
  contact: Contact;
  truth: Truth;
  /** Held back: an intent of unknown outcome touches the patient. */
  heldBack: boolean;
  /** Other entries that may be the same person; a person decides. */
  duplicates: PossibleDuplicate[];
  visits: PatientVisit[];
}

export interface PatientVisit {
  id: string;
  startsAt: string;
  localStart: string;
  actorName: string;
  clinicCode: string;
  kind: VisitKind;
  status: VisitStatus;
  truth: Truth;
  /** In another clinic; null = in this one. */
  elsewhere: Elsewhere | null;
}

/**
 * Accepted = durably on this computer (`local`), not yet central's. Refused = nothing was written; all reasons are listed.
 * `notes` say what staff should tell the patient (codes for messages).
 */
export type CommandResult = { ok: true; intentId: string; notes: SayNote[] } | { ok: false; refusals: Refusal[] };

/** Sentences to say, by code (R47): `request-until-confirmed` = offline first visit, R14/R21. */
export type SayNote =
  | 'request-until-confirmed'
  | 'firm-offline'
  | 'series-by-clinic'
  | 'returns-to-waiting-room'
  | 'slot-to-waiting-room'
  | 'slot-to-live-search'
  | 'both-clinics-told'
  /** R31: an exam that is cancelled only as the new one is booked. */
  | 'old-date-until-new'
  | 'waiting-room-entered'
  | 'waiting-until-confirmed'
  | 'assigned-date'
  | 'entry-deleted';

export interface TaskView {
  id: string;
  kind: 'refused-intent' | 'visit-gap' | 'call-patient';
  conflict: ConflictKind | null;
  calls: TaskCall[];
  /** When the patient asked to be called again. */
  callBackAt: string | null;
  /** Its owner is who asks. */
  mine: boolean;
  /** Open since an earlier day: a former shift left it. */
  carriedOver: boolean;
  gap: TaskGap | null;
  refusals: Refusal[];
  state: 'open' | 'done';
  openedAt: string;
  closedAt: string | null;
  closedBy: string | null;
  resolution: string | null;
  owner: string | null;
  /** The refused act, in the form's own terms. */
  refused: {
    intentId: string;
    /** The act is parked at this desk, so it can be sent again or replaced here; elsewhere a new act closes the task. */
    here: boolean;
    act: 'book' | 'move' | 'cancel' | 'set-outcome' | 'change-visit' | 'change-patient' | 'publish' | 'other';
    /** Wanted time. */
    wantedStart: string | null;
    wantedLocalStart: string | null;
    wantedScheduleId: string | null;
    /** For `book`: everything but the slot, so that one click books anew; null for other acts. */
    wanted: WantedBooking | null;
    /** For `change-patient`: what was typed. */
    patient: RefusedAct['patient'];
  } | null;
  /** The visit as central held it when it refused. */
  current: { localStart: string; actorName: string; status: VisitStatus; cancelReason: CancelReason | null } | null;
  /** Phones masked; `patients.reveal` opens them. */
  patient: { id: string; name: string; phone: string | null; secondPhone: string | null } | null;
  visit: {
    id: string;
    version: number;
    startsAt: string;
    localStart: string;
    scheduleId: string;
    actorName: string;
    clinicCode: string;
    kind: VisitKind;
    status: VisitStatus;
  } | null;
  /** Free slots that fit, nearest to the wanted time first (at most six): one click books or moves. */
  proposals: SlotView[];
}

/** What a refused booking asked for, in the terms of `visits.book`. */
export interface WantedBooking {
  /** Carried along when the booking brought a new or corrected patient. */
  patient: Omit<Patient, 'version'> | null;
  patientId: string;
  clinicCode: string;
  contact: Contact;
  kind: VisitKind;
  category: MedicalCategory | null;
  entitlement: Entitlement | null;
  /** 44-digit key or 4-digit code. */
  referral: string | null;
  note: string | null;
  /** R31: the exam that was to be given up for it, and still stands. */
  replaces?: string | undefined;
}

export interface QueueItem {
  intentId: string;
  /** `rebook`: an exam is cancelled and booked anew (R31). */
  act: ActKind | 'rebook';
  state: 'pending' | 'sending' | 'unknown' | 'parked';
  at: string;
  attempts: number;
  nextAttemptAt: string | null;
  patientName: string | null;
  /** The wanted wall clock, for what has one. */
  wantedLocalStart: string | null;
  /** Waits for another act of this desk that is parked or was given up. */
  stalled: boolean;
  lastAnswer: 'none' | 'unreachable' | 'busy' | 'no-answer' | 'signed-out' | 'refused';
  refusals: Refusal[];
}

export interface ImportRowResult {
  file: string;
  /** 1-based line in the file, the header being line 1. */
  line: number;
  result: 'imported' | 'corrected' | 'refused';
  /** Codes of what was corrected or why it was refused, with the field. */
  remarks: { code: ImportRemark; field: string | null }[];
}

export type ImportRemark =
  | 'phone-split'
  | 'phone-normalised'
  | 'phone-words-moved'
  | 'phone-unusable'
  | 'no-phone'
  | 'pesel-spaces-removed'
  | 'bad-pesel'
  /** Too short, and right with the zeros that a spreadsheet drops. */
  | 'pesel-zero-lost'
  | 'no-pesel'
  | 'date-style'
  | 'time-style'
  | 'name-case'
  | 'duplicate-row'
  | 'double-booked'
  | 'outside-schedule'
  | 'holiday'
  | 'unknown-actor'
  | 'unreadable-date'
  | 'unreadable-time'
  | 'unknown-kind'
  | 'unreadable-hours'
  | 'missing-column-value'
  | 'no-referral'
  | 'referral-invalid'
  /** Clinic code outside the table of covered codes (R2). */
  | 'not-covered'
  /** Not imported because a person said so. */
  | 'left-out'
  /** Nothing to do: an earlier import brought this row. */
  | 'already-imported';

export type ImportFileProblem =
  | 'no-files'
  | 'too-large'
  | 'empty'
  | 'not-text'
  | 'wrong-columns'
  | 'unreadable'
  | 'missing-file'
  | 'no-clinic';

export interface ImportReport {
  /** Nothing may be imported while this is not empty. */
  problems: {
    file: string | null;
    problem: ImportFileProblem;
    detail: string | null;
    /** `wrong-columns`: the header as it stands in the file, for a person to say what it means. */
    headers?: string[];
  }[];
  files: {
    name: string;
    role: 'staff' | 'schedules' | 'visits' | 'ap-kolce';
    /** `xlsx`: a sheet of a workbook. */
    encoding: 'utf-8' | 'windows-1250' | 'iso-8859-2' | 'utf-16' | 'xlsx';
    separator: ';' | ',' | '\t' | '|';
    rows: number;
    /** The header's cells, and what each column was taken for. */
    headers: string[];
    mapping: ImportMapping;
    /** The columns are read as a person explained them, here or in an earlier import. */
    explained: boolean;
  }[];
  /** Sheets of workbooks that were left unread: nothing in their first rows is a header that the program knows. */
  skippedSheets: string[];
  staff: number;
  schedules: number;
  slots: { firstFree: number; firstBooked: number; continuationFree: number; continuationBooked: number };
  /** Rows of the visits file. */
  rows: number;
  imported: number;
  corrected: number;
  refused: number;
  badPesel: number;
  noPesel: number;
  twoPhones: number;
  noPhone: number;
  phoneWithWords: number;
  duplicateRows: number;
  doubleBooked: number;
  outsideSchedule: number;
  holiday: number;
  /** Rows that an earlier import brought; they count as imported or corrected too. */
  alreadyImported: number;
  first: number;
  continuation: number;
  perCode: Record<string, number>;
  patients: number;
  tasks: number;
  apKolce: { serviceCode: string; month: string; count: number }[];
  /** Rows that were corrected or refused (at most 2,000 are listed; counts are complete). */
  remarks: ImportRowResult[];
  /** true: written to the journal. */
  done: boolean;
}

export interface ImportProgress {
  /** Intents of the last import: all, confirmed by central, refused. */
  total: number;
  confirmed: number;
  refused: number;
  state: 'none' | 'feeding' | 'done';
  /** Counts at the desk and at central, when done. */
  counts: { desk: EntityCounts; central: EntityCounts | null } | null;
}

export interface EntityCounts {
  schedules: number;
  slots: number;
  visits: number;
  patients: number;
}

export interface MachineSettings {
  language: 'pl' | 'en';
  theme: 'light' | 'dark' | 'system';
  density: 'comfortable' | 'compact';
  hiddenSchedules: string[];
}
