import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { publishSchedule } from '../../../central/writes/publish-schedule.ts';
import { pilotPolicy } from '../../../core/domain/policy-values.ts';
import type { Schedule } from '../../../core/domain/schedule.ts';
import { aSchedule, weeklyHours } from '../../../core/domain/test-builders.ts';
import { addDays, localDateOf } from '../../../core/domain/time.ts';
import type { LongLivedCentral } from './central.ts';
import type { Random } from './random.ts';

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

/** @param now central's instant */
export async function openClinic(central: LongLivedCentral, random: Random, desks: number, now: string): Promise<Clinic> {
  const id = random.uuid();
  await removeClinic(central, id);
  const pairs = await keysFor(desks);
  const clients = pairs.map(({ privateJwk }, n) => ({ clientId: `desk-${id}-${n + 1}`, privateJwk }));
  const rows = clients.map(({ clientId }, n) => ({ id: clientId, clinic_id: id, name: `Stanowisko ${n + 1}`, ...pairs[n] }));
  await central.database.query(
    `with made as (insert into clinic (id, name) values ($1, 'Przychodnia próbna') returning id)
     insert into client (id, clinic_id, name, public_jwk)
     select x->>'id', made.id, x->>'name', x->'publicJwk' from made, jsonb_array_elements($2::jsonb) x`,
    [id, JSON.stringify(rows)],
  );
  const schedules = [scheduleOf(id, random, now, '08:00', '08:40'), scheduleOf(id, random, now, '10:00', '10:20')];
  for (const schedule of schedules) {
    const done = await publishSchedule(central.database, schedule, {
      clinicId: id,
      clientId: clients[0]?.clientId ?? '',
      intentId: null,
      ifMatch: null,
      now,
      policy: pilotPolicy,
      newId: random.uuid,
    });
    if (done === 'forbidden' || done.outcome !== 'applied') throw new Error('the schedule was not published');
  }
  return { id, clients, schedules };
}

/** Weekdays for two weeks, and the nights of Sunday, where both time changes happen. */
function scheduleOf(clinicId: string, random: Random, now: string, startsAt: string, endsAt: string): Schedule {
  const today = localDateOf(now);
  const valid = { validFrom: addDays(today, -1), validTo: addDays(today, 14), firstEvery: 2 };
  const days = ([1, 2, 3, 4, 5] as const).map((weekday) => weeklyHours({ ...valid, weekday, startsAt, endsAt }));
  const night = weeklyHours({ ...valid, weekday: 7, startsAt: '01:00', endsAt: '04:00', slotMinutes: 60 });
  const weekly = startsAt === '08:00' ? days : [...days, night];
  return aSchedule({ id: random.uuid(), clinicId, weekly, version: 0 });
}

/** Everything of it, so that the same schedule can run again and a long run does not grow. */
export async function removeClinic(central: LongLivedCentral, id: string): Promise<void> {
  const byClinic = [
    'visit',
    'patient_key',
    'patient',
    'hold',
    'slot',
    'schedule',
    'desk_task',
    'setting',
    'intent',
    'event',
    'audit',
  ];
  await central.database.exec(`
    ${byClinic.map((table) => `delete from ${table} where clinic_id = '${id}';`).join('\n')}
    delete from client_assertion where client_id in (select id from client where clinic_id = '${id}');
    delete from client where clinic_id = '${id}';
    delete from clinic where id = '${id}';`);
}
