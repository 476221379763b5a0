import type { Contact, Patient } from '../../core/domain/patient.ts';
import names from '../../resources/demo-clinic/names.json' with { type: 'json' };
import type { Random } from './random.ts';

/** Whom a schedule sees: adults at the heart clinic, children (1101), women of the programmes' ages. */
export interface PatientGroup {
  minAge: number;
  maxAge: number;
  sex: 'female' | 'male' | null;
}

/** Ranges of Polish mobile numbers. */
const mobilePrefixes = [
  '501',
  '504',
  '512',
  '516',
  '530',
  '600',
  '603',
  '606',
  '608',
  '661',
  '667',
  '692',
  '698',
  '721',
  '781',
  '787',
  '885',
  '888',
];

/** Makes invented people: valid PESELs, valid phone numbers, no two alike. */
export class DemoPatients {
  readonly #random: Random;
  readonly #thisYear: number;
  readonly #pesels = new Set<string>();

  constructor(random: Random, today: string) {
    this.#random = random;
    this.#thisYear = Number(today.slice(0, 4));
  }

  make(group: PatientGroup): Patient {
    const random = this.#random;
    const sex = group.sex ?? (random.chance(0.54) ? 'female' : 'male');
    // The mean of three throws: most are of middle age within the group. A year of distance from both limits, so that
    // nobody falls out of the group on the way to the visit.
    const [youngest, oldest] = [group.minAge + 1, group.maxAge - 1];
    const share = (random.next() + random.next() + random.next()) / 3;
    const age = Math.round(youngest + share * (oldest - youngest));
    const { pesel, birthDate } = this.#pesel(this.#thisYear - age, sex);
    const family = random.pickEarly(names.family as [string, string][]);
    const givenNames = age < 18 ? (sex === 'female' ? names.girls : names.boys) : sex === 'female' ? names.female : names.male;
    return {
      id: random.uuid(),
      version: 1,
      familyName: sex === 'female' ? family[1] : family[0],
      givenName: random.pickEarly(givenNames),
      pesel,
      document: null,
      birthDate,
      sex,
      contact: this.#contact(age),
    };
  }

  #contact(age: number): Contact {
    const random = this.#random;
    const relation = age < 18 ? 'guardian' : age > 80 && random.chance(0.4) ? 'relative' : 'patient';
    return {
      phone: this.#phone(),
      secondPhone: random.chance(0.12) ? this.#phone() : null,
      email: age < 60 && random.chance(0.25) ? `pacjent${random.digits(5)}@poczta.example` : null,
      relation,
    };
  }

  #phone(): string {
    return `+48${this.#random.pick(mobilePrefixes)}${this.#random.digits(6)}`;
  }

  #pesel(year: number, sex: 'female' | 'male'): { pesel: string; birthDate: string } {
    const random = this.#random;
    for (;;) {
      const month = random.int(1, 12);
      const day = random.int(1, 28);
      const coded = month + (year >= 2000 ? 20 : 0);
      const serial = random.digits(3);
      const sexDigit = random.int(0, 4) * 2 + (sex === 'male' ? 1 : 0);
      const ten = `${two(year % 100)}${two(coded)}${two(day)}${serial}${sexDigit}`;
      const pesel = `${ten}${checkDigit(ten)}`;
      if (this.#pesels.has(pesel)) continue;
      this.#pesels.add(pesel);
      return { pesel, birthDate: `${year}-${two(month)}-${two(day)}` };
    }
  }
}

const two = (value: number): string => String(value).padStart(2, '0');

function checkDigit(ten: string): number {
  const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(ten[index]), 0);
  return (10 - (sum % 10)) % 10;
}
