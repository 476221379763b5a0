/**
 * Twenty desks of one clinic on one central, 400 slots a day: how long until what one desk enters is stored at each of the
 * others. All of them share this one process, which in life is twenty computers, so it is the worse case.
 */
import { slotsFor } from '../../core/domain/slots-for.ts';
import { addDays } from '../../core/domain/time.ts';
import { benchDesk, benchIntent } from './bench-desk.ts';
import { centralProcess } from './central-process.ts';
import { patientNumber, tenSchedules, visitOn } from './clinic-history.ts';
import { type Measurement, percentile } from './measurement.ts';

const desks = 20;
const visits = 400;
/** A clinic enters 400 in a day; this is a day in a minute and a half. */
const everyMs = 200;

export async function measure(): Promise<Measurement[]> {
  const central = await centralProcess(desks);
  const clinicId = central.clients[0]?.clinic ?? '';
  const tomorrow = addDays(new Date().toISOString().slice(0, 10), 1);
  const schedules = tenSchedules(tomorrow, addDays(tomorrow, 30)).map((each) => ({ ...each, clinicId }));
  const all = Array.from({ length: desks }, (_, index) => benchDesk(central.gateway(index)));
  await Promise.all(all.map((desk) => desk.online()));
  for (const schedule of schedules) all[0]?.store.journal.append([benchIntent({ kind: 'publish', schedule })]);
  const slots = schedules.flatMap((schedule) => slotsFor(schedule, { from: tomorrow, to: tomorrow })).slice(0, visits);
  if (slots.length < visits) throw new Error('too few slots');
  const knows = (desk: (typeof all)[number], view: string, id: string) =>
    desk.store.read.prepare(`SELECT 1 FROM ${view} WHERE id = ?`).get(id) !== undefined;
  await until(() => all.every((desk) => knows(desk, 'copy.slot', slots.at(-1)?.id ?? '')));

  const enteredAt = new Map<string, number>();
  const delays: number[] = [];
  for (const desk of all) {
    const stored = new Set<string>();
    desk.engine.onChange((change) => {
      if (change.kind !== 'rows') return;
      for (const { entity, key } of change.rows) {
        const entered = enteredAt.get(key);
        if (entity !== 'visit' || entered === undefined || stored.has(key) || !knows(desk, 'copy.visit', key)) continue;
        stored.add(key);
        delays.push(performance.now() - entered);
      }
    });
  }
  for (const [index, slot] of slots.entries()) {
    const patient = { ...patientNumber(index), version: 0, document: { kind: 'other' as const, number: `B${index}` } };
    const legacy = { legacy: true, gaps: ['no-referral' as const], bookedBy: 'import' as const };
    const visit = { ...visitOn(slot, index, visits), clinicId, version: 0, ...legacy };
    enteredAt.set(visit.id, performance.now());
    all[index % desks]?.store.journal.append([benchIntent({ kind: 'book', visit, patient })]);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  await until(() => all.every((desk) => [...enteredAt.keys()].every((id) => knows(desk, 'copy.visit', id))));
  for (const desk of all) await desk.close();
  await central.close();
  return [
    {
      what: 'entered at one desk → stored at each of 20, 400 visits, p95',
      unit: 'ms',
      value: percentile(delays, 95),
      floor: null,
      budget: 250,
      samples: delays.length,
      remark: `p50 ${percentile(delays, 50).toFixed(0)} ms, p99 ${percentile(delays, 99).toFixed(0)} ms`,
    },
  ];
}

async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 120_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error('the desks did not come to agree');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
