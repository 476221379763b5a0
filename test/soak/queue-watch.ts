/** I4 over a whole month, by the naive reference: reads past central's interface what waits, what is free and what was written down. */
import type { Database } from '../../central/db/database.ts';
import { waitingCandidates } from '../../central/waiting-room/candidates.ts';
import { clinicPlaces } from '../../central/waiting-room/open-slots.ts';
import { townCentre } from '../../central/waiting-room/town-centre.ts';
import type { OpenSlot, Place } from '../../core/domain/waiting-room/candidate.ts';
import { type IsNear, type NaiveRules, naiveMatch, naiveRun } from '../../core/domain/waiting-room/naive-run.ts';
import { type AuditLine, PassedOver } from '../waiting-room/passed-over.ts';

export class QueueWatch {
  readonly #database: Database;
  readonly #places: Map<string, Place>;
  readonly #isNear: IsNear;
  readonly #passed: PassedOver;
  readonly #birthDates = new Map<string, string | null>();
  #seen = 0;

  private constructor(database: Database, places: Map<string, Place>) {
    this.#database = database;
    this.#places = places;
    const centre = townCentre(places);
    this.#isNear = ({ latitude, longitude }, { town, radiusKm }) => {
      const middle = town === null ? null : centre(town);
      if (middle === null || radiusKm === null || latitude === null || longitude === null) return false;
      return kilometres(middle, { latitude, longitude }) <= radiusKm;
    };
    this.#passed = new PassedOver({
      isNear: this.#isNear,
      placeOf: (clinicId) => places.get(clinicId) as Place,
      birthDateOf: (entryId) => this.#birthDates.get(entryId) ?? null,
    });
  }

  /** Assignments looked at. */
  get assigned(): number {
    return this.#passed.assigned;
  }

  static async open(database: Database): Promise<QueueWatch> {
    return new QueueWatch(database, await clinicPlaces(database));
  }

  /** R22: what the run of this day has to give to whom. Asked before it, and compared with what waits afterwards. */
  async expectedOfRun(now: string, openTo: string): Promise<Map<string, string>> {
    const slots = await this.#free(now, false);
    const rules: NaiveRules = { now, windowTo: openTo, shortNoticeHours: 48, order: 'category-first' };
    return new Map(naiveRun(await waitingCandidates(this.#database), slots, rules, this.#isNear));
  }

  async differencesFrom(expected: ReadonlyMap<string, string>): Promise<string[]> {
    const rows = await this.#database.query<{ key: string; slot: string | null }>(
      `select e.key, v.slot_id as slot from waiting_entry e left join visit v on v.id = e.visit_id
       where e.key = any($1::text[])`,
      [[...expected.keys()]],
    );
    const got = new Map(rows.map(({ key, slot }) => [key, slot]));
    return [...expected].flatMap(([key, slot]) =>
      got.get(key) === slot ? [] : [`the run owed ${key} ${slot}, it has ${got.get(key)}`],
    );
  }

  /** Nobody who waits matches what is open to everybody. */
  async openToAll(now: string): Promise<string[]> {
    const [row] = await this.#database.query<{ day: string }>('select window_opened_to::text as day from central');
    const rules: NaiveRules = { now, windowTo: row?.day ?? '', shortNoticeHours: 48, order: 'category-first' };
    const slots = await this.#free(now, true);
    return (await waitingCandidates(this.#database)).flatMap((entry) => {
      const slot = slots.find((one) => naiveMatch(entry, one, rules, this.#isNear));
      return slot ? [`entry ${entry.id} waits, and ${slot.id} at ${slot.startsAt} is open to everybody`] : [];
    });
  }

  /** Goes on through what was written down: at each assignment, who else waited for that slot? */
  async passedOver(): Promise<string[]> {
    const rows = await this.#database.query<Omit<AuditLine, 'at'> & { id: number; at: Date }>(
      `select id, at, type, key, before, after from audit where id > $1::bigint and type in ('Task', 'Appointment') order by id`,
      [this.#seen],
    );
    await this.#readBirthDates();
    this.#seen = Math.max(this.#seen, ...rows.map(({ id }) => id));
    return this.#passed.follow(rows.map((row) => ({ ...row, at: row.at.toISOString() })));
  }

  async #free(now: string, openOnly: boolean): Promise<OpenSlot[]> {
    const rows = await this.#database.query<{
      id: string;
      clinicId: string;
      clinicCode: string;
      startsAt: Date;
      actorId: string;
    }>(
      `select t.id, t.clinic_id as "clinicId", t.clinic_code as "clinicCode", t.starts_at as "startsAt", c.actor_key as "actorId"
       from slot t join schedule c on c.key = t.schedule_key
       where not t.withdrawn and t.kind = 'first' and t.starts_at > $1::timestamptz and (not $2::boolean or not t.for_waiting)
         and t.id not in (select slot_id from visit where status in ('booked', 'arrived', 'fulfilled') and slot_id is not null)
         and t.id not in (select slot_id from hold)
       order by t.starts_at, t.id`,
      [now, openOnly],
    );
    return rows.map(({ clinicId, startsAt, ...row }) => ({
      ...row,
      startsAt: startsAt.toISOString(),
      place: this.#places.get(clinicId) as Place,
    }));
  }

  async #readBirthDates(): Promise<void> {
    const rows = await this.#database.query<{ key: string; date: string | null }>(
      'select key, birth_date::text as date from waiting_entry',
    );
    for (const { key, date } of rows) this.#birthDates.set(key, date);
  }
}

interface Point {
  latitude: number;
  longitude: number;
}

/** Great circle. */
function kilometres(a: Point, b: Point): number {
  const rad = Math.PI / 180;
  const x =
    Math.sin(a.latitude * rad) * Math.sin(b.latitude * rad) +
    Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * Math.cos((a.longitude - b.longitude) * rad);
  return 6371 * Math.acos(Math.min(1, x));
}
