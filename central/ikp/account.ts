import { parsePesel } from '../../core/domain/pesel.ts';
import { ageOn, localDateOf } from '../../core/domain/time.ts';
import type { Central } from '../central.ts';
import type { Queryable } from '../db/database.ts';
import { type ExamChance, examChances } from './exam-chances.ts';
import type { Session } from './session.ts';

export interface AccountPerson {
  pesel: string;
  /** Empty when neither the account nor any clinic knows it. */
  familyName: string;
  givenName: string;
  birthDate: string;
  sex: 'female' | 'male';
  minor: boolean;
}

export interface Account {
  /** Who is signed in. */
  holder: AccountPerson;
  /** Whom it is about: the holder, or a child. */
  person: AccountPerson;
  /** Minors for whom the holder may act (R48). */
  children: AccountPerson[];
  phone: string;
  email: string;
  push: boolean;
  /** R36, of the person. */
  exams: ExamChance[];
}

type Source = Pick<Central, 'database' | 'policy' | 'clock'>;

/** R48: a child is its parent's business until the eighteenth birthday; afterwards the account falls back to its holder. */
export async function openAccount(source: Source, session: Session): Promise<Account | null> {
  const { database, clock } = source;
  const today = localDateOf(clock.now());
  const pesels = await database.query<{ pesel: string }>(
    'select child_pesel as pesel from guardianship where guardian_pesel = $1 order by child_pesel',
    [session.pesel],
  );
  const people = await namesOf(database, [session.pesel, ...pesels.map(({ pesel }) => pesel)]);
  const known = [session.pesel, ...pesels.map(({ pesel }) => pesel)].flatMap((pesel) => personOf(pesel, people, today) ?? []);
  const [holder, ...others] = known;
  if (holder === undefined) return null;
  const children = others.filter(({ minor }) => minor);
  const [settings] = await database.query<{ phone: string | null; email: string | null; push: boolean }>(
    'select phone, email, push from ikp_account where pesel = $1',
    [session.pesel],
  );
  const person = children.find(({ pesel }) => pesel === session.actingFor) ?? holder;
  return {
    holder,
    children,
    person,
    exams: await examChances(source, person),
    phone: settings?.phone ?? '',
    email: settings?.email ?? '',
    push: settings?.push ?? false,
  };
}

type Names = Map<string, { familyName: string; givenName: string }>;

/** As the account has it, or else as the clinic that wrote it last. */
async function namesOf(database: Queryable, pesels: string[]): Promise<Names> {
  const rows = await database.query<{ pesel: string; familyName: string; givenName: string }>(
    `select distinct on (pesel) pesel, family_name as "familyName", given_name as "givenName" from (
       select pesel, family_name, given_name, 0 as rank, null::timestamptz as at from ikp_account where pesel = any($1::text[])
       union all select pesel, family_name, given_name, 1, updated_at from patient where pesel = any($1::text[])
     ) names order by pesel, rank, at desc`,
    [pesels],
  );
  return new Map(rows.map((row) => [row.pesel, row]));
}

function personOf(pesel: string, names: Names, today: string): AccountPerson | null {
  const parsed = parsePesel(pesel);
  if (!parsed.ok) return null;
  const { birthDate, sex } = parsed.value;
  const { familyName = '', givenName = '' } = names.get(pesel) ?? {};
  return { pesel, familyName, givenName, birthDate, sex, minor: ageOn(birthDate, today) < 18 };
}

/** `push` and what forms begin with; the account is made when there is none. */
export async function savePush(database: Queryable, { holder }: Account, push: boolean): Promise<void> {
  await database.query(
    `insert into ikp_account (pesel, family_name, given_name, push) values ($1, $2, $3, $4)
     on conflict (pesel) do update set push = excluded.push`,
    [holder.pesel, holder.familyName, holder.givenName, push],
  );
}

export interface TestIdentity {
  pesel: string;
  name: string;
  label: string;
}

export async function testIdentities(database: Queryable): Promise<TestIdentity[]> {
  return database.query<TestIdentity>(
    `select pesel, given_name || ' ' || family_name as name, test_label as label from ikp_account
     where test_label is not null order by test_label`,
  );
}
