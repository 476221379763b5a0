import { createRouterClient, implement } from '@orpc/server';
import type { SessionView } from '../../core/contract/access-views.ts';
import { contract } from '../../core/contract/contract.ts';
import type { Change, CommandResult, DayView, DeskStatus, MachineSettings, SayNote, Truth } from '../../core/contract/views.ts';
import type { WaitingView } from '../../core/contract/waiting-views.ts';
import { afterCancel } from '../../core/domain/after-cancel.ts';
import { judgeBooking, judgeCancel, judgeMove } from '../../core/domain/booking-rules.ts';
import { cancelledVisit, movedVisit } from '../../core/domain/effect.ts';
import { pilotPolicy } from '../../core/domain/policy-values.ts';
import { parseReferral } from '../../core/domain/referral.ts';
import type { Refusal } from '../../core/domain/refusal.ts';
import { addDays, localDateOf } from '../../core/domain/time.ts';
import type { Visit } from '../../core/domain/visit.ts';
import { withDetails } from '../../core/domain/visit-details.ts';
import { judgeOutcome, withOutcome } from '../../core/domain/visit-outcome.ts';
import { bookingWindow } from '../../core/domain/window.ts';
import type { DeskClient } from '../../renderer/app/desk-client.ts';
import { fakeAccess } from './fake-access.ts';
import { fakeCompliance } from './fake-compliance.ts';
import { fakeConnect } from './fake-connect.ts';
import { fakeContinuity } from './fake-continuity.ts';
import { type ClinicOptions, fakeClinic, fakeNow, fakeToday, id } from './fake-desk-clinic.ts';
import { FakeRows } from './fake-desk-rows.ts';
import { FakeSchedules } from './fake-desk-schedules.ts';
import { FakeTasks } from './fake-desk-tasks.ts';
import { FakeViews } from './fake-desk-views.ts';
import { bookedElsewhere, fakeSearch, placeOf } from './fake-elsewhere.ts';
import { addExtras } from './fake-extras.ts';
import { fakeHealth } from './fake-health.ts';
import { fakeImport } from './fake-import.ts';
import { fakeJoinedClinics } from './fake-joined-clinics.ts';
import { fakeAway, fakeFreed, fakeWaiting } from './fake-news.ts';
import { fakePatientFile } from './fake-patient-file.ts';
import { fakeSafety } from './fake-safety.ts';
import { fakeBookSeries, fakeProposals, fakeStep, fakeUndoSeries, type SeriesGround } from './fake-series.ts';
import { fakeTraining } from './fake-training.ts';

type BookInput = Parameters<DeskClient['visits']['book']>[0] & { supersedes: string | null };

const nothingNew = { since: null, items: [], total: 0 };

export interface FakeDeskOptions extends Partial<ClinicOptions> {
  /** Others changed something while nobody was here. */
  news?: boolean;
  connection?: DeskStatus['connection'];
  settings?: Partial<MachineSettings>;
  /** What the session begins as; signed in unless told otherwise. */
  session?: SessionView['state'];
  /** Slots that somebody keeps, visits booked elsewhere, possible duplicates. */
  extras?: boolean;
  /** The training desk. */
  training?: boolean;
  /** A first run that has come to the files. */
  firstImport?: boolean;
  /** A machine that needs looking after. */
  ailing?: boolean;
  /** Answer about an exam: `no` without one of the reasons. */
  qualifies?: boolean;
  /** How long central takes for each step of an answer, in ms; 0 = at once. */
  pauseMs?: number;
}

/**
 * The desk's contract in memory, with the real rules of core/domain and the real input checks of the contract, over an
 * invented clinic whose clock stands at 10:42. For developing screens and for component tests; nothing is stored.
 */
export class FakeDesk {
  readonly client: DeskClient;
  readonly rows: FakeRows;
  readonly #views: FakeViews;
  readonly #tasks: FakeTasks;
  readonly #schedules: FakeSchedules;
  readonly #pauseMs: number;
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #done = new Map<string, CommandResult>();
  #connection: DeskStatus['connection'];
  readonly #empty: boolean;
  #news: boolean;
  #settings: MachineSettings;

  constructor(options: FakeDeskOptions = {}) {
    const { doctors = 7, empty = false, longNames = false } = options;
    this.rows = new FakeRows(fakeClinic({ doctors, empty, longNames }));
    this.#views = new FakeViews(this.rows);
    this.#tasks = new FakeTasks(this.rows, this.#views);
    this.#schedules = new FakeSchedules(this.rows, this.#views);
    this.#pauseMs = options.pauseMs ?? 700;
    this.#connection = options.connection ?? 'online';
    this.#empty = empty;
    this.#news = options.news ?? false;
    this.#settings = { language: 'pl', theme: 'light', density: 'comfortable', hiddenSchedules: [], ...options.settings };
    if (this.#connection === 'offline') this.rows.ageTruths();
    if (options.extras) addExtras(this.rows);
    this.client = this.#createClient(options);
  }

  #waiting(): WaitingView {
    const view = fakeWaiting(this.#connection === 'online');
    return this.#empty ? { ...view, submissions: [] } : view;
  }

  /** Cuts or restores the way to central; what waited is then sent. */
  connect(connection: DeskStatus['connection']): void {
    this.#connection = connection;
    if (connection === 'online') {
      for (const [visitId, truth] of this.rows.truths) if (truth !== 'refused') this.#send(visitId);
    }
    this.#tell({ topics: ['overview', 'queue'], dates: null });
  }

  /** A patient cancels in IKP: what the feed would bring. */
  cancelByPatient(visitId: string): void {
    const visit = this.rows.visits.get(visitId);
    if (!visit) return;
    this.rows.put({ ...cancelledVisit(visit, 'resignation'), version: visit.version + 1 }, 'confirmed');
    this.#tellCalendar(visit.startsAt);
  }

  #status(): DeskStatus {
    const waiting = [...this.rows.truths.values()];
    const count = (truth: Truth) => waiting.filter((each) => each === truth).length;
    return {
      connection: this.#connection,
      confirmedAsOf:
        this.#connection === 'unconnected' ? null : this.#connection === 'offline' ? '2026-11-23T08:58:00Z' : fakeNow,
      queue: { waiting: count('local'), sending: count('sent'), unknown: count('unknown'), refused: count('refused') },
      openTasks: this.#tasks.list('open', 2000).length,
      clockOffsetSeconds: this.#connection === 'unconnected' ? null : 1,
      now: fakeNow,
    };
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }

  #tellCalendar(...instants: string[]): void {
    this.#tell({ topics: ['calendar', 'queue', 'tasks', 'patients'], dates: instants.map(localDateOf) });
  }

  /** One act: judged, written, told; then its way to central, step by step. Repeating an id is the same act (I3). */
  #command(
    intentId: string,
    refusals: Refusal[],
    write: () => { visit: Visit; dates: string[]; notes: SayNote[] },
  ): CommandResult {
    const before = this.#done.get(intentId);
    if (before) return before;
    if (refusals.length > 0) return { ok: false, refusals };
    const { visit, dates, notes } = write();
    this.rows.put(visit, 'local');
    const result: CommandResult = { ok: true, intentId, notes };
    this.#done.set(intentId, result);
    this.#tellCalendar(...dates);
    if (this.#connection === 'online') this.#send(visit.id);
    return result;
  }

  #send(visitId: string): void {
    const steps: Truth[] = ['sent', 'confirmed'];
    steps.forEach((truth, step) => {
      setTimeout(
        () => {
          const visit = this.rows.visits.get(visitId);
          if (!visit) return;
          this.rows.put(truth === 'confirmed' ? { ...visit, version: visit.version + 1 } : visit, truth);
          this.#tellCalendar(visit.startsAt);
        },
        this.#pauseMs * (step + 1),
      );
    });
  }

  #offlineNote(kind: string): SayNote[] {
    if (this.#connection === 'online') return [];
    return kind === 'first' ? ['request-until-confirmed'] : ['firm-offline'];
  }

  #book(input: BookInput): CommandResult {
    const { rows } = this;
    const slot = rows.slots.get(input.slotId) ?? null;
    const patient = input.patient ? { ...input.patient, version: 0 } : rows.patients.get(input.patientId);
    if (!slot || !patient) return { ok: false, refusals: [{ code: slot ? 'not-found' : 'slot-gone' }] };
    const referral = input.referral ? parseReferral(input.referral, patient.pesel) : null;
    const visit: Visit = {
      id: input.visitId,
      version: 0,
      clinicId: rows.clinic.clinicId,
      scheduleId: slot.scheduleId,
      slotId: slot.id,
      startsAt: slot.startsAt,
      durationMinutes: slot.durationMinutes,
      service: slot.service,
      clinicCode: slot.clinicCode,
      kind: input.kind,
      mode: slot.mode,
      status: 'booked',
      patientId: patient.id,
      contact: input.contact,
      category: input.category ?? 'stable',
      entitlement: input.entitlement,
      referral: referral?.ok ? referral.value : null,
      legacy: false,
      gaps: [],
      cancelReason: null,
      bookedAt: fakeNow,
      bookedBy: 'desk',
      note: input.note,
    };
    const refusals = judgeBooking({
      visit,
      slot,
      patient,
      now: fakeNow,
      policy: pilotPolicy,
      by: 'provider',
      slotTaken: rows.activeIn(slot.id) !== null,
      referralUsed: false,
    });
    if (referral && !referral.ok) refusals.push(...referral.refusals);
    return this.#command(input.intentId, refusals, () => {
      rows.patients.set(patient.id, patient);
      if (input.supersedes) this.#tasks.closeOf(input.supersedes);
      return { visit, dates: [visit.startsAt], notes: this.#offlineNote(visit.kind) };
    });
  }

  /** What `fake-series.ts` works on. */
  #series(): SeriesGround {
    const { rows } = this;
    return {
      today: fakeToday,
      slots: (clinicCode, scheduleId) =>
        rows.clinic.slots
          .filter((slot) => slot.kind === 'continuation' && slot.clinicCode === clinicCode)
          .filter((slot) => scheduleId === null || slot.scheduleId === scheduleId)
          .map((slot) => this.#views.slot(slot)),
      busy: (patientId) => {
        const own = [...rows.visits.values()].filter((visit) => visit.patientId === patientId && visit.status === 'booked');
        return new Set(own.map(({ startsAt }) => localDateOf(startsAt)));
      },
      isBooked: (visitId) => rows.visits.has(visitId),
      isTaken: (slotId) => rows.activeIn(slotId) !== null,
      notes: () => this.#offlineNote('continuation'),
      book: (visit, input) =>
        this.#book({
          ...input,
          ...visit,
          kind: 'continuation',
          category: null,
          entitlement: null,
          referral: null,
          supersedes: null,
        }),
      cancel: (visitId) => {
        const visit = rows.visits.get(visitId);
        if (!visit) return;
        rows.put(cancelledVisit(visit, 'desk-error'), 'local');
        this.#tellCalendar(visit.startsAt);
        if (this.#connection === 'online') this.#send(visitId);
      },
    };
  }

  #judgeMove(input: { visitId: string; slotId: string; seenVersion: number }): Refusal[] {
    const visit = this.rows.visits.get(input.visitId);
    const patient = visit && this.rows.patients.get(visit.patientId);
    if (!visit || !patient) return [{ code: 'not-found', path: 'visit' }];
    const other = this.rows.activeIn(input.slotId);
    const facts = {
      now: fakeNow,
      policy: pilotPolicy,
      by: 'provider' as const,
      slot: this.rows.slots.get(input.slotId) ?? null,
      slotTaken: other !== null && other.id !== visit.id,
      referralUsed: false,
      patient,
      visit: visit.legacy ? { ...visit, referral: { key: '1234'.repeat(11), code: null, clinicCodes: null } } : visit,
    };
    return judgeMove(facts);
  }

  #createClient(options: FakeDeskOptions): DeskClient {
    const { session = 'open', training = false, firstImport = false, ailing = false, qualifies = false } = options;
    const os = implement(contract);
    const fake = this;
    const { rows } = this;
    const views = this.#views;
    const router = os.router({
      desk: {
        overview: os.desk.overview.handler(() => ({
          clinicId: rows.clinic.clinicId,
          clinicName: 'Przychodnia Okienna',
          deskId: id(9, 1),
          today: fakeToday,
          now: fakeNow,
          schedules: rows.clinic.schedules.map((schedule) => views.schedule(schedule)),
          policy: pilotPolicy,
          mayPrint: true,
        })),
        status: os.desk.status.handler(() => this.#status()),
        watchStatus: os.desk.watchStatus.handler(async function* (this: void, { signal }) {
          yield fake.#status();
          for await (const _change of fake.#changes(signal)) yield fake.#status();
        }),
        watchChanges: os.desk.watchChanges.handler(async function* (this: void, { signal }) {
          yield { topics: ['calendar', 'patients', 'tasks', 'queue', 'overview', 'settings', 'import', 'session'], dates: null };
          yield* fake.#changes(signal);
        }),
        clinics: os.desk.clinics.handler(() => fakeJoinedClinics),
        syncNow: os.desk.syncNow.handler(() => this.#status()),
      },
      calendar: {
        day: os.calendar.day.handler(({ input }) => views.day(input.date)),
        week: os.calendar.week.handler(({ input }) => ({
          ...input,
          days: Array.from({ length: 7 }, (_, index) => {
            const day = views.day(addDays(input.from, index));
            const columns = day.columns.filter(({ schedule }) => input.scheduleId === null || schedule.id === input.scheduleId);
            const sum = (count: (column: DayView['columns'][number]) => number) =>
              columns.reduce((all, column) => all + count(column), 0);
            return {
              date: day.date,
              holiday: day.holiday,
              free: sum((column) => column.free),
              booked: sum((column) => column.booked),
              slots: columns.flatMap((column) => column.slots),
              visits: columns.flatMap((column) => column.visits),
            };
          }),
        })),
        month: os.calendar.month.handler(({ input }) => views.month(input.month)),
      },
      slots: {
        hold: os.slots.hold.handler(() => ({ kind: 'none' })),
        release: os.slots.release.handler(() => undefined),
        eligibility: os.slots.eligibility.handler(() =>
          this.#connection === 'online'
            ? {
                state: 'answered',
                refusals: qualifies
                  ? []
                  : [
                      {
                        code: 'not-eligible',
                        rule: 'R36',
                        facts: { why: 'interval', lastExamOn: '2025-10-02', from: '2027-10-02' },
                      },
                    ],
                insured: true,
              }
            : { state: 'offline' },
        ),
        proposeSeries: os.slots.proposeSeries.handler(({ input }) => fakeProposals(this.#series(), input)),
        stepSeries: os.slots.stepSeries.handler(({ input }) => fakeStep(this.#series(), input)),
        search: os.slots.search.handler(({ input }) => ({
          ...fakeSearch(fakeToday, input.clinicCodes[0] ?? '1100', input.criteria),
          live: this.#connection === 'online',
        })),
        find: os.slots.find.handler(({ input }) => {
          const schedule = rows.clinic.schedules.find(({ clinicCode }) => input.clinicCodes.includes(clinicCode));
          const windowTo = bookingWindow(pilotPolicy, schedule?.service ?? 'cardiology', input.kind, fakeToday).to;
          const from = input.from ?? fakeToday;
          const found = rows.clinic.slots
            .filter(({ kind, clinicCode }) => kind === input.kind && input.clinicCodes.includes(clinicCode))
            .filter(({ scheduleId }) => input.scheduleId === null || scheduleId === input.scheduleId)
            .map((slot) => views.slot(slot))
            .filter(({ state, localStart }) => (state === 'free' || state === 'held') && localStart >= from)
            .filter((slot) => windowTo === null || slot.localStart.slice(0, 10) <= windowTo)
            .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
          const byDay = Object.groupBy(found.slice(0, input.limit), (slot) => slot.localStart.slice(0, 10));
          return {
            windowTo,
            days: Object.entries(byDay).map(([date, slots]) => ({ date, slots: slots ?? [] })),
            truncated: found.length > input.limit,
            live: this.#connection === 'online',
          };
        }),
      },
      visits: {
        get: os.visits.get.handler(({ input }) => views.visitDetail(input.id)),
        book: os.visits.book.handler(({ input }) => this.#book(input)),
        bookSeries: os.visits.bookSeries.handler(({ input }) => fakeBookSeries(this.#series(), input)),
        undoSeries: os.visits.undoSeries.handler(({ input }) => fakeUndoSeries(this.#series(), input)),
        move: os.visits.move.handler(({ input }) =>
          this.#command(input.intentId, this.#judgeMove(input), () => {
            const visit = rows.visits.get(input.visitId) as Visit;
            const slot = rows.slots.get(input.slotId) ?? null;
            const place = { ...input, ...slot, slotId: input.slotId } as Parameters<typeof movedVisit>[1];
            return {
              visit: movedVisit(visit, place, slot, null),
              dates: [visit.startsAt, place.startsAt],
              notes: this.#offlineNote(visit.kind),
            };
          }),
        ),
        sendConfirmation: os.visits.sendConfirmation.handler(() => ({ ok: true as const })),
        bookElsewhere: os.visits.bookElsewhere.handler(({ input }) => {
          const patient = input.patient ? { ...input.patient, version: 0 } : rows.patients.get(input.patientId);
          if (!patient || this.#connection !== 'online') return { ok: false, refusals: [{ code: 'needs-central' }] };
          return this.#command(input.intentId, [], () => {
            rows.patients.set(patient.id, patient);
            const visit = bookedElsewhere(input);
            return { visit, dates: [visit.startsAt], notes: [] };
          });
        }),
        moveElsewhere: os.visits.moveElsewhere.handler(({ input }) => {
          const visit = rows.visits.get(input.visitId);
          if (!visit || this.#connection !== 'online') return { ok: false, refusals: [{ code: 'needs-central' }] };
          return this.#command(input.intentId, [], () => ({
            visit: { ...visit, ...placeOf(input.slot) },
            dates: [input.slot.startsAt],
            notes: ['both-clinics-told'],
          }));
        }),
        elsewhere: os.visits.elsewhere.handler(() => views.elsewhere()),
        catchUp: os.visits.catchUp.handler(({ input }) => ({ written: input.rows.length, refused: [] })),
        setOutcome: os.visits.setOutcome.handler(({ input }) => {
          const visit = rows.visits.get(input.visitId) ?? null;
          const wanted = { outcome: input.outcome, at: fakeNow, eventNumber: input.eventNumber };
          const refusals = judgeOutcome({ visit, wanted, slotTaken: false, referralUsed: false });
          return this.#command(input.intentId, refusals, () => {
            const changed = withOutcome(visit as Visit, wanted);
            return { visit: changed, dates: [changed.startsAt], notes: [] };
          });
        }),
        change: os.visits.change.handler(({ input }) => {
          const visit = rows.visits.get(input.visitId) ?? null;
          return this.#command(input.intentId, visit ? [] : [{ code: 'not-found' }], () => {
            const { contact, note } = input;
            const changed = withDetails(visit as Visit, { contact, note, referral: (visit as Visit).referral });
            return { visit: changed, dates: [changed.startsAt], notes: [] };
          });
        }),
        checkMove: os.visits.checkMove.handler(({ input }) => {
          const refusals = this.#judgeMove(input);
          return refusals.length > 0 ? { ok: false, refusals } : { ok: true, intentId: input.intentId, notes: [] };
        }),
        cancel: os.visits.cancel.handler(({ input }) => {
          const visit = rows.visits.get(input.visitId) ?? null;
          return this.#command(input.intentId, judgeCancel({ visit, now: fakeNow, reason: input.reason, by: 'provider' }), () => {
            const cancelled = cancelledVisit(visit as Visit, input.reason);
            const after = afterCancel({
              visit: cancelled,
              now: fakeNow,
              policy: pilotPolicy,
              by: input.by,
              reason: input.reason,
            });
            const notes: SayNote[] = after.patientReturnsToWaitingRoom ? ['returns-to-waiting-room'] : [];
            if (after.slotGoesTo === 'waiting-room') notes.push('slot-to-waiting-room');
            if (after.slotGoesTo === 'live-search') notes.push('slot-to-live-search');
            return { visit: cancelled, dates: [cancelled.startsAt], notes };
          });
        }),
      },
      waiting: {
        list: os.waiting.list.handler(() => this.#waiting()),
        ask: os.waiting.ask.handler(() => ({ ok: false, refusals: [{ code: 'not-found', path: 'entry' }] })),
        refresh: os.waiting.refresh.handler(() => this.#waiting()),
        watch: os.waiting.watch.handler(() => ({ ok: false, refusals: [{ code: 'not-found', path: 'entry' }] })),
        enter: os.waiting.enter.handler(() => ({ ok: false, refusals: [{ code: 'not-found', path: 'entry' }] })),
        change: os.waiting.change.handler(() => ({ ok: false, refusals: [{ code: 'not-found', path: 'entry' }] })),
        leave: os.waiting.leave.handler(() => ({ ok: false, refusals: [{ code: 'not-found', path: 'entry' }] })),
      },
      reception: {
        list: os.reception.list.handler(() => {
          const rows = this.#views
            .day(fakeToday)
            .columns.flatMap(({ schedule, visits }) =>
              visits.map((visit) => ({ ...visit, schedule, room: null, peselMasked: null, hasContact: true })),
            )
            .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
          return { date: fakeToday, rows, total: rows.length, open: 0, notToday: null };
        }),
      },
      patients: {
        search: os.patients.search.handler(({ input }) => views.searchPatients(input.text, input.limit)),
        get: os.patients.get.handler(({ input }) => views.patient(input.id)),
        reveal: os.patients.reveal.handler(({ input }) => rows.patients.get(input.patientId)?.contact ?? null),
        export: os.patients.export.handler(({ input }) => fakePatientFile(rows.patients.get(input.id))),
        change: os.patients.change.handler(({ input }) => {
          const known = rows.patients.get(input.patient.id);
          if (!known) return { ok: false, refusals: [{ code: 'not-found' }] };
          rows.patients.set(known.id, { ...input.patient, version: known.version + 1 });
          this.#tell({ topics: ['patients', 'calendar'], dates: null });
          return { ok: true, intentId: input.intentId, notes: [] };
        }),
      },
      tasks: {
        list: os.tasks.list.handler(({ input }) => this.#tasks.list(input.state, input.limit)),
        close: os.tasks.close.handler(({ input }) => {
          this.#tasks.close(input.taskId, input.resolution);
          this.#tell({ topics: ['tasks'], dates: null });
          return { ok: true, intentId: input.intentId, notes: [] };
        }),
        assign: os.tasks.assign.handler(({ input }) => ({ ok: true, intentId: input.intentId, notes: [] })),
        logCall: os.tasks.logCall.handler(({ input }) => ({ ok: true, intentId: input.intentId, notes: [] })),
      },
      schedules: {
        list: os.schedules.list.handler(() => this.#schedules.list()),
        check: os.schedules.check.handler(({ input }) => this.#schedules.check(input.drafts)),
        publish: os.schedules.publish.handler(({ input }) => {
          const result = this.#schedules.publish(input.batchId, input.drafts);
          this.#tell({ topics: ['overview', 'calendar'], dates: null });
          return result;
        }),
        undo: os.schedules.undo.handler(({ input }) => {
          const result = this.#schedules.undo(input.batchId);
          this.#tell({ topics: ['overview', 'calendar'], dates: null });
          return result;
        }),
        giveUp: os.schedules.giveUp.handler(({ input }) => ({ ok: true, intentId: input.intentId, notes: [] })),
      },
      away: {
        list: os.away.list.handler(() => (this.#news ? fakeAway() : nothingNew)),
        tick: os.away.tick.handler(() => {
          this.#news = false;
          return nothingNew;
        }),
        here: os.away.here.handler(() => ({ present: true as const })),
      },
      freed: {
        list: os.freed.list.handler(() => fakeFreed(this.#views, pilotPolicy.shortNoticeHours)),
        call: os.freed.call.handler(({ input }) => ({ ok: true, intentId: input.intentId, notes: [] })),
        turn: os.freed.turn.handler(({ input }) => ({ ok: true, intentId: input.intentId, notes: [] })),
      },
      queue: {
        list: os.queue.list.handler(() => this.#tasks.queue()),
        retry: os.queue.retry.handler(({ input }) => ({ ok: true, intentId: input.newIntentId, notes: [] })),
        withdraw: os.queue.withdraw.handler(({ input }) => {
          this.#tasks.closeOf(input.intentId);
          rows.truths.delete(input.intentId);
          this.#tell({ topics: ['queue', 'tasks'], dates: null });
          return { ok: true, intentId: input.intentId, notes: [] };
        }),
      },
      ...fakeImport(os),
      ...fakeSafety(os),
      ...fakeContinuity(os),
      compliance: fakeCompliance(os, rows.clinic),
      ...fakeHealth(os, ailing),
      ...fakeAccess(os, () => this.#tell({ topics: ['session'], dates: null }), { begins: session, training, firstImport }),
      ...fakeConnect(os),
      ...fakeTraining(os, training),
      settings: {
        get: os.settings.get.handler(() => this.#settings),
        save: os.settings.save.handler(({ input }) => {
          this.#settings = input;
          this.#tell({ topics: ['settings'], dates: null });
          return input;
        }),
      },
    });
    return createRouterClient(router, { context: {} });
  }

  async *#changes(signal: AbortSignal | undefined): AsyncGenerator<Change, void> {
    const waiting: Change[] = [];
    let wake: () => void = () => undefined;
    const listener = (change: Change) => {
      waiting.push(change);
      wake();
    };
    this.#listeners.add(listener);
    signal?.addEventListener('abort', () => wake());
    try {
      while (!signal?.aborted) {
        const next = waiting.shift();
        if (next) yield next;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      this.#listeners.delete(listener);
    }
  }
}
