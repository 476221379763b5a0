import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { insertPatients, insertSchedules, insertSlots, insertTasks, insertVisits } from '../../../central/seed/insert-rows.ts';
import type { Patient } from '../../../core/domain/patient.ts';
import { parsePesel } from '../../../core/domain/pesel.ts';
import type { Schedule, Slot } from '../../../core/domain/schedule.ts';
import { publishedRange, slotsFor } from '../../../core/domain/slots-for.ts';
import { aPatient, aSchedule, aTask, aVisit, weeklyHours } from '../../../core/domain/test-builders.ts';
import { addDays, localDateOf } from '../../../core/domain/time.ts';
import type { Visit } from '../../../core/domain/visit.ts';
import { accountHolders, aPhone, aReferral, personNumber } from '../desk/people.ts';
import type { LongLivedCentral } from './central.ts';
import { type ClinicRows, readClinic, removeClinic, writeClinic } from './clinic-rows.ts';
import { type Random, randomFrom, seedOf } from './random.ts';

/** A clinic of one schedule alone, with its desks' accounts and two doctors' slots. */
export interface Clinic {
  id: string;
  clients: { clientId: string; privateJwk: JWK }[];
  schedules: Schedule[];
}

/** Keys cost more than everything else of a new clinic, and nothing depends on them: every clinic has the same ones. */
const keys: { publicJwk: JWK; privateJwk: JWK }[] = [];

async function keysFor(desks: number): Promise<typeof keys> {
  while (keys.length < desks) {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const [publicJwk, privateJwk] = [await exportJWK(publicKey), await exportJWK(privateKey)];
    keys.push({ publicJwk, privateJwk: { ...privateJwk, alg: 'ES256' } });
  }
  return keys.slice(0, desks);
}

/** Clinics as they stand in the morning, by the instant: made once in the life of a central, and then only written again. */
const mornings = new WeakMap<object, Map<string, { clinic: Clinic; rows: ClinicRows }>>();
const mostDesks = 3;

/** @param now central's instant; the clinic is the same each time. */
export async function openClinic(central: LongLivedCentral, desks: number, now: string): Promise<Clinic> {
  const made = mornings.get(central.world) ?? new Map();
  mornings.set(central.world, made);
  let morning = made.get(now);
  if (morning) await writeClinic(central, morning.rows);
  else {
    const clinic = await makeClinic(central, randomFrom(seedOf('clinic', now)), now);
    morning = { clinic, rows: await readClinic(central, clinic.id) };
    made.set(now, morning);
  }
  return { ...morning.clinic, clients: morning.clinic.clients.slice(0, desks) };
}

async function makeClinic(central: LongLivedCentral, random: Random, now: string): Promise<Clinic> {
  const id = random.uuid();
  // What an interrupted run has left in a database that outlives it.
  await removeClinic(central, id);
  const pairs = await keysFor(mostDesks);
  const clients = pairs.map(({ privateJwk }, n) => ({ clientId: `desk-${id}-${n + 1}`, privateJwk }));
  const rows = clients.map(({ clientId }, n) => ({ id: clientId, clinic_id: id, name: `Stanowisko ${n + 1}`, ...pairs[n] }));
  await central.database.query(
    `with made as (insert into clinic (id, name) values ($1, 'Przychodnia próbna') returning id)
     insert into client (id, clinic_id, name, public_jwk)
     select x->>'id', made.id, x->>'name', x->'publicJwk' from made, jsonb_array_elements($2::jsonb) x`,
    [id, JSON.stringify(rows)],
  );
  const schedules = [scheduleOf(id, random, now, '08:00', '08:40'), scheduleOf(id, random, now, '10:00', '10:20')];
  await fill(central, id, schedules, random, now);
  return { id, clients, schedules };
}

/** Weekdays for two weeks, and the nights of Sunday, where both time changes happen. */
function scheduleOf(clinicId: string, random: Random, now: string, startsAt: string, endsAt: string): Schedule {
  const today = localDateOf(now);
  const valid = { validFrom: addDays(today, -1), validTo: addDays(today, 14), firstEvery: 2 };
  const days = ([1, 2, 3, 4, 5] as const).map((weekday) => weeklyHours({ ...valid, weekday, startsAt, endsAt }));
  const night = weeklyHours({ ...valid, weekday: 7, startsAt: '01:00', endsAt: '04:00', slotMinutes: 60 });
  const weekly = startsAt === '08:00' ? days : [...days, night];
  return aSchedule({ id: random.uuid(), clinicId, weekly });
}

/** Slots, four patients with a visit each, of whom some have an account, and a task, so that everybody has something to do. */
async function fill(
  { database }: LongLivedCentral,
  id: string,
  schedules: Schedule[],
  random: Random,
  now: string,
): Promise<void> {
  const slots = schedules.flatMap((schedule) => slotsFor(schedule, publishedRange(schedule, localDateOf(now))));
  const patients = [0, 1, accountHolders, accountHolders + 1].map((n) => {
    const { pesel, familyName, givenName } = personNumber(n);
    return aPatient({ id: random.uuid(), pesel, familyName, givenName, birthDate: birthDateOf(pesel), contact: aPhone(random) });
  });
  const ahead = slots.filter(({ startsAt }) => startsAt > addDays(localDateOf(now), 2));
  const taken = [...ahead.filter(isFirst).slice(0, 2), ...ahead.filter((slot) => !isFirst(slot)).slice(0, 2)];
  const visits = taken.map((slot, n) => visitOn(slot, patients[n] as Patient, id, random, now));
  await database.transaction(async (tx) => {
    await insertSchedules(tx, schedules, random.uuid, now);
    await insertSlots(tx, id, slots, now);
    const ids = await insertPatients(tx, id, patients, random.uuid, now);
    const known = new Map(patients.map((row) => [row.id, { id: ids.get(row.id) as string, row }]));
    await insertVisits(tx, visits, known, random.uuid, now);
    const about = { visitId: visits[0]?.id ?? null, patientId: patients[0]?.id ?? null };
    await insertTasks(tx, id, [aTask({ id: random.uuid(), ...about, openedAt: now })], random.uuid, now);
    await tx.query('update clinic set last_event = 1, feed_start = 1 where id = $1::uuid', [id]);
  });
}

const isFirst = ({ kind }: Slot) => kind === 'first';

function visitOn(slot: Slot, patient: Patient, clinicId: string, random: Random, now: string): Visit {
  const { scheduleId, startsAt, durationMinutes, kind } = slot;
  const referral = kind === 'first' ? { key: aReferral(random), code: null, clinicCodes: null } : null;
  const place = { scheduleId, slotId: slot.id, startsAt, durationMinutes, kind };
  return aVisit({
    ...place,
    id: random.uuid(),
    clinicId,
    patientId: patient.id,
    contact: patient.contact,
    referral,
    bookedAt: now,
  });
}

function birthDateOf(pesel: string): string | null {
  const parsed = parsePesel(pesel);
  return parsed.ok ? parsed.value.birthDate : null;
}
