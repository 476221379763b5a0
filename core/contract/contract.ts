/**
 * The desk's typed interface: what a renderer, the command line or a test may ask of core. Transported by oRPC over a
 * MessagePort (Electron) or a WebSocket (preview, command line). ISO strings only.
 *
 * Inputs are checked at run time; outputs are typed only, since core is the one who makes them.
 * Refusals travel as values (`CommandResult`), so that no screen has to parse an error.
 */
import { eventIterator, oc, type } from '@orpc/contract';
import { accountsContract, sessionContract } from './access-contract.ts';
import type * as acts from './acts-views.ts';
import type { CatchUpResult } from './catch-up.ts';
import type * as certificate from './certificate-views.ts';
import * as complianceInput from './compliance-inputs.ts';
import type * as compliance from './compliance-views.ts';
import { connectContract } from './connect-contract.ts';
import * as continuityInput from './continuity-inputs.ts';
import type * as continuity from './continuity-views.ts';
import type * as health from './health-views.ts';
import { importDraftContract } from './import-draft-contract.ts';
import * as input from './inputs.ts';
import type { ReceptionView } from './reception-views.ts';
import type * as safety from './safety-views.ts';
import * as schedule from './schedule-inputs.ts';
import type * as scheduleView from './schedule-views.ts';
import type { EligibilityView, ElsewhereView, HoldResult, SearchView } from './search-views.ts';
import * as series from './series-inputs.ts';
import type * as seriesView from './series-views.ts';
import { trainingContract } from './training-contract.ts';
import type * as view from './views.ts';
import * as waiting from './waiting-inputs.ts';
import type { AskResult, WaitingView } from './waiting-views.ts';

export const contract = {
  desk: {
    /** Clinic, schedules, policy, central's day: what every screen needs and what seldom changes. */
    overview: oc.output(type<view.Overview>()),
    status: oc.output(type<view.DeskStatus>()),
    /** The status at once and then after each change. */
    watchStatus: oc.output(eventIterator(type<view.DeskStatus>())),
    /** Which views have to be fetched again. The first event comes at once and names everything. */
    watchChanges: oc.output(eventIterator(type<view.Change>())),
    /** R4, R47: the list that a patient may be given; null = central was never asked. */
    clinics: oc.output(type<acts.JoinedClinicsView | null>()),
    /** Tries to reach central now; answers when the try has ended. */
    syncNow: oc.output(type<view.DeskStatus>()),
  },
  calendar: {
    day: oc.input(input.day).output(type<view.DayView>()),
    week: oc.input(input.week).output(type<view.WeekView>()),
    /** Load per day, for the small month. */
    month: oc.input(input.month).output(type<view.MonthView>()),
  },
  slots: {
    /** Free slots inside the window that applies (R11, R14, R38), nearest first. */
    find: oc.input(input.findSlots).output(type<view.FoundSlots>()),
    /** Keeps a slot of this clinic while a form is filled (I8). */
    hold: oc.input(input.holdSlot).output(type<HoldResult>()),
    /** R14: a date for each visit of a continuation series. */
    proposeSeries: oc.input(series.proposeSeries).output(type<seriesView.SeriesView>()),
    /** Another day for one of them. */
    stepSeries: oc.input(series.stepSeries).output(type<seriesView.SeriesStep>()),
    release: oc.input(input.releaseSlot).output(type<void>()),
    /** R36: does the patient qualify for this exam today? Needs central. */
    eligibility: oc.input(input.eligibility).output(type<EligibilityView>()),
    /** The same for first visits in every clinic (R19), or the offer of the waiting room (R12); needs central. */
    search: oc.input(waiting.searchSlots).output(type<SearchView>()),
  },
  visits: {
    get: oc.input(input.byId).output(type<view.VisitDetail | null>()),
    book: oc.input(input.bookVisit).output(type<view.CommandResult>()),
    /** R14: several continuation visits of one patient as one batch of intents in one transaction. */
    bookSeries: oc.input(series.bookSeries).output(type<seriesView.SeriesResult>()),
    /** The batch back: what has not left this computer is withdrawn, the rest cancelled. */
    undoSeries: oc.input(series.undoSeries).output(type<seriesView.SeriesUndone>()),
    move: oc.input(input.moveVisit).output(type<view.CommandResult>()),
    /** In another clinic, on the patient's behalf (R14, R19, R31); needs central. */
    bookElsewhere: oc.input(waiting.bookElsewhere).output(type<view.CommandResult>()),
    moveElsewhere: oc.input(waiting.moveElsewhere).output(type<view.CommandResult>()),
    /** What this clinic has booked in others, nearest first. */
    elsewhere: oc.output(type<ElsewhereView[]>()),
    cancel: oc.input(input.cancelVisit).output(type<view.CommandResult>()),
    /** Arrived, in progress, performed, no-show, and back again (R43). */
    setOutcome: oc.input(input.setOutcome).output(type<view.CommandResult>()),
    /** By e-mail to the address in the visit; needs central. */
    sendConfirmation: oc.input(input.sendConfirmation).output(type<acts.ConfirmationSent>()),
    /** Outcomes written by hand while there was no power: all in one step, or none. */
    catchUp: oc.input(input.catchUp).output(type<CatchUpResult>()),
    /** Contact (R15), note and referral of a visit. */
    change: oc.input(input.changeVisit).output(type<view.CommandResult>()),
    /** Would this placement be accepted by the desk's own rules? For keyboard and drag, before the drop. */
    checkMove: oc.input(input.moveVisit).output(type<view.CommandResult>()),
  },
  reception: {
    /** Visits by what the person at the desk says or shows: name, PESEL, 44-digit key or 4-digit code of the referral. */
    list: oc.input(input.reception).output(type<ReceptionView>()),
  },
  waiting: {
    /** Watched submissions and what this desk asked about, with the age of that knowledge (R20). */
    list: oc.output(type<WaitingView>()),
    /** Asks central now; without a line the question is kept and asked later. */
    ask: oc.input(waiting.askSubmission).output(type<AskResult>()),
    refresh: oc.input(waiting.refreshSubmissions).output(type<WaitingView>()),
    watch: oc.input(waiting.watchSubmission).output(type<view.CommandResult>()),
    enter: oc.input(waiting.enterWaiting).output(type<view.CommandResult>()),
    change: oc.input(waiting.changeWaiting).output(type<view.CommandResult>()),
    leave: oc.input(waiting.leaveWaiting).output(type<view.CommandResult>()),
  },
  patients: {
    search: oc.input(input.searchPatients).output(type<view.PatientHit[]>()),
    get: oc.input(input.byId).output(type<view.PatientDetail | null>()),
    /** How to reach the patient, unmasked: shown because a person asked, and on record. */
    reveal: oc.input(input.revealContact).output(type<view.RevealedContact | null>()),
    /** Everything that is held about one person (RODO art. 15 and 20), for a file; on record. */
    export: oc.input(input.byId).output(type<safety.PatientFile | null>()),
    change: oc.input(input.changePatient).output(type<view.CommandResult>()),
  },
  tasks: {
    list: oc.input(input.listTasks).output(type<view.TaskView[]>()),
    close: oc.input(input.closeTask).output(type<view.CommandResult>()),
    /** Who takes care of it: taken, handed over, or given back (null). */
    assign: oc.input(input.assignTask).output(type<view.CommandResult>()),
    /** Adds one call to the log that all desks share. */
    logCall: oc.input(input.logCall).output(type<view.CommandResult>()),
  },
  /** What others changed while this person was not at the desk. */
  away: {
    list: oc.output(type<acts.AwayView>()),
    /** Read, by this person. */
    tick: oc.input(input.tickAway).output(type<acts.AwayView>()),
    /** This person is at the desk: said at most once a minute while keyboard or mouse are used. */
    here: oc.output(type<{ present: true }>()),
  },
  /** R34: slots that the waiting room will not take, and whom of this clinic to call. */
  freed: {
    list: oc.output(type<acts.FreedSlots>()),
    call: oc.input(input.callFreed).output(type<view.CommandResult>()),
    /** On or off, for the whole clinic. */
    turn: oc.input(input.turnFreed).output(type<view.CommandResult>()),
  },
  queue: {
    list: oc.output(type<view.QueueItem[]>()),
    /** Sends a waiting or unknown intent now; a parked one is replaced by a new intent that names it. */
    retry: oc.input(input.retryIntent).output(type<view.CommandResult>()),
    /** Gives an intent up, with the reason; its task is closed. */
    withdraw: oc.input(input.withdrawIntent).output(type<view.CommandResult>()),
  },
  schedules: {
    /** All schedules with their definitions, in the order of columns. */
    list: oc.output(type<scheduleView.ScheduleCard[]>()),
    /** What publishing these drafts would do (R9, R10, R33, R34); changes nothing. */
    check: oc.input(schedule.checkSchedules).output(type<scheduleView.ScheduleCheck>()),
    /** Schedules, moves and cancellations as one batch of intents in one transaction. */
    publish: oc.input(schedule.publishSchedules).output(type<scheduleView.PublicationResult>()),
    /** The batch back: what has not left this computer is withdrawn, the rest compensated. */
    undo: oc.input(schedule.undoPublication).output(type<scheduleView.PublicationResult>()),
    /** Gives a publication up that central has refused, with the moves and cancellations that waited for it. */
    giveUp: oc.input(schedule.giveUpPublication).output(type<view.CommandResult>()),
  },
  import: {
    /** Reads and judges the files, changes nothing: the dry run. */
    plan: oc.input(input.importFiles).output(type<view.ImportReport>()),
    /** Writes the planned import as intents; `progress` then tells how far the initial feed is. */
    run: oc.input(input.importFiles).output(type<view.ImportReport>()),
    progress: oc.output(type<view.ImportProgress>()),
  },
  importDraft: importDraftContract,
  continuity: {
    /** Day lists kept as PDF for the day without power or network. */
    view: oc.output(type<continuity.ContinuityView>()),
    save: oc.input(continuityInput.saveContinuity).output(type<continuity.ContinuitySaved>()),
  },
  safety: {
    view: oc.output(type<safety.SafetyView>()),
    /** A backup now, beside the ones that are made by themselves. */
    backUp: oc.output(type<safety.BackupView>()),
    /** A person has read what happened to the journal. */
    dismissRecovery: oc.output(type<null>()),
    /** What has not reached central, encrypted under a code that is shown once. */
    exportRescue: oc.output(type<safety.RescueFile>()),
    /** How long this computer keeps what is done with (RODO art. 5(1)(e)). */
    retention: oc.output(type<safety.RetentionView>()),
    saveRetention: oc.input(input.retention).output(type<safety.RetentionView>()),
    importRescue: oc.input(input.rescueFile).output(type<safety.RescueImported>()),
  },
  /** R43–R46, for the manager. */
  compliance: {
    report: oc.input(complianceInput.complianceMonth).output(type<compliance.ComplianceView>()),
    export: oc.input(complianceInput.complianceExport).output(type<compliance.ExportedTable>()),
    /** All visits of some days for the clinic's archive (`okienko export`). */
    archive: oc.input(complianceInput.visitArchive).output(type<compliance.VisitArchive>()),
    /** R45: the day on which the initial feed was complete. */
    saveInitialFeed: oc.input(complianceInput.saveInitialFeed).output(type<view.CommandResult>()),
  },
  health: {
    /** Is this desk in order, line by line. */
    view: oc.output(type<health.HealthView>()),
    /** The same with counts and the end of the log, for support; nothing personal. */
    diagnostics: oc.output(type<health.DiagnosticsFile>()),
  },
  /** The clinic's certificates, by which central knows who calls and who signs. For IT. */
  certificates: {
    list: oc.output(type<certificate.CertificateView[]>()),
    /** From a PKCS#12 file, old ones too; in the place of a former one without a pause. */
    import: oc.input(input.certificateFile).output(type<certificate.CertificateImported>()),
    /** The desk calls or signs without it from now on. */
    remove: oc.input(input.certificateUse).output(type<certificate.CertificateRemoved>()),
  },
  audit: {
    visit: oc.input(input.byId).output(type<safety.AuditView>()),
    patient: oc.input(input.byId).output(type<safety.AuditView>()),
    export: oc.input(input.auditExport).output(type<safety.AuditExport>()),
  },
  session: sessionContract,
  accounts: accountsContract,
  connect: connectContract,
  training: trainingContract,
  settings: {
    get: oc.output(type<view.MachineSettings>()),
    save: oc.input(input.machineSettings).output(type<view.MachineSettings>()),
  },
};
export type DeskContract = typeof contract;
