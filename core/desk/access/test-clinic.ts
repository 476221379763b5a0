import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { writeKeySlots } from '../../store/key-file.ts';
import { deskImport } from '../desk-import.ts';
import type { DeskClient } from '../local-client.ts';
import { realClock, realTimers } from '../real-time.ts';
import { deskRouter } from '../router.ts';
import { type TestDesk, testDesk, testSafety } from '../test-desk.ts';
import { type DeskAccess, deskAccess } from './desk-access.ts';

interface Kept {
  value: unknown;
  version: number;
}

/** A central that keeps nothing but the settings of one clinic, by version as the real one does, and feeds its desks. */
export function testClinic() {
  const settings = new Map<string, Kept>();
  const desks: ClinicDesk[] = [];

  const rowOf = (name: string) => {
    const kept = settings.get(name);
    return { entity: 'setting' as const, key: name, row: kept ? { name, ...kept } : null };
  };

  function answer(from: ClinicDesk, intentId: string): void {
    const { act, seenVersion } = from.desk.entry(intentId).intent;
    if (act.kind !== 'save-setting') return;
    const known = settings.get(act.name);
    if (known && known.version !== seenVersion) {
      from.desk.answer(intentId, {
        kind: 'refused',
        status: 412,
        refusals: [{ code: 'stale-version', path: 'version' }],
        current: null,
      });
      return;
    }
    const version = (known?.version ?? 0) + 1;
    settings.set(act.name, { value: act.value, version });
    from.desk.answer(intentId, {
      kind: 'applied',
      position: { epoch: 'epoch-1', event: 1 },
      versions: { [`setting:${act.name}`]: version },
      aliases: {},
    });
  }

  return {
    settings,
    /** A desk of the clinic with a data folder of its own; it knows what central has. */
    add(name: string): ClinicDesk {
      const made = clinicDesk(name);
      desks.push(made);
      made.hear([...settings.keys()].map(rowOf));
      return made;
    },
    /** These desks (all, unless told) send what they have, one after the other, then hear what has changed. */
    sync(...online: ClinicDesk[]): void {
      const reached = online.length > 0 ? online : desks;
      for (const each of reached) for (const id of each.waiting()) answer(each, id);
      for (const each of reached) each.hear([...settings.keys()].map(rowOf));
      // What they have entered on hearing it.
      for (const each of reached) for (const id of each.waiting()) answer(each, id);
      for (const each of reached) each.hear([...settings.keys()].map(rowOf));
    },
    remove(): void {
      for (const each of desks) each.remove();
    },
  };
}

/** The power goes: what was written stays, nothing more is. */
class PowerCut extends Error {}

export type ClinicDesk = ReturnType<typeof clinicDesk>;

function clinicDesk(name: string) {
  const folder = mkdtempSync(join(tmpdir(), `okienko-clinic-${name}-`));
  const dataKey = new Uint8Array(32).fill(name.charCodeAt(0));
  writeKeySlots(folder, [{ kind: 'system-user', backend: 'dpapi', wrapped: 'c3lzdGVt' }]);
  const desk: TestDesk = testDesk();
  let access: DeskAccess;
  let screen: DeskClient;
  let commandLine: DeskClient;
  start();

  /** A start of the program on the same data. */
  function start(): void {
    access = deskAccess(desk, {
      clock: realClock,
      timers: realTimers,
      cost: { memoryKiB: 64, passes: 1 },
      keyOf: { folder, dataKey },
    });
    const it = { name: 'okienko', roles: ['it'] as const, accountId: null };
    const router = deskRouter(
      desk,
      deskImport(desk),
      access,
      (caller) => (caller === 'command-line' ? it : access.session.actor()),
      testSafety(desk),
    );
    screen = createRouterClient(router, { context: { caller: 'screen' } });
    commandLine = createRouterClient(router, { context: { caller: 'command-line' } });
  }

  return {
    desk,
    folder,
    dataKey,
    get access() {
      return access;
    },
    get screen() {
      return screen;
    },
    get commandLine() {
      return commandLine;
    },
    waiting: (): string[] =>
      desk.store.journal
        .list(['pending', 'sending', 'unknown'])
        .filter(({ intent: { act } }) => act.kind === 'save-setting')
        .map(({ intent }) => intent.id),
    hear: (rows: Parameters<TestDesk['fed']>) => desk.fed(...rows),
    restart(): void {
      access.close();
      start();
    },
    /** Does `act`, while the power goes before the write of that number (from 0). True = it went before all was done. */
    async withPowerCut(write: number, act: () => unknown): Promise<boolean> {
      const { journal, log } = desk.store;
      const real = { writeSetting: journal.writeSetting, append: journal.append, note: log.note };
      let left = write;
      const guarded =
        <A extends unknown[], R>(does: (...given: A) => R) =>
        (...given: A): R => {
          if (left-- <= 0) throw new PowerCut();
          return does(...given);
        };
      journal.writeSetting = guarded(real.writeSetting);
      journal.append = guarded(real.append);
      log.note = guarded(real.note);
      let cut = false;
      try {
        await act();
      } catch (error) {
        if (!isPowerCut(error)) throw error;
        cut = true;
      }
      cut ||= left < 0;
      try {
        if (cut) access.close();
      } catch (error) {
        if (!isPowerCut(error)) throw error;
      }
      Object.assign(journal, { writeSetting: real.writeSetting, append: real.append });
      log.note = real.note;
      if (cut) start();
      return cut;
    },
    remove(): void {
      access.close();
      desk.remove();
      rmSync(folder, { recursive: true });
    },
  };
}

const isPowerCut = (error: unknown): boolean =>
  error instanceof PowerCut || (error instanceof Error && error.cause instanceof PowerCut);
