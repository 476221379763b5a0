import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import type { DeskContext } from '../../../core/desk/desk-context.ts';
import { addDays, clinicZone, instantOf, localDateOf } from '../../../core/domain/time.ts';
import { isDamage } from '../../../core/store/database.ts';
import { type Command, commandAt } from '../desk/act-at-desk.ts';
import { type FaultDesk, faultDesk } from '../desk/fault-desk.ts';
import { type Finding, judge } from '../judge/judge.ts';
import { type Asked, emptyLedger } from '../judge/ledger.ts';
import type { Mutation } from '../mutations.ts';
import type { LongLivedCentral } from '../world/central.ts';
import { openClinic } from '../world/clinic.ts';
import { backUpClinic } from '../world/clinic-backup.ts';
import { removeClinic } from '../world/clinic-rows.ts';
import { network } from '../world/network.ts';
import { signInPatient } from '../world/patient-account.ts';
import { atWork } from '../world/quiet.ts';
import { randomFrom, seedOf } from '../world/random.ts';
import type { Happened, Tally } from '../world/tally.ts';
import { virtualTime } from '../world/virtual-time.ts';
import { actAsPatient } from './act-as-patient.ts';
import { drain } from './drain.ts';
import { morningImage } from './morning-image.ts';
import { remind } from './remind.ts';
import type { Schedule, Step } from './steps.ts';

export interface Setting {
  central: LongLivedCentral;
  mutation: Mutation;
  /** Folder for data folders, best in memory. */
  scratch: string;
  /** Told of everything that happens; for a failing schedule, and to compare two runs. */
  note?(what: string): void;
  /** Counts what has struck. */
  tally?: Tally;
}

/** Runs a schedule in a clinic of its own, lets everything settle, and answers what went wrong. */
export async function runSchedule(schedule: Schedule, { central, mutation, scratch, note, tally }: Setting): Promise<Finding[]> {
  const random = randomFrom(seedOf('run', schedule.seed));
  const time = virtualTime(Date.parse(schedule.startsAt), schedule.together);
  const said = (what: string) => note?.(`${new Date(time.now()).toISOString()} ${what}`);
  const happened = (what: Happened) => {
    if (tally) tally[what] += 1;
  };
  const findings: Finding[] = [];
  const broken = (what: string) => findings.push({ kind: 'broken', what });
  const ledger = emptyLedger();
  const root = mkdtempSync(join(scratch, 'okienko-faults-'));
  const desks: FaultDesk[] = [];
  let restore: (() => Promise<void>) | null = null;
  let restored = false;

  const clinic = await openClinic(central, schedule.desks, schedule.startsAt);
  const image = schedule.newPcs ? null : await morningImage(central, clinic, schedule.startsAt, scratch);
  central.followClock(time.now);
  const world = { central, clinicId: clinic.id };
  const interference = mutation.interference?.(world) ?? {};
  const net = network({ time, central, clinicId: clinic.id, interference, note: said, happened });
  const onRejection = (error: unknown) => broken(`unhandled: ${error instanceof Error ? error.stack : String(error)}`);
  process.on('unhandledRejection', onRejection);
  try {
    for (const [n, account] of clinic.clients.entries()) {
      const own = randomFrom(seedOf('desk', schedule.seed, n));
      const name = `desk-${n + 1}`;
      desks.push(
        faultDesk({
          name,
          root,
          network: net,
          clinicId: clinic.id,
          account,
          fhirUrl: central.fhirUrl,
          random: own,
          image,
          store: (store) => mutation.store?.(store) ?? store,
          gateway: (gateway) => mutation.gateway?.(gateway, world) ?? gateway,
          broken,
        }),
      );
      await time.advance(0);
    }
    await net.announce();
    await time.advance(2_000);
    for (const step of schedule.steps) {
      said(JSON.stringify(step));
      await take(step);
      await time.advance(0);
    }
    for (const desk of desks) desk.recover();
    net.bringUp();
    said('all is well again');
    const unsettled = await drain(time, desks, net);
    countTimeChanges(Date.parse(schedule.startsAt), time.now(), happened);
    if (schedule.waiting) await restOfWaitingRoom();
    findings.push(
      ...unsettled,
      ...(await judge({ central, clinicId: clinic.id, desks, ledger, restored, waiting: schedule.waiting })),
    );
    if (schedule.waiting) {
      const reminded = await remind(central, randomFrom(seedOf('remind', schedule.seed)), happened);
      findings.push(...reminded.map((what) => ({ kind: 'reminded' as const, what })));
    }
  } catch (error) {
    broken(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    for (const desk of desks) desk.remove();
    await removeClinic(central, clinic.id);
    rmSync(root, { recursive: true, force: true });
    process.off('unhandledRejection', onRejection);
  }
  for (const fault of central.takeFaults()) broken(`central: ${fault instanceof Error ? fault.stack : String(fault)}`);
  return findings;

  async function take(step: Step): Promise<void> {
    switch (step.do) {
      case 'act':
        return act(step);
      case 'patient':
        if (net.isDown()) return;
        await actAsPatient(central, clinic, ledger, step);
        return net.announce();
      case 'wait':
        return time.advance(step.ms);
      case 'sleep':
        happened('sleep');
        return time.sleep(step.ms);
      case 'weather':
        desk(step).line.weather = step;
        return;
      case 'notices':
        desk(step).line.notices = step.are;
        return;
      case 'central-away':
        return net.takeDown(step.ms);
      case 'power-cut':
        return desk(step).crash(step);
      case 'restart':
        return desk(step).restart(step.downMs);
      case 'disk-full':
        return desk(step).fillDisk(step.file);
      case 'disk-free':
        return desk(step).freeDisk();
      case 'clock':
        return desk(step).moveClock(step.ms);
      case 'next-day':
        return nextDay();
      case 'waiting-room-crash':
        if (schedule.waiting) central.crashWaitingRoom(step.statement, () => happened('waiting-room-crash'));
        return;
      case 'expire-events':
        return expireEvents();
      case 'backup': {
        const bring = await backUpClinic(central, clinic.id);
        const patientsDid = ledger.byPatients.length;
        restore = async () => {
          await bring();
          ledger.byPatients.length = patientsDid;
          restored = true;
          happened('restore');
        };
        return;
      }
      case 'restore':
        if (!restore) return;
        net.cutAll();
        await restore();
        await net.announce();
        return;
      case 'feed-restart':
        net.cutAll();
        await central.renewEpoch();
        happened('feed-restart');
        return net.announce();
      default:
        step satisfies never;
    }
  }

  /** At seven, when the first patient looks. */
  async function nextDay(): Promise<void> {
    const now = new Date(time.now()).toISOString();
    const morning = Date.parse(instantOf(addDays(localDateOf(now), 1), '07:00'));
    time.sleep(morning - time.now());
    if (net.isDown()) return;
    const [before] = await central.database.query<{ day: string }>(openedTo);
    await look();
    const [after] = await central.database.query<{ day: string }>(openedTo);
    if (after?.day !== before?.day) happened('day-opened');
    await net.announce();
  }

  /** Whoever asks what is free makes central look at what it has left (R22, R33). */
  async function look(): Promise<void> {
    const account = await signInPatient(central, 0);
    await account.slots('1100', clinic.id);
  }

  /** What died is begun anew by the next look or sweep. */
  async function restOfWaitingRoom(): Promise<void> {
    central.crashWaitingRoom(null, () => undefined);
    for (let tries = 0; tries < 40; tries++) {
      await look();
      const [left] = await central.database.query<{ marked: boolean }>(
        `select exists (select 1 from slot where for_waiting) or exists (select 1 from waiting_entry where fresh) as marked`,
      );
      if (!left?.marked) break;
      // The sweep goes by the clock on the wall.
      await atWork(new Promise((resolve) => setTimeout(resolve, 50)));
    }
    await net.announce();
    findings.push(...(await drain(time, desks, net)));
    const [row] = await central.database.query<{ count: number }>(
      `select count(*)::int as count from visit where clinic_id = $1::uuid and row->>'bookedBy' = 'waiting-room'`,
      [clinic.id],
    );
    for (let n = 0; n < (row?.count ?? 0); n++) happened('assigned-by-waiting-room');
  }

  function desk(step: { desk: number }): FaultDesk {
    return desks[step.desk] as FaultDesk;
  }

  /** Nobody waits for the answer: people go on, and it may never come. */
  function act(step: Extract<Step, { do: 'act' }>): void {
    const at = desk(step);
    const context = at.context();
    if (!context) return;
    const command = wanted(context, step);
    if (!command) return;
    const { intentId, about } = command;
    const entry: Asked = { desk: step.desk, act: step.act, intentId, about, answer: 'none' };
    ledger.asked.push(entry);
    run(command);
    if (step.twice) {
      happened('command-repeated');
      run(command);
    }

    function run({ run: ask }: Command): void {
      const now = at.context();
      if (!now) return;
      const told = (answer: Asked['answer'], result: unknown) => {
        // A desk that lost power while it worked has told nobody.
        if (at.context() !== now || entry.answer === 'accepted') return;
        entry.answer = answer;
        said(`${at.name} ${step.act} ${intentId.slice(0, 8)} ${JSON.stringify(result)}`);
      };
      const failed = (error: unknown) => told('none', error instanceof Error ? error.message : String(error));
      try {
        const result = ask(now);
        if (result instanceof Promise) result.then((value) => told(value.ok ? 'accepted' : 'refused', value), failed);
        else told(result.ok ? 'accepted' : 'refused', result);
      } catch (error) {
        failed(error);
      }
    }
  }

  /** null: there is nothing to do it with, or the screen shows an error because a page of the copy is torn. */
  function wanted(context: DeskContext, { act, pick }: Extract<Step, { do: 'act' }>): Command | null {
    try {
      return commandAt(context, act, pick, random);
    } catch (error) {
      if (isDamage(error)) return null;
      throw error;
    }
  }

  async function expireEvents(): Promise<void> {
    happened('events-expired');
    await central.database.query(
      `with gone as (delete from event where clinic_id = $1::uuid and number <= (select last_event - 1 from clinic where id = $1::uuid))
       update clinic set feed_start = greatest(feed_start, last_event - 1) where id = $1::uuid`,
      [clinic.id],
    );
  }
}

const openedTo = 'select window_opened_to::text as day from central';

/** Which of the clinic's time changes lie between two instants, in ms since 1970. */
function countTimeChanges(from: number, to: number, happened: (what: Happened) => void): void {
  const offset = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(clinicZone).offsetNanoseconds;
  const moved = offset(to) - offset(from);
  if (moved > 0) happened('summer-time-begins');
  if (moved < 0) happened('summer-time-ends');
}
