import type { Patient } from '../../core/domain/patient.ts';
import type { Schedule, Slot, WeeklyHours } from '../../core/domain/schedule.ts';
import { slotsFor } from '../../core/domain/slots-for.ts';
import { addDays, addMinutes, localDateOf } from '../../core/domain/time.ts';
import type { CancelReason, Visit, VisitGap } from '../../core/domain/visit.ts';

/** An invented clinic, the same at each start: no clock and no chance, every choice follows from a number. */
export interface ClinicOptions {
  /** How many doctors and devices. */
  doctors: number;
  /** Nobody has booked anything. */
  empty: boolean;
  /** Names as long as they come. */
  longNames: boolean;
}

export interface Clinic {
  clinicId: string;
  schedules: Schedule[];
  slots: Slot[];
  patients: Patient[];
  visits: Visit[];
}

/** Monday 23 November 2026, 10:42 in Warsaw. */
export const fakeNow = '2026-11-23T09:42:00Z';
export const fakeToday = '2026-11-23';
const clinicId = id(1, 0);

export function fakeClinic(options: ClinicOptions): Clinic {
  const schedules = actors.slice(0, options.doctors).map((actor, index) => scheduleOf(actor, index, options));
  const range = { from: addDays(fakeToday, -14), to: addDays(fakeToday, 120) };
  const slots = schedules.flatMap((schedule) => slotsFor(schedule, range));
  const patients = Array.from({ length: 480 }, (_, index) => patientOf(index, options));
  const visits = options.empty ? [] : slots.flatMap((slot, index) => visitIn(slot, index, patients));
  return { clinicId, schedules, slots, patients, visits };
}

type ActorRow = readonly [
  name: string,
  code: string,
  room: string,
  from: string,
  to: string,
  minutes: number,
  firstEvery: number,
];

const actors: readonly ActorRow[] = [
  ['dr n. med. Monika Kalinowska', '1100', '3', '08:00', '13:00', 20, 3],
  ['dr n. med. Żaneta Wieczorek', '1100', '1', '08:00', '12:00', 20, 3],
  ['lek. Hubert Zawadzki', '1100', '12a', '09:00', '14:00', 15, 3],
  ['lek. Jakub Wiśniewski', '1104', '4', '09:00', '13:00', 20, 3],
  ['lek. Beata Malinowska', '1101', '2', '08:00', '12:00', 20, 2],
  ['Mammograf 1', 'MMG', '20', '08:00', '14:00', 10, 1],
  ['położna Katarzyna Sokołowska', 'CYT', '5', '09:00', '13:00', 15, 1],
  ['dr hab. n. med. Wojciech Chrzanowski', '1102', '7', '10:00', '15:00', 20, 4],
  ['lek. Zuzanna Dąbrowska-Pietrzak', '1100', '8', '08:00', '14:00', 20, 3],
  ['lek. Szymon Gołębiowski', '1104', '9', '11:00', '16:00', 15, 3],
  ['lek. Iwona Szczepańska', '1100', '10', '08:00', '13:00', 15, 3],
  ['dr n. med. Krzysztof Błaszczyk', '1100', '11', '12:00', '18:00', 20, 3],
  ['lek. Alicja Żukowska', '1103', '2', '13:00', '17:00', 30, 2],
  ['lek. Paweł Kwiecień', '1104', '4', '13:30', '18:00', 20, 3],
  ['Mammograf 2', 'MMG', '21', '08:00', '18:00', 10, 1],
  ['położna Ewa Jastrzębska', 'CYT', '5', '13:00', '17:00', 15, 1],
  ['lek. Tomasz Urban', '1105', '6', '09:00', '12:00', 20, 2],
  ['lek. Renata Sowa', '1100', '3', '13:30', '18:00', 20, 3],
  ['dr n. med. Łukasz Ćwikła', '1102', '7', '15:00', '18:00', 20, 4],
  ['lek. Natalia Bednarek', '1100', '12a', '14:00', '18:00', 15, 3],
];

const longTitle = 'prof. dr hab. n. med. Aleksandra Maria Grzegorzewska-Brzęczyszczykiewicz';

function scheduleOf(
  [name, clinicCode, room, from, to, minutes, firstEvery]: ActorRow,
  index: number,
  options: ClinicOptions,
): Schedule {
  const device = name.startsWith('Mammograf');
  const service = clinicCode === 'MMG' ? 'mammography' : clinicCode === 'CYT' ? 'cytology' : 'cardiology';
  const hours = (weekday: WeeklyHours['weekday']): WeeklyHours => ({
    weekday,
    startsAt: from,
    endsAt: to,
    slotMinutes: minutes,
    firstEvery,
    room,
    mode: 'in-person',
    payer: 'nfz',
    validFrom: '2026-10-01',
    validTo: '2027-06-30',
  });
  return {
    id: id(2, index),
    version: 1,
    clinicId,
    actor: {
      id: id(3, index),
      kind: device ? 'device' : 'practitioner',
      name: options.longNames && index === 0 ? longTitle : name,
      npwz: device ? null : String(5_000_000 + index * 7919),
    },
    clinicCode,
    service,
    revision: 1,
    // Nobody works every day: the fourth doctor is away on Fridays, the fifth on Tuesdays ...
    weekly: ([1, 2, 3, 4, 5] as const).filter((weekday) => weekday === 1 || (index + weekday) % 4 !== 0).map(hours),
    exceptions: [],
    overrides: [],
  };
}

const femaleFamily =
  'Kowalska Jaworska Duda Kubiak Święcicka Zalewska Baran Stępień Nowak Wójcik Mazur Król Pawlak Górska Sikora Lis Żak Michalak Wilk Bąk'.split(
    ' ',
  );
const maleFamily =
  'Kowalski Jaworski Duda Kubiak Święcicki Zalewski Baran Stępień Nowak Wójcik Mazur Król Pawlak Górski Sikora Lis Żak Michalak Wilk Bąk'.split(
    ' ',
  );
const femaleGiven = 'Anna Barbara Celina Danuta Elżbieta Franciszka Grażyna Halina Irena Jadwiga Krystyna Łucja'.split(' ');
const maleGiven = 'Adam Bogdan Czesław Dariusz Edward Feliks Grzegorz Henryk Ireneusz Jan Kazimierz Łukasz'.split(' ');

function patientOf(index: number, options: ClinicOptions): Patient {
  const sex = pick(index, 1, 5) < 3 ? 'female' : 'male';
  const [families, givens] = sex === 'female' ? [femaleFamily, femaleGiven] : [maleFamily, maleGiven];
  const child = index >= 440;
  const year = child ? 2010 + pick(index, 2, 14) : 1938 + pick(index, 2, 60);
  const birthDate = `${year}-${two(1 + pick(index, 3, 12))}-${two(1 + pick(index, 4, 28))}`;
  const halina = index === 0;
  const family = halina ? 'Wiśniewska' : (families[pick(index, 5, families.length)] as string);
  const born = halina ? '1958-03-12' : birthDate;
  const gender = halina ? 'female' : sex;
  return {
    id: id(4, index),
    version: 1,
    familyName: options.longNames && index % 3 === 1 ? `${family}-Konstantynopolitańczykowska` : family,
    givenName: halina ? 'Halina' : (givens[pick(index, 6, givens.length)] as string),
    pesel: index % 41 === 40 ? null : peselOf(born, gender, index),
    document: index % 41 === 40 ? { kind: 'passport', number: `XA${100_000 + index}` } : null,
    birthDate: born,
    sex: gender,
    contact: {
      phone: index % 29 === 28 ? null : halina ? '+48730181148' : `+48${600_000_000 + pick(index, 7, 199_999_999)}`,
      secondPhone: index % 7 === 3 ? `+48${500_000_000 + pick(index, 8, 99_999_999)}` : null,
      email: null,
      relation: child ? 'guardian' : 'patient',
    },
  };
}

/** How full a day is: nearly full this week, thinner week by week. */
function chanceOf(date: string): number {
  if (date <= fakeToday) return 88;
  const days = Math.round((Date.parse(date) - Date.parse(fakeToday)) / 86_400_000);
  return Math.max(4, 90 - days * 2);
}

function visitIn(slot: Slot, index: number, patients: readonly Patient[]): Visit[] {
  const date = localDateOf(slot.startsAt);
  const halinas = slot.startsAt === '2026-11-23T10:00:00Z' && slot.scheduleId === id(2, 0);
  if (!halinas && pick(index, 11, 100) >= chanceOf(date)) return [];
  const child = slot.clinicCode === '1101' || slot.clinicCode === '1103' || slot.clinicCode === '1105';
  const number = halinas ? 0 : child ? 440 + pick(index, 12, 40) : 1 + pick(index, 12, 439);
  const patient = patients[number] as Patient;
  const past = slot.startsAt < fakeNow;
  const longPast = addMinutes(slot.startsAt, 42) < fakeNow;
  const legacy = pick(index, 13, 5) === 0;
  const gaps: VisitGap[] = patient.contact.phone === null ? ['no-contact'] : [];
  const first = slot.kind === 'first' && slot.service === 'cardiology';
  return [
    {
      id: id(5, index),
      version: 1 + pick(index, 14, 3),
      clinicId,
      scheduleId: slot.scheduleId,
      slotId: slot.id,
      startsAt: slot.startsAt,
      durationMinutes: slot.durationMinutes,
      service: slot.service,
      clinicCode: slot.clinicCode,
      kind: slot.kind,
      mode: slot.mode,
      status: longPast ? (pick(index, 15, 16) === 0 ? 'no-show' : 'fulfilled') : past ? 'arrived' : 'booked',
      ...(past &&
        !longPast && { course: { arrivedAt: addMinutes(slot.startsAt, -5), startedAt: null, endedAt: null, eventNumber: null } }),
      patientId: patient.id,
      contact: patient.contact,
      category: halinas || pick(index, 16, 7) === 0 ? 'urgent' : 'stable',
      entitlement: pick(index, 17, 19) === 0 ? { code: 'blood-donor', document: 'legitymacja 4411' } : null,
      referral: first && !legacy ? { key: null, code: String(2981 + pick(index, 18, 6000)), clinicCodes: null } : null,
      legacy,
      gaps: first && legacy ? [...gaps, 'no-referral'] : gaps,
      cancelReason: null as CancelReason | null,
      bookedAt: addMinutes(slot.startsAt, -60 * 24 * (4 + pick(index, 19, 30))),
      bookedBy: halinas
        ? 'waiting-room'
        : ((['desk', 'desk', 'ikp', 'waiting-room', 'import'] as const)[pick(index, 20, 5)] ?? 'desk'),
      note: pick(index, 21, 9) === 0 ? 'Prosi o telefon dzień wcześniej.' : null,
    },
  ];
}

/** A number in [0, below) that looks like chance and is none. */
function pick(index: number, salt: number, below: number): number {
  let hash = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) % below;
}

function peselOf(birthDate: string, sex: 'female' | 'male', index: number): string {
  const [year = 0, month = 0, day = 0] = birthDate.split('-').map(Number);
  const serial = String(100 + pick(index, 9, 899));
  const sexDigit = pick(index, 10, 5) * 2 + (sex === 'male' ? 1 : 0);
  const digits = `${two(year % 100)}${two(month + (year >= 2000 ? 20 : 0))}${two(day)}${serial}${sexDigit}`;
  const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
  const sum = weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

export function id(kind: number, index: number): string {
  return `${String(kind).repeat(8)}-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
