import type { HealthView } from '../core/contract/health-views.ts';
import type { DeskStatus } from '../core/contract/views.ts';
import type { DeskClient } from '../core/desk/local-client.ts';
import type { StoreCheck } from '../core/store/desk-store.ts';
import type { Output } from './output.ts';
import { recoveryLines } from './safety-commands.ts';
import type { Texts } from './texts.ts';
import type { Reached } from './with-desk.ts';

const pauseMs = 250;
/** Without any progress for so long `drain` gives up; nothing is lost by that. */
const patienceMs = 30_000;
/** Beyond this the desk's clock misleads people, though the rules go by central's. */
const worstClockSeconds = 120;

/** Connection, queue, tasks and Stan as they are now; not in order is what Stan calls wrong. */
export async function statusCommand({ desk }: Reached, json: boolean, out: Output): Promise<boolean> {
  const status = await settledStatus(desk);
  const health = await desk.health.view();
  const troubles = wrongLines(health);
  printStatus(status, health, troubles, json, out);
  return troubles.length === 0;
}

/** Is everything in order? What is not is named. The files are read through when nobody works on them. */
export async function checkCommand({ desk, host }: Reached, json: boolean, texts: Texts, out: Output): Promise<boolean> {
  const files = host?.checkFiles();
  if (files?.journalIsWhole === false) {
    // Nothing else can be trusted.
    out.print(json ? JSON.stringify({ ok: false, troubles: ['journal-damaged'] }) : 'not in order: journal-damaged');
    return false;
  }
  if (!files) out.say(texts.filesNotRead);
  const status = await settledStatus(desk);
  const safety = await desk.safety.view();
  const health = await desk.health.view();
  const troubles = [
    ...troublesOf(status),
    ...(files ? fileTroubles(files) : []),
    ...(safety.recovery ? ['journal-restored'] : []),
    ...wrongLines(health).filter((name) => !saidAlready.includes(name)),
  ];
  if (files) for (const line of auditLines(files)) out.say(line);
  if (safety.recovery) for (const line of recoveryLines(safety.recovery)) out.say(line);
  printStatus(status, health, troubles, json, out);
  return troubles.length === 0;
}

/** Waits until central has everything that was entered here. */
export async function drainCommand({ desk }: Reached, json: boolean, out: Output): Promise<boolean> {
  let status = await desk.desk.syncNow();
  let movedAt = Date.now();
  while (openCount(status) > 0 && Date.now() - movedAt < patienceMs) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    const next = await desk.desk.status();
    if (openCount(next) !== openCount(status)) {
      movedAt = Date.now();
      out.say(`${openCount(next)} to go`);
    }
    status = next;
  }
  const troubles = [...(openCount(status) > 0 ? ['not-drained'] : []), ...(status.queue.refused > 0 ? ['refused'] : [])];
  printStatus(status, null, troubles, json, out);
  return troubles.length === 0;
}

/** A desk that has just been opened hears from central within a moment. */
async function settledStatus(desk: DeskClient): Promise<DeskStatus> {
  const status = await desk.desk.status();
  return status.connection === 'online' || status.connection === 'unconnected' ? status : desk.desk.syncNow();
}

const openCount = ({ queue }: DeskStatus) => queue.waiting + queue.sending + queue.unknown;

export function troublesOf(status: DeskStatus): string[] {
  const troubles: string[] = [];
  if (status.connection !== 'online') troubles.push(status.connection);
  if (status.confirmedAsOf === null) troubles.push('no-copy');
  if (status.queue.unknown > 0) troubles.push('unknown-outcome');
  if (status.queue.refused > 0) troubles.push('refused');
  if (Math.abs(status.clockOffsetSeconds ?? 0) > worstClockSeconds) troubles.push('clock');
  return troubles;
}

/** I7: what is wrong with the audit log, in words. */
function auditLines({ auditBreak, auditCut }: StoreCheck): string[] {
  const lines: string[] = [];
  if (auditBreak !== null) lines.push(`audit log: row ${auditBreak} was changed, or a row before it was taken out`);
  if (auditCut && auditCut.noted > auditCut.newest) {
    const { where, noted, newest } = auditCut;
    lines.push(`audit log: its end was cut off: ${where} knows row ${noted}, the newest one here is ${newest}`);
  } else if (auditCut)
    lines.push(`audit log: row ${auditCut.noted} is not the one that ${auditCut.where} knows: it was written anew`);
  return lines;
}

function fileTroubles({ copyIsWhole, auditBreak, auditCut }: StoreCheck): string[] {
  const troubles: string[] = [];
  if (!copyIsWhole) troubles.push('copy-damaged');
  if (auditBreak !== null) troubles.push('audit-broken');
  if (auditCut !== null) troubles.push('audit-cut');
  return troubles;
}

/** What is judged from other sources too, under names of their own. */
export const saidAlready = ['connection', 'journal', 'clock'];

export const wrongLines = ({ lines }: HealthView) => lines.filter(({ level }) => level === 'wrong').map(({ name }) => name);

export function printStatus(status: DeskStatus, health: HealthView | null, troubles: string[], json: boolean, out: Output): void {
  if (json) {
    out.print(JSON.stringify({ ok: troubles.length === 0, troubles, ...status, ...(health && { health }) }));
    return;
  }
  const { waiting, sending, unknown, refused } = status.queue;
  out.print(`connection       ${status.connection}`);
  out.print(`confirmed as of  ${status.confirmedAsOf ?? 'never'}`);
  out.print(`queue            ${waiting} waiting, ${sending} sending, ${unknown} unknown, ${refused} refused`);
  out.print(`open tasks       ${status.openTasks}`);
  out.print(
    `clock            ${status.clockOffsetSeconds === null ? 'not measured' : `${status.clockOffsetSeconds.toFixed(1)} s from central's`}`,
  );
  if (health) printHealth(health, out);
  if (troubles.length > 0) out.print(`not in order: ${troubles.join(', ')}`);
}

/** The same lines as on the screen Stan. */
function printHealth({ lines, versions, folder, central, policy }: HealthView, out: Output): void {
  for (const { name, level, what, facts } of lines) {
    const details = Object.entries(facts).map(([fact, value]) => `${fact} ${value}`);
    out.print(`${name.padEnd(17)}${[level, what, ...details].join(', ')}`);
  }
  out.print(`central          ${central?.address ?? 'none'}`);
  out.print(`data             ${folder}`);
  out.print(`policy           ${policy.source ?? 'none'}`);
  for (const [name, value] of Object.entries(policy.values)) out.print(`  ${name} = ${value}`);
  for (const { name, problem } of policy.problems) out.print(`  ${name}: ${problem}`);
  out.print(`versions         ${Object.entries(versions).flat().join(' ')}`);
}
