import { implement } from '@orpc/server';
import { contract } from '../contract/contract.ts';
import type { Access } from './access/access.ts';
import { listAccounts, saveAccount } from './access/accounts.ts';
import type { CallContext } from './access/acting.ts';
import { destroyDesk } from './access/destroy-desk.ts';
import { codeIsWrittenDown, endFirstRun } from './access/first-run.ts';
import { type ActorOf, guard } from './access/guard.ts';
import { setPin, unlock } from './access/pin.ts';
import { makeFirstAdministrator, recover } from './access/recovery.ts';
import { readClinicKey, rotateClinicKey } from './access/rotate-clinic-key.ts';
import { rotateDataKey } from './access/rotate-data-key.ts';
import { sessionView } from './access/session-view.ts';
import { changePassword, signIn } from './access/sign-in.ts';
import { askEligibility } from './ask-eligibility.ts';
import { readAway, tickAway, watchPresence } from './away.ts';
import { bookElsewhere, moveElsewhere, readElsewhere } from './book-elsewhere.ts';
import { bookVisit } from './book-visit.ts';
import { readDay, readMonth, readWeek } from './calendar-queries.ts';
import { cancelVisit } from './cancel-visit.ts';
import { catchUp } from './catch-up.ts';
import { importCertificate, readCertificates, removeCertificate } from './certificates/certificates.ts';
import { changePatient } from './change-patient.ts';
import { assignTask, logCall } from './change-task.ts';
import { changeVisit } from './change-visit.ts';
import { closeTask } from './close-task.ts';
import { archiveVisits } from './compliance/archive-visits.ts';
import { exportCompliance } from './compliance/compliance-export.ts';
import { readCompliance } from './compliance/compliance-report.ts';
import { saveInitialFeed } from './compliance/compliance-settings.ts';
import { connectView, enrolmentView, mayConnect, saveConnection, testConnection } from './connect/connect.ts';
import { saveContinuity } from './continuity/save-continuity.ts';
import { everything } from './desk-change.ts';
import type { DeskContext } from './desk-context.ts';
import type { DeskImport } from './desk-import.ts';
import { findSlots } from './find-slots.ts';
import { callAboutFreed, readFreedSlots, turnFreedSlots } from './freed-slots.ts';
import { readDiagnostics } from './health/diagnostics.ts';
import { readHealth } from './health/read-health.ts';
import { tellSlowCalls } from './health/slow-calls.ts';
import { holdSlot, releaseSlot } from './hold-slot.ts';
import { unfoldWorkbooks } from './import/unfold-workbooks.ts';
import { readJoinedClinics } from './joined-clinics.ts';
import { readMachineSettings, saveMachineSettings } from './machine-settings.ts';
import { checkMove, moveVisit } from './move-visit.ts';
import { newOpenings, openPatient, openVisit, revealContact } from './open-patient.ts';
import { exportPatient } from './patient-file/export-patient.ts';
import { readQueue } from './queue-view.ts';
import { readOverview, readStatus, watchStatus } from './read-status.ts';
import { readReception } from './reception.ts';
import { retryIntent } from './retry-intent.ts';
import { auditOfPatient, auditOfVisit, exportAudit } from './safety/audit-views.ts';
import { dismissRecovery } from './safety/backups.ts';
import { diskGuard } from './safety/disk-guard.ts';
import { exportRescue, importRescue } from './safety/rescue.ts';
import { readRetention, saveRetention } from './safety/retention.ts';
import type { Safety } from './safety/safety.ts';
import { checkSchedules } from './schedules/check-schedules.ts';
import { giveUpPublication } from './schedules/give-up-publication.ts';
import { publishSchedules } from './schedules/publish-schedules.ts';
import { readScheduleCards } from './schedules/schedule-cards.ts';
import { undoPublication } from './schedules/undo-publication.ts';
import { searchPatients } from './search-patients.ts';
import { searchSlots } from './search-slots.ts';
import { sendConfirmation } from './send-confirmation.ts';
import { bookSeries } from './series/book-series.ts';
import { proposeSeries, stepSeries } from './series/propose-series.ts';
import { undoSeries } from './series/undo-series.ts';
import { setOutcome } from './set-outcome.ts';
import { readTasks } from './task-view.ts';
import {
  beginTrainingAnew,
  cutLine,
  moveTrainingClock,
  readTraining,
  showDesk,
  takeWaitingSlot,
  turnCrowd,
} from './training/training.ts';
import { askSubmission, refreshSubmissions } from './waiting/submissions.ts';
import { changeWaiting, enterWaiting, leaveWaiting, watchSubmission } from './waiting/waiting-acts.ts';
import { readWaiting } from './waiting/waiting-view.ts';
import { withdrawIntent } from './withdraw-intent.ts';

export type DeskRouter = ReturnType<typeof deskRouter>;

/** The contract, joined with what people do. Nothing is decided here; who may do what is decided by `guard`. */
export function deskRouter(desk: DeskContext, importing: DeskImport, access: Access, actorOf: ActorOf, safety: Safety) {
  const os = implement(contract).$context<CallContext>().use(guard(actorOf)).use(diskGuard).use(tellSlowCalls(desk.machine));
  const { journal } = desk.store;
  const openings = newOpenings();
  const presence = watchPresence(desk);
  const toldSession = () => {
    desk.changes.publish({ topics: ['session'], dates: null });
    return sessionView(access);
  };
  return os.router({
    desk: {
      overview: os.desk.overview.handler(() => readOverview(desk)),
      status: os.desk.status.handler(() => readStatus(desk)),
      watchStatus: os.desk.watchStatus.handler(({ signal }) => watchStatus(desk, signal)),
      watchChanges: os.desk.watchChanges.handler(({ signal }) => desk.changes.watch(everything, signal)),
      clinics: os.desk.clinics.handler(() => readJoinedClinics(desk)),
      syncNow: os.desk.syncNow.handler(async () => {
        await desk.central?.sync.kick();
        return readStatus(desk);
      }),
    },
    calendar: {
      day: os.calendar.day.handler(({ input }) => readDay(desk, input.date)),
      week: os.calendar.week.handler(({ input }) => readWeek(desk, input.from, input.scheduleId)),
      month: os.calendar.month.handler(({ input }) => readMonth(desk, input.month)),
    },
    slots: {
      find: os.slots.find.handler(({ input }) => findSlots(desk, input)),
      hold: os.slots.hold.handler(({ input }) => holdSlot(desk, input.slotId)),
      release: os.slots.release.handler(({ input }) => releaseSlot(desk, input.holdId)),
      proposeSeries: os.slots.proposeSeries.handler(({ input }) => proposeSeries(desk, input)),
      stepSeries: os.slots.stepSeries.handler(({ input }) => stepSeries(desk, input)),
      eligibility: os.slots.eligibility.handler(({ input }) => askEligibility(desk, input)),
      search: os.slots.search.handler(({ input }) => searchSlots(desk, input)),
    },
    visits: {
      get: os.visits.get.handler(({ input }) => openVisit(desk, openings, input.id)),
      book: os.visits.book.handler(({ input }) => bookVisit(desk, input)),
      bookSeries: os.visits.bookSeries.handler(({ input }) => bookSeries(desk, input)),
      undoSeries: os.visits.undoSeries.handler(({ input }) => undoSeries(desk, input)),
      move: os.visits.move.handler(({ input }) => moveVisit(desk, input)),
      bookElsewhere: os.visits.bookElsewhere.handler(({ input }) => bookElsewhere(desk, input)),
      moveElsewhere: os.visits.moveElsewhere.handler(({ input }) => moveElsewhere(desk, input)),
      elsewhere: os.visits.elsewhere.handler(() => readElsewhere(desk)),
      cancel: os.visits.cancel.handler(({ input }) => cancelVisit(desk, input)),
      setOutcome: os.visits.setOutcome.handler(({ input }) => setOutcome(desk, input)),
      sendConfirmation: os.visits.sendConfirmation.handler(({ input }) => sendConfirmation(desk, input)),
      catchUp: os.visits.catchUp.handler(({ input }) => catchUp(desk, input)),
      change: os.visits.change.handler(({ input }) => changeVisit(desk, input)),
      checkMove: os.visits.checkMove.handler(({ input }) => checkMove(desk, input)),
    },
    reception: {
      list: os.reception.list.handler(({ input }) => readReception(desk, input)),
    },
    waiting: {
      list: os.waiting.list.handler(() => readWaiting(desk)),
      ask: os.waiting.ask.handler(({ input }) => askSubmission(desk, input)),
      refresh: os.waiting.refresh.handler(async ({ input }) => {
        await refreshSubmissions(desk, input.id);
        return readWaiting(desk);
      }),
      watch: os.waiting.watch.handler(({ input }) => watchSubmission(desk, input)),
      enter: os.waiting.enter.handler(({ input }) => enterWaiting(desk, input)),
      change: os.waiting.change.handler(({ input }) => changeWaiting(desk, input)),
      leave: os.waiting.leave.handler(({ input }) => leaveWaiting(desk, input)),
    },
    patients: {
      search: os.patients.search.handler(({ input }) => searchPatients(desk, input.text, input.limit)),
      get: os.patients.get.handler(({ input }) => openPatient(desk, openings, input.id)),
      reveal: os.patients.reveal.handler(({ input }) => revealContact(desk, input)),
      export: os.patients.export.handler(({ input }) => exportPatient(desk, input)),
      change: os.patients.change.handler(({ input }) => changePatient(desk, input)),
    },
    tasks: {
      list: os.tasks.list.handler(({ input }) => readTasks(desk, input.state, input.limit)),
      close: os.tasks.close.handler(({ input }) => closeTask(desk, input)),
      assign: os.tasks.assign.handler(({ input }) => assignTask(desk, input)),
      logCall: os.tasks.logCall.handler(({ input }) => logCall(desk, input)),
    },
    away: {
      list: os.away.list.handler(() => readAway(desk)),
      tick: os.away.tick.handler(({ input }) => tickAway(desk, input.numbers)),
      here: os.away.here.handler(() => {
        presence.here();
        return { present: true as const };
      }),
    },
    freed: {
      list: os.freed.list.handler(() => readFreedSlots(desk)),
      call: os.freed.call.handler(({ input }) => callAboutFreed(desk, input)),
      turn: os.freed.turn.handler(({ input }) => turnFreedSlots(desk, input)),
    },
    queue: {
      list: os.queue.list.handler(() => readQueue(desk)),
      retry: os.queue.retry.handler(({ input }) => retryIntent(desk, input)),
      withdraw: os.queue.withdraw.handler(({ input }) => withdrawIntent(desk, input)),
    },
    schedules: {
      list: os.schedules.list.handler(() => readScheduleCards(desk)),
      check: os.schedules.check.handler(({ input }) => checkSchedules(desk, input.drafts)),
      publish: os.schedules.publish.handler(({ input }) => publishSchedules(desk, input)),
      undo: os.schedules.undo.handler(({ input }) => undoPublication(desk, input)),
      giveUp: os.schedules.giveUp.handler(({ input }) => giveUpPublication(desk, input.intentId)),
    },
    import: {
      plan: os.import.plan.handler(async ({ input }) => importing.plan(await unfoldWorkbooks(input.files))),
      run: os.import.run.handler(async ({ input }) => importing.run(await unfoldWorkbooks(input.files))),
      progress: os.import.progress.handler(() => importing.progress()),
    },
    importDraft: {
      open: os.importDraft.open.handler(({ input }) => importing.draft.open(input.files)),
      view: os.importDraft.view.handler(() => importing.draft.view()),
      explain: os.importDraft.explain.handler(({ input }) => importing.draft.explain(input.file, input.mapping)),
      rows: os.importDraft.rows.handler(({ input }) => importing.draft.rows(input.of, input.from, input.count)),
      correct: os.importDraft.correct.handler(({ input }) => importing.draft.correct(input)),
      run: os.importDraft.run.handler(() => importing.draft.run()),
      drop: os.importDraft.drop.handler(() => importing.draft.drop()),
      layouts: os.importDraft.layouts.handler(() => importing.draft.layouts()),
      forgetLayout: os.importDraft.forgetLayout.handler(({ input }) => importing.draft.forgetLayout(input.headers)),
    },
    safety: {
      view: os.safety.view.handler(() => safety.view(desk)),
      backUp: os.safety.backUp.handler(() => safety.backUp()),
      dismissRecovery: os.safety.dismissRecovery.handler(() => dismissRecovery(desk)),
      exportRescue: os.safety.exportRescue.handler(() => exportRescue(desk)),
      retention: os.safety.retention.handler(() => readRetention(desk)),
      saveRetention: os.safety.saveRetention.handler(({ input }) => saveRetention(desk, input)),
      importRescue: os.safety.importRescue.handler(({ input }) => importRescue(desk, input)),
    },
    continuity: {
      view: os.continuity.view.handler(() => safety.pack.view()),
      save: os.continuity.save.handler(({ input }) => saveContinuity(desk, safety.pack, input)),
    },
    compliance: {
      report: os.compliance.report.handler(({ input }) => readCompliance(desk, input.month)),
      export: os.compliance.export.handler(({ input }) => exportCompliance(desk, input)),
      archive: os.compliance.archive.handler(({ input }) => archiveVisits(desk, input)),
      saveInitialFeed: os.compliance.saveInitialFeed.handler(({ input }) => saveInitialFeed(desk, input)),
    },
    health: {
      view: os.health.view.handler(() => readHealth(desk)),
      diagnostics: os.health.diagnostics.handler(() => readDiagnostics(desk)),
    },
    certificates: {
      list: os.certificates.list.handler(() => readCertificates(desk)),
      import: os.certificates.import.handler(({ input }) =>
        mayConnect(access) ? importCertificate(desk, input) : { ok: false, refusals: [{ code: 'not-permitted' as const }] },
      ),
      remove: os.certificates.remove.handler(({ input }) => removeCertificate(desk, input.use)),
    },
    audit: {
      visit: os.audit.visit.handler(({ input }) => auditOfVisit(desk, input.id)),
      patient: os.audit.patient.handler(({ input }) => auditOfPatient(desk, input.id)),
      export: os.audit.export.handler(({ input }) => exportAudit(desk, input.format)),
    },
    session: {
      get: os.session.get.handler(() => sessionView(access)),
      signIn: os.session.signIn.handler(({ input }) => signIn(access, input)),
      unlock: os.session.unlock.handler(({ input }) => unlock(access, input)),
      lock: os.session.lock.handler(() => {
        access.session.lock();
        return sessionView(access);
      }),
      signOut: os.session.signOut.handler(() => {
        access.session.end();
        return sessionView(access);
      }),
      touch: os.session.touch.handler(() => {
        access.session.touch();
        return null;
      }),
      firstAdministrator: os.session.firstAdministrator.handler(({ input }) => makeFirstAdministrator(access, input)),
      codeIsWrittenDown: os.session.codeIsWrittenDown.handler(() => {
        codeIsWrittenDown(access);
        return toldSession();
      }),
      endFirstRun: os.session.endFirstRun.handler(() => {
        endFirstRun(access);
        return toldSession();
      }),
      recover: os.session.recover.handler(({ input }) => recover(access, input)),
      changePassword: os.session.changePassword.handler(({ input }) => changePassword(access, input)),
      setPin: os.session.setPin.handler(({ input }) => setPin(access, input)),
    },
    accounts: {
      list: os.accounts.list.handler(() => listAccounts(access)),
      save: os.accounts.save.handler(({ input }) => saveAccount(access, input)),
      destroyDesk: os.accounts.destroyDesk.handler(({ input }) => destroyDesk(access, input)),
      clinicKey: os.accounts.clinicKey.handler(() => readClinicKey(access)),
      rotateClinicKey: os.accounts.rotateClinicKey.handler(({ input }) => rotateClinicKey(access, input)),
      rotateKeys: os.accounts.rotateKeys.handler(({ input }) => rotateDataKey(access, input)),
      setLockTime: os.accounts.setLockTime.handler(({ input }) => {
        access.session.setLockMinutes(input.minutes);
        return sessionView(access);
      }),
    },
    connect: {
      view: os.connect.view.handler(() => connectView(access)),
      read: os.connect.read.handler(({ input }) => enrolmentView(input.text)),
      test: os.connect.test.handler(({ input }) => testConnection(access, input)),
      save: os.connect.save.handler(({ input }) => saveConnection(access, input)),
    },
    training: {
      view: os.training.view.handler(() => readTraining(desk)),
      show: os.training.show.handler(({ input }) => showDesk(desk, input.desk)),
      beginAnew: os.training.beginAnew.handler(() => beginTrainingAnew(desk)),
      moveClock: os.training.moveClock.handler(({ input }) => moveTrainingClock(desk, input.to, access.clock.now())),
      cutLine: os.training.cutLine.handler(({ input }) => cutLine(desk, input.off)),
      crowd: os.training.crowd.handler(({ input }) => turnCrowd(desk, input.on)),
      takeSlot: os.training.takeSlot.handler(() => takeWaitingSlot(desk)),
    },
    settings: {
      get: os.settings.get.handler(() => readMachineSettings(journal)),
      save: os.settings.save.handler(({ input }) => {
        const saved = saveMachineSettings(journal, input);
        desk.changes.publish({ topics: ['settings'], dates: null });
        return saved;
      }),
    },
  });
}
