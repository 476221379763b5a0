import type { Database } from '../../../central/db/database.ts';
import { ensureCentral } from '../../../central/db/ensure-central.ts';
import { openDatabase } from '../../../central/db/open-database.ts';
import { aContact, aPatient, aSchedule, aVisit, weeklyHours } from '../../../core/domain/test-builders.ts';
import { anyCriteria } from '../../../core/domain/waiting-entry.ts';
import towns from '../../../resources/towns.json' with { type: 'json' };

export interface RegionSize {
  clinics: number;
  /** Of each clinic. */
  schedules: number;
  /** Of everyone, all over the clinics. */
  waiting: number;
}

/** 250 clinics, 2,000 schedules, 2 million slots, 600,000 visits, 300,000 waiting. */
export const wholeRegion: RegionSize = { clinics: 250, schedules: 8, waiting: 300_000 };

/** Every 15 minutes from 7:00 UTC, on each of these days from today; a third of them for first visits. */
const slotsADay = 16;
const daysBack = 20;
const daysAhead = 42;

/**
 * Fills an empty database by plain SQL, as central would have it after months: nearly every first visit of the window is
 * booked (that is why people wait), a third of the past was. Rows keep the shapes that central reads.
 */
export async function fillRegion(url: string, size: RegionSize): Promise<{ slots: number; visits: number }> {
  const database = await openDatabase(url);
  try {
    await ensureCentral(database);
    // What triggers would do row by row (free slots, reminders) is done once, or not wanted, for a past that is over.
    await database.exec('alter table slot disable trigger user; alter table visit disable trigger user');
    for (const fill of [clinics, schedules, slots, patients, visits, freeSlots, waiting]) {
      await fill(database, size);
      // Each step joins what the former ones wrote.
      await database.exec('analyze');
    }
    await database.exec('alter table slot enable trigger user; alter table visit enable trigger user');
    await database.exec(`update central set window_opened_to = current_date + 40`);
    await database.exec('vacuum analyze');
    const [count] = await database.query<{ slots: number; visits: number }>(
      'select (select count(*)::int from slot) as slots, (select count(*)::int from visit) as visits',
    );
    return count as { slots: number; visits: number };
  } finally {
    await database.close();
  }
}

async function clinics(database: Database, size: RegionSize): Promise<void> {
  const rows = Array.from({ length: size.clinics }, (_, n) => {
    const { name: town, voivodeship, latitude, longitude } = towns[n % towns.length] as (typeof towns)[number];
    return { name: `Przychodnia ${n + 1}`, place: { town, voivodeship, address: 'ul. Długa 1', latitude, longitude } };
  });
  await database.query(
    `insert into clinic (id, name, place) select gen_random_uuid(), r->>'name', r->'place' from jsonb_array_elements($1::jsonb) r`,
    [JSON.stringify(rows)],
  );
}

/** Six in ten are 1100, the others spread over the further codes (R2). */
async function schedules(database: Database, size: RegionSize): Promise<void> {
  const template = aSchedule({ weekly: [weeklyHours({ weekday: 1, startsAt: '08:00', endsAt: '12:00', slotMinutes: 15 })] });
  await database.query(
    `insert into schedule (id, clinic_id, key, version, actor_key, actor_id, clinic_code, row, updated_at)
     select gen_random_uuid(), id, key, 1, actor, actor::uuid, code,
       $1::jsonb || jsonb_build_object('id', key, 'clinicId', id, 'clinicCode', code, 'actor',
         jsonb_build_object('id', actor, 'kind', 'practitioner', 'name', 'lek. Lekarz ' || n, 'npwz', null)), now()
     from (
       select c.id, n, gen_random_uuid()::text as key, gen_random_uuid()::text as actor,
         (array['1100','1100','1100','1100','1100','1102','1104','1101'])[1 + n % 8] as code
       from clinic c, generate_series(0, $2::int - 1) n
     ) s`,
    [JSON.stringify(template), size.schedules],
  );
}

/** The exclusion constraint is made anew afterwards: row by row it costs many times as much. */
async function slots(database: Database): Promise<void> {
  await database.exec(`
    alter table slot drop constraint slot_no_overlap;
    insert into slot (id, clinic_id, schedule_key, version, service, clinic_code, kind, mode, payer, starts_at, ends_at,
                      duration_minutes, room, overbooked, withdrawn, updated_at, schedule_number)
    select gen_random_uuid(), c.clinic_id, c.key, 1, 'cardiology', c.clinic_code,
      case when n % 3 = 0 then 'first' else 'continuation' end, 'in-person', 'nfz', at, at + interval '15 minutes', 15,
      '12', false, false, now(), c.number
    from schedule c, generate_series(-${daysBack}, ${daysAhead}) d, generate_series(0, ${slotsADay - 1}) n,
      lateral (select (current_date + d)::timestamp at time zone 'UTC' + interval '7 hours' + n * interval '15 minutes' as at) s;
    alter table slot add constraint slot_no_overlap exclude using gist (
      schedule_number with =, tstzrange(starts_at, ends_at) with &&) where (not overbooked and not withdrawn);
  `);
}

const patientsOfClinic = 1000;

async function patients(database: Database): Promise<void> {
  const template = aPatient({ pesel: null, contact: aContact({ phone: '+48600000000' }) });
  await database.query(
    `insert into patient (id, clinic_id, key, version, pesel, document, family_name, given_name, row, updated_at)
     select id, clinic_id, id::text, 1, null, null, 'Nowak', 'Anna', $1::jsonb || jsonb_build_object('id', id, 'version', 1), now()
     from (select gen_random_uuid() as id, c.id as clinic_id from clinic c, generate_series(1, ${patientsOfClinic})) p`,
    [JSON.stringify(template)],
  );
  await database.exec('insert into patient_key select clinic_id, key, id from patient');
}

/** 99 in 100 first slots of the window, a third of the past. */
async function visits(database: Database): Promise<void> {
  const template = aVisit({ referral: null });
  await database.query(
    `insert into visit (id, clinic_id, key, version, schedule_key, slot_id, patient_id, starts_at, status, kind, service,
                        untouched_legacy, referral, row, updated_at)
     select v.id, t.clinic_id, v.id::text, 1, t.schedule_key, t.id, p.id, t.starts_at,
       case when t.starts_at < now() then 'fulfilled' else 'booked' end, t.kind, t.service, false, gen_random_uuid(),
       $1::jsonb || jsonb_build_object('id', v.id, 'version', 1, 'clinicId', t.clinic_id, 'scheduleId', t.schedule_key, 'slotId', t.id,
         'startsAt', to_char(t.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'durationMinutes', 15, 'kind', t.kind,
         'clinicCode', t.clinic_code, 'patientId', p.key, 'status', case when t.starts_at < now() then 'fulfilled' else 'booked' end), now()
     from (select *, row_number() over (partition by clinic_id order by id) as n from slot
           where (kind = 'first' and starts_at >= now() and starts_at < current_date + 41
                  and abs(hashtext(id::text)) % 100 <> 0)
              or (starts_at < now() and abs(hashtext(id::text)) % 100 < 27)) t
     join (select *, row_number() over (partition by clinic_id order by id) as n from patient) p
       on p.clinic_id = t.clinic_id and p.n = 1 + t.n % ${patientsOfClinic},
     lateral (select gen_random_uuid() as id, t.id as of) v`,
    [JSON.stringify(template)],
  );
}

async function freeSlots(database: Database): Promise<void> {
  await database.exec(`
    insert into free_slot select id, clinic_id, clinic_code, starts_at, kind = 'first' from slot t
    where not exists (select 1 from visit v where v.slot_id = t.id and v.status in ('booked', 'arrived', 'fulfilled'))`);
}

/** Criteria as published: nearly half ask for one clinic, a quarter for a town, the others for a voivodeship or anything. */
async function waiting(database: Database, size: RegionSize): Promise<void> {
  const row = {
    version: 1,
    clinicId: null,
    clinicCodes: ['1100'],
    category: 'stable',
    entitlement: null,
    contact: aContact({ phone: '+48600000000' }),
    status: 'waiting',
    closed: null,
    visitId: null,
    cancelledSlotIds: [],
    forecast: null,
  };
  await database.query(
    `insert into waiting_entry (id, key, version, status, referral, pesel, birth_date, clinic_codes, urgent, entitled, submitted_at,
                                fresh, visit_id, person, row, updated_at)
     select w.id, w.id::text, 1, 'waiting', gen_random_uuid(), null, date '1950-01-01' + (n % 15000), array[code], n % 7 = 0, n % 20 = 0,
       now() - n * interval '1 minute', false, null, $1::jsonb || jsonb_build_object('id', w.id),
       $2::jsonb || jsonb_build_object('id', w.id, 'patientId', w.id, 'clinicCodes', jsonb_build_array(code), 'criteria', $3::jsonb ||
         case when n % 20 < 9 then jsonb_build_object('clinicIds', jsonb_build_array(c.id))
              when n % 20 < 14 then jsonb_build_object('town', c.place->>'town')
              when n % 20 < 18 then jsonb_build_object('voivodeship', c.place->>'voivodeship')
              else '{}' end), now()
     from (select n, gen_random_uuid() as id, (array['1100','1100','1100','1102','1104'])[1 + n % 5] as code
           from generate_series(1, $4::int) n) w
     join (select *, row_number() over (order by number) as at from clinic) c on c.at = 1 + w.n % $5::int`,
    [JSON.stringify(aPatient({ pesel: null })), JSON.stringify(row), JSON.stringify(anyCriteria), size.waiting, size.clinics],
  );
}
