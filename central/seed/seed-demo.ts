import type { Schedule, Slot } from '../../core/domain/schedule.ts';
import { publishedRange, slotsFor } from '../../core/domain/slots-for.ts';
import { type DeskTask, plainTask } from '../../core/domain/task.ts';
import { addMinutes, localDateOf } from '../../core/domain/time.ts';
import type { Visit } from '../../core/domain/visit.ts';
import towns from '../../resources/towns.json' with { type: 'json' };
import { makeClinic } from '../admin/make-clinic.ts';
import type { Database, Queryable } from '../db/database.ts';
import type { ClinicPlace } from '../waiting-room/open-slots.ts';
import { insertDemoAccounts } from './demo-accounts.ts';
import { seedIdentities } from './demo-identities.ts';
import { DemoPatients } from './demo-patients.ts';
import { type DemoClinic, demoClinics, demoSchedules } from './demo-schedules.ts';
import { DemoVisits } from './demo-visits.ts';
import { insertPatients, insertSchedules, insertSlots, insertTasks, insertVisits } from './insert-rows.ts';
import { Random } from './random.ts';

const seed = 20_261_123;

/**
 * Fills an empty database with the demo clinics (resources/demo-clinic), relative to central's today: a busy clinic, two
 * others with free slots, an empty one for the import. Each stream begins at event 1, so whoever has no copy reads all.
 */
export async function seedDemo(database: Database, centralNow: string): Promise<void> {
  const now = `${centralNow.slice(0, 19)}Z`;
  const today = localDateOf(now);
  const random = new Random(seed);
  await database.transaction(async (tx) => {
    for (const clinic of demoClinics) {
      await makeClinic(tx, clinic.name, clinic.desks, clinic.id);
      await tx.query('update clinic set place = $1::jsonb where id = $2', [JSON.stringify(placeOf(clinic)), clinic.id]);
      const schedules = demoSchedules(clinic, today);
      const slots = schedules.map((schedule) => slotsFor(schedule, publishedRange(schedule, today)));
      await insertSchedules(tx, schedules, () => random.uuid(), now);
      await insertSlots(tx, clinic.id, slots.flat(), now);
      await insertDemoAccounts(tx, clinic.id, now);
      if (clinic.fill) await fillClinic(tx, clinic.id, schedules, slots, random, now);
    }
    await tx.query(`update clinic set last_event = 1, feed_start = 1 where id in (select clinic_id from schedule)`);
    // They were told of it in their time.
    await tx.query('delete from communication');
    await tx.query(`update central set seed = 'demo'`);
  });
}

/** R19: where a search by town finds the clinic. */
function placeOf({ town: name, address }: DemoClinic): ClinicPlace {
  const town = towns.find((each) => each.name === name);
  if (town === undefined) throw new Error(`not in resources/towns.json: ${name}`);
  return { town: name, address, voivodeship: town.voivodeship, latitude: town.latitude, longitude: town.longitude };
}

async function fillClinic(
  tx: Queryable,
  clinicId: string,
  schedules: Schedule[],
  slots: Slot[][],
  random: Random,
  now: string,
): Promise<void> {
  const people = new DemoPatients(random, localDateOf(now));
  const newId = () => random.uuid();
  const demo = new DemoVisits(random, people, now);
  for (const [index, schedule] of schedules.entries()) demo.fill(schedule, slots[index] ?? []);
  const { patients, visits } = demo;
  const { extra, tasks } = unsettled(visits, random, now);
  visits.push(...extra);
  const ids = await insertPatients(tx, clinicId, patients, newId, now);
  const known = new Map(patients.map((row) => [row.id, { id: ids.get(row.id) as string, row }]));
  await insertVisits(tx, visits, known, newId, now);
  await insertTasks(tx, clinicId, tasks, newId, now);
  await seedIdentities(tx, patients, visits, now);
}

/** What the import has left over: a patient without a contact, a double booking, a visit outside the hours; each a task. */
function unsettled(visits: Visit[], random: Random, now: string): { extra: Visit[]; tasks: DeskTask[] } {
  const ahead = visits.filter(
    ({ startsAt, status, kind, service }) =>
      status === 'booked' && kind === 'continuation' && service === 'cardiology' && startsAt > addMinutes(now, 2880),
  );
  const [silent, doubled, late] = [ahead[3], ahead[11], ahead[29]];
  if (!silent || !doubled || !late) return { extra: [], tasks: [] };
  const legacy = { legacy: true, bookedBy: 'import' as const, bookedAt: addMinutes(now, -90 * 1440) };
  const noContact = { phone: null, secondPhone: null, email: null, relation: 'patient' as const };
  Object.assign(silent, legacy, { contact: noContact, gaps: ['no-contact'] } satisfies Partial<Visit>);
  const extra: Visit[] = [
    {
      ...doubled,
      ...legacy,
      id: random.uuid(),
      slotId: null,
      patientId: late.patientId,
      contact: late.contact,
      gaps: ['double-booked'],
    },
    {
      ...late,
      ...legacy,
      id: random.uuid(),
      slotId: null,
      startsAt: addMinutes(late.startsAt, 11 * 60),
      patientId: silent.patientId,
      contact: noContact,
      gaps: ['outside-schedule', 'no-contact'],
    },
  ];
  return { extra, tasks: [silent, ...extra].map((visit) => gapTask(visit, random.uuid(), now)) };
}

function gapTask(visit: Visit, id: string, now: string): DeskTask {
  return {
    ...plainTask,
    refusals: [],
    calls: [],
    id,
    version: 1,
    kind: 'visit-gap',
    gap: visit.gaps[0] ?? null,
    visitId: visit.id,
    patientId: visit.patientId,
    originDesk: 'import',
    openedAt: addMinutes(now, -1440),
  };
}
