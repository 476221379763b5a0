import type { Patient } from '../../core/domain/patient.ts';
import { ageOn, localDateOf } from '../../core/domain/time.ts';
import type { Visit } from '../../core/domain/visit.ts';
import names from '../../resources/demo-clinic/names.json' with { type: 'json' };
import type { Queryable } from '../db/database.ts';
import { DemoPatients } from './demo-patients.ts';
import { Random } from './random.ts';

const seed = 20_261_124;

/** R48: test identities for `/ikp`, one for each thing that a patient can do, and the mother of a child who is a patient. */
export async function seedIdentities(tx: Queryable, patients: Patient[], visits: Visit[], now: string): Promise<void> {
  const today = localDateOf(now);
  const people = new DemoPatients(new Random(seed), today);
  const withVisit = (test: (visit: Visit) => boolean, ok: (patient: Patient) => boolean = () => true): Patient | undefined => {
    for (const visit of visits) {
      if (visit.status !== 'booked' || visit.startsAt <= now || !test(visit)) continue;
      const patient = patients.find(({ id }) => id === visit.patientId);
      if (patient?.pesel && ok(patient) && !used.has(patient.pesel)) {
        used.add(patient.pesel);
        return patient;
      }
    }
    return undefined;
  };
  const used = new Set<string>();
  const daysAhead = ({ startsAt }: Visit) => (Date.parse(startsAt) - Date.parse(now)) / 86_400_000;
  const isFirst = ({ kind, service }: Visit) => kind === 'first' && service === 'cardiology';
  const adult = ({ birthDate }: Patient) => birthDate !== null && ageOn(birthDate, today) >= 18;

  const child = withVisit(({ clinicCode }) => clinicCode === '1101');
  const identities: [Patient | undefined, string][] = [
    [withVisit((visit) => isFirst(visit) && daysAhead(visit) > 5, adult), '1. Pierwsza wizyta za kilka dni: zmiana i odwołanie'],
    [withVisit((visit) => isFirst(visit) && daysAhead(visit) < 2, adult), '2. Pierwsza wizyta za mniej niż 48 godzin'],
    [
      withVisit(({ kind, service, legacy }) => kind === 'continuation' && service === 'cardiology' && !legacy, adult),
      '3. Wizyta kontrolna: tylko odwołanie',
    ],
    [people.make({ minAge: 40, maxAge: 70, sex: 'female' }), '4. Bez wizyt, z e-skierowaniem do kardiologa'],
    [people.make({ minAge: 20, maxAge: 35, sex: 'male' }), '5. Bez wizyt, młody dorosły'],
    [child && motherOf(child, people), '6. Mama: działa za dziecko'],
    [people.make({ minAge: 46, maxAge: 60, sex: 'female' }), '7. Bez wizyt, może umówić mammografię i cytologię'],
  ];
  for (const [person, label] of identities) {
    if (!person?.pesel) continue;
    const { pesel, familyName, givenName, contact } = person;
    await tx.query(
      `insert into ikp_account (pesel, family_name, given_name, phone, email, test_label) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [pesel, familyName, givenName, contact.phone, contact.email, label],
    );
    if (child?.pesel && label.startsWith('6.')) await tx.query('insert into guardianship values ($1, $2)', [pesel, child.pesel]);
  }
}

/** Of the child's family name, in its own form. */
function motherOf({ familyName }: Patient, people: DemoPatients): Patient {
  const pair = (names.family as [string, string][]).find((forms) => forms.includes(familyName));
  return { ...people.make({ minAge: 32, maxAge: 46, sex: 'female' }), familyName: pair?.[1] ?? familyName };
}
