import {
  columnsOf,
  type ImportColumn,
  type ImportMapping,
  type ImportRole,
  missingColumns,
} from '../../contract/import-columns.ts';
import { foldForSearch } from '../../domain/fold.ts';

export type Role = ImportRole;
export type Column = ImportColumn;

interface RoleColumns {
  role: Role;
  /** Headers as people write them, folded to letters and digits. */
  headers: Partial<Record<Column, string[]>>;
}

const actor = [
  'lekarzpracownia',
  'lekarz',
  'personel',
  'pracownik',
  'specjalista',
  'doktor',
  'prowadzacy',
  'wykonujacy',
  'urzadzenie',
  'doctor',
  'practitioner',
];
const code = ['kod', 'kodkomorki', 'kodporadni', 'kodresortowy', 'kodviii', 'koddziedzinowy', 'kodspecjalnosci', 'cliniccode'];

/** Which headers make which file. The most telling role comes first: a visits file has a doctor's column too. */
const roles: readonly RoleColumns[] = [
  {
    role: 'ap-kolce',
    headers: {
      serviceCode: ['kodswiadczenia', 'kodproduktu', 'koduslugi', 'kodzakresu', 'swiadczenie'],
      month: ['miesiac', 'okres', 'month'],
      count: ['liczbaterminow', 'liczba', 'terminy', 'ilosc', 'iloscterminow', 'count'],
    },
  },
  {
    role: 'visits',
    headers: {
      date: ['data', 'datawizyty', 'dzien', 'dzienwizyty', 'termin', 'dataterminu', 'date'],
      time: ['godz', 'godzina', 'godzwizyty', 'godzinawizyty', 'czas', 'time'],
      actor,
      code,
      patient: [
        'pacjent',
        'pacjentka',
        'nazwiskoiimie',
        'imieinazwisko',
        'nazwiskoimie',
        'imienazwisko',
        'pacjentnazwiskoiimie',
        'pacjentimieinazwisko',
        'danepacjenta',
        'patient',
      ],
      familyName: ['nazwisko', 'nazwiskopacjenta'],
      givenName: ['imie', 'imiepacjenta', 'imiona'],
      pesel: ['pesel', 'nrpesel', 'peselpacjenta', 'numerpesel'],
      phone: [
        'telefon',
        'tel',
        'nrtelefonu',
        'numertelefonu',
        'nrtel',
        'telefony',
        'kontakt',
        'telefonkontaktowy',
        'komorka',
        'phone',
      ],
      secondPhone: ['telefon2', 'tel2', 'drugitelefon', 'telefondodatkowy', 'nrtelefonu2'],
      email: ['email', 'mail', 'adresemail', 'pocztaelektroniczna'],
      kind: ['rodzaj', 'rodzajwizyty', 'typ', 'typwizyty', 'wizyta', 'rodzajporady', 'kind'],
      referral: [
        'nrskierowania',
        'skierowanie',
        'kodskierowania',
        'eskierowanie',
        'numerskierowania',
        'kluczskierowania',
        'nreskierowania',
      ],
      category: ['kategoria', 'kategoriamedyczna', 'tryb', 'trybprzyjecia', 'pilnosc'],
      note: ['uwagi', 'uwaga', 'notatka', 'notatki', 'komentarz', 'opis', 'informacje', 'note', 'notes'],
    },
  },
  {
    role: 'schedules',
    headers: {
      actor,
      code,
      weekday: ['dzien', 'dzientygodnia', 'dni', 'dnitygodnia', 'weekday'],
      from: ['od', 'godzod', 'godzinaod', 'poczatek', 'odgodz', 'odgodziny', 'start', 'from'],
      to: ['do', 'godzdo', 'godzinado', 'koniec', 'dogodz', 'dogodziny', 'to'],
      minutes: ['coileminut', 'cominut', 'minut', 'minuty', 'czaswizyty', 'dlugoscwizyty', 'czastrwania', 'comin', 'minutes'],
      firstEvery: ['pierwszorazoweco', 'pierwszorazowaco', 'pierwszorazoweconty', 'pierwszeco', 'pierwszorazowe', 'firstevery'],
      room: ['gabinet', 'pokoj', 'sala', 'nrgabinetu', 'room'],
      validFrom: ['waznyod', 'obowiazujeod', 'dataod', 'waznoscod', 'validfrom'],
      validTo: ['waznydo', 'obowiazujedo', 'datado', 'waznoscdo', 'validto'],
      mode: ['tryb', 'forma', 'sposob'],
      payer: ['platnik', 'finansowanie', 'payer'],
    },
  },
  {
    role: 'staff',
    headers: {
      actor: [...actor, 'nazwiskoiimie', 'imieinazwisko', 'nazwa'],
      npwz: ['npwz', 'nrpwz', 'pwz', 'numerpwz', 'nrprawawykonywaniazawodu', 'numerprawawykonywaniazawodu'],
      code,
      unit: ['komorka', 'poradnia', 'nazwakomorki', 'pracownia', 'nazwaporadni', 'jednostka'],
    },
  },
];

export interface RecognisedHeader {
  role: Role;
  columns: Map<Column, number>;
}

/** The role of a file with these headers, or null. Case, diacritics, dots and blanks do not matter. */
export function recogniseHeader(cells: string[]): RecognisedHeader | null {
  const headers = cells.map((cell) => foldForSearch(cell).replace(/[^a-z0-9]/g, ''));
  for (const { role, headers: names } of roles) {
    const columns = new Map<Column, number>();
    for (const [column, synonyms] of Object.entries(names) as [Column, string[]][]) {
      const index = headers.findIndex((header) => synonyms.includes(header));
      if (index >= 0) columns.set(column, index);
    }
    if (columnsOf[role].required.every((group) => group.some((column) => columns.has(column)))) return { role, columns };
  }
  return null;
}

/**
 * The header as a person explained it: what they named counts, the rest is recognised as far as it is. null = these are not
 * the headers that were meant, or a required one was not named.
 */
export function mappedHeader(cells: string[], mapping: ImportMapping): RecognisedHeader | null {
  if (missingColumns(mapping).length > 0) return null;
  const columns = new Map<Column, number>();
  const named = Object.entries(mapping.columns) as [Column, string][];
  for (const [column, header] of named) {
    const index = cells.findIndex((cell) => cell.trim() === header.trim());
    if (index < 0) return null;
    columns.set(column, index);
  }
  return { role: mapping.role, columns };
}
