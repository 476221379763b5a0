import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v5 } from 'uuid';
import type { Patient } from '../../core/domain/patient.ts';
import type { Schedule, Slot } from '../../core/domain/schedule.ts';
import { slotsFor } from '../../core/domain/slots-for.ts';
import { aContact, aPatient, aSchedule, aVisit, weeklyHours } from '../../core/domain/test-builders.ts';
import { addDays } from '../../core/domain/time.ts';
import type { Visit } from '../../core/domain/visit.ts';
import type { DeskStore } from '../../core/store/desk-store.ts';
import { openStore } from '../../core/store/open-store.ts';
import type { FeedChange } from '../../core/sync/ports.ts';
import published from '../../resources/demo-clinic/accounts.json' with { type: 'json' };

export const benchKey = Buffer.alloc(32, 9);
const namespace = '0e5b6b0e-7d0c-4a53-9d0b-6c3a2f3f9b11';
export const benchId = (name: string) => v5(name, namespace);

const families = [
  'Kowalska',
  'Nowak',
  'Wiśniewska',
  'Wójcik',
  'Kamińska',
  'Lewandowska',
  'Zielińska',
  'Szymańska',
  'Dąbrowska',
  'Żak',
];
const givens = ['Anna', 'Maria', 'Katarzyna', 'Łucja', 'Halina', 'Ewa', 'Zofia', 'Danuta', 'Irena', 'Teresa'];

/** Ten doctors, all seven days 8:00–18:00 every 15 minutes: 40 slots a day each, so that no run falls on an empty weekend. */
export function tenSchedules(from: string, to: string): Schedule[] {
  return Array.from({ length: 10 }, (_, index) =>
    aSchedule({
      id: benchId(`schedule ${index}`),
      actor: { id: benchId(`actor ${index}`), kind: 'practitioner', name: `lek. Lekarz ${index + 1}`, npwz: null },
      weekly: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) =>
        weeklyHours({ weekday, startsAt: '08:00', endsAt: '18:00', slotMinutes: 15, validFrom: from, validTo: to }),
      ),
    }),
  );
}

export function patientNumber(index: number): Patient {
  return aPatient({
    id: benchId(`patient ${index}`),
    familyName: `${families[index % 10]}${index % 7 === 0 ? '' : `-${families[(index * 3) % 10]}`}`,
    givenName: givens[Math.floor(index / 10) % 10] ?? 'Anna',
    pesel: null,
    contact: aContact({ phone: `+48${600_000_000 + index}` }),
  });
}

export function visitOn(slot: Slot, index: number, patients: number): Visit {
  return aVisit({
    id: benchId(`visit ${slot.id}`),
    scheduleId: slot.scheduleId,
    slotId: slot.id,
    startsAt: slot.startsAt,
    durationMinutes: slot.durationMinutes,
    kind: slot.kind,
    patientId: benchId(`patient ${index % patients}`),
    referral: null,
  });
}

export interface BenchHistory {
  store: DeskStore;
  dataDir: string;
  /** Lets another process or openDesk have the folder. */
  close(): void;
  remove(): void;
}

/** A data folder whose copy holds so many visits, the newest on `lastDay`, and so many patients. */
export function storeWithHistory(
  size: { visits: number; patients: number; lastDay: string },
  { dataDir = mkdtempSync(join(tmpdir(), 'okienko-bench-')), key = benchKey }: { dataDir?: string; key?: Uint8Array } = {},
): BenchHistory {
  const store = openStore({ dataDir, key });
  const days = Math.ceil(size.visits / 400) + 40;
  const from = addDays(size.lastDay, -days);
  const schedules = tenSchedules(from, addDays(size.lastDay, 60));
  const slots = schedules.flatMap((schedule) => slotsFor(schedule, { from, to: size.lastDay }));
  slots.sort((a, b) => (a.startsAt < b.startsAt ? 1 : -1));
  const target = store.copy.beginReseed();
  putAll(
    target.put,
    schedules.map((row) => ({ entity: 'schedule', key: row.id, row })),
  );
  putAll(
    target.put,
    slots.map((row) => ({ entity: 'slot', key: row.id, row })),
  );
  putAll(
    target.put,
    Array.from({ length: size.patients }, (_, index) => patientNumber(index)).map((row) => ({
      entity: 'patient',
      key: row.id,
      row,
    })),
  );
  putAll(
    target.put,
    slots.slice(0, size.visits).map((slot, index) => {
      const row = visitOn(slot, index, size.patients);
      return { entity: 'visit', key: row.id, row };
    }),
  );
  putAll(target.put, publishedAccounts());
  target.commit({ epoch: 'bench', event: 1 });
  let isOpen = true;
  const close = () => {
    if (isOpen) store.close();
    isOpen = false;
  };
  return {
    store,
    dataDir,
    close,
    remove() {
      close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** With a demo clinic's accounts a desk signs in by itself. */
function publishedAccounts(): FeedChange[] {
  const settings: [name: string, value: unknown][] = [
    ...published.accounts.map((account): [string, unknown] => [`account-${account.id}`, account]),
    ['accounts-recovery', published.recovery],
  ];
  return settings.map(([name, value]) => ({ entity: 'setting', key: name, row: { name, value, version: 1 } }));
}

function putAll(put: (rows: FeedChange[]) => void, rows: FeedChange[]): void {
  for (let at = 0; at < rows.length; at += 5000) put(rows.slice(at, at + 5000));
}
