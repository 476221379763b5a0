import { foldForSearch } from '../../domain/fold.ts';
import { parsePersonName } from '../../domain/name.ts';
import type { Contact } from '../../domain/patient.ts';
import { type Pesel, parsePesel, peselWithLostZeros } from '../../domain/pesel.ts';
import { parsePhones } from '../../domain/phone.ts';
import { parseReferral } from '../../domain/referral.ts';
import type { VisitKind } from '../../domain/schedule.ts';
import { ageOn } from '../../domain/time.ts';
import type { MedicalCategory, Referral, VisitGap } from '../../domain/visit.ts';
import { instantMsOf, instantText, minuteOfDay } from '../../domain/wall-clock.ts';
import { readDate, readKind, readTime } from './cells.ts';
import type { Post, Staff } from './read-staff.ts';
import type { TableRow } from './read-table.ts';
import { type Remark, remark } from './row-log.ts';

/** One row of the visits file, read but not yet placed. */
export interface VisitRow {
  row: TableRow;
  posts: Post[];
  date: string;
  startsAt: string;
  familyName: string;
  givenName: string;
  pesel: Pesel | null;
  contact: Contact;
  kind: VisitKind;
  category: MedicalCategory;
  referral: Referral | null;
  note: string | null;
  /** What is missing in the row itself (R6); what is wrong with its place is found later. */
  gaps: VisitGap[];
  remarks: Remark[];
  phone: { two: boolean; none: boolean; words: boolean };
}

export type ReadVisitRow = VisitRow | { refused: Remark[] };

/** Reads one row. Only what no visit can be without (who treats whom, and when) refuses it. */
export function readVisitRow(row: TableRow, staff: Staff): ReadVisitRow {
  const refused: Remark[] = [];
  const code = row.text('code').toUpperCase();
  const posts = staff.postsOf(row.text('actor')).filter(({ clinicCode }) => code === '' || clinicCode === code);
  if (posts.length === 0)
    refused.push(remark(row.text('actor') === '' ? 'missing-column-value' : 'unknown-actor', row.header('actor')));
  const date = readDate(row.text('date'));
  if (!date) refused.push(remark('unreadable-date', row.header('date')));
  const time = readTime(row.text('time'));
  if (!time) refused.push(remark('unreadable-time', row.header('time')));
  const name = readName(row);
  if (!name) refused.push(remark('missing-column-value', row.header('patient') || row.header('familyName')));
  if (!date || !time || !name || refused.length > 0) return { refused };

  const notes = [row.text('note')];
  const remarks: Remark[] = name.caseChanged ? [remark('name-case', row.header('patient') || row.header('familyName'))] : [];
  const gaps: VisitGap[] = [];
  const pesel = readPesel(row, { remarks, gaps, notes });
  const isMinor = () => pesel !== null && ageOn(pesel.birthDate, date) < 18;
  const { contact, phone } = readContact(row, isMinor, { remarks, gaps, notes });
  const cardiology = posts.every(({ service }) => service === 'cardiology');
  const kind = readRowKind(row, cardiology, remarks);
  const referral = readReferral(row, pesel, { remarks, gaps, notes });
  if (cardiology && kind === 'first' && !referral) {
    gaps.push('no-referral');
    remarks.push(remark('no-referral', row.header('referral') || null));
  }
  return {
    row,
    posts,
    date,
    startsAt: instantText(instantMsOf(date, minuteOfDay(time))),
    familyName: name.familyName,
    givenName: name.givenName,
    pesel,
    contact,
    kind,
    category: /^(?:piln|urgent|p$)/.test(foldForSearch(row.text('category'))) ? 'urgent' : 'stable',
    referral,
    note: notes.filter((part) => part !== '').join('; ') || null,
    gaps,
    remarks,
    phone,
  };
}

interface Found {
  remarks: Remark[];
  gaps: VisitGap[];
  notes: string[];
}

function readName(row: TableRow) {
  const family = row.text('familyName');
  // Two columns say themselves which is which.
  if (family !== '' && row.text('givenName') !== '') return parsePersonName(`${family}, ${row.text('givenName')}`);
  return parsePersonName(row.text('patient') || family);
}

/** A wrong number is no identity, yet staff may find the slip: it is kept in the note. */
function readPesel(row: TableRow, { remarks, gaps, notes }: Found): Pesel | null {
  const text = row.text('pesel');
  if (!/[\p{Letter}\d]/u.test(text)) {
    gaps.push('no-pesel');
    remarks.push(remark('no-pesel', row.header('pesel') || null));
    return null;
  }
  const parsed = parsePesel(text);
  if (!parsed.ok) {
    gaps.push('bad-pesel');
    remarks.push(remark(peselWithLostZeros(text) ? 'pesel-zero-lost' : 'bad-pesel', row.header('pesel')));
    notes.push(`${row.header('pesel')}: ${text}`);
    return null;
  }
  if (parsed.value.pesel !== text) remarks.push(remark('pesel-spaces-removed', row.header('pesel')));
  return parsed.value;
}

function readContact(
  row: TableRow,
  isMinor: () => boolean,
  { remarks, gaps, notes }: Found,
): Pick<VisitRow, 'contact' | 'phone'> {
  const text = [row.text('phone'), row.text('secondPhone')].filter((part) => part !== '').join(' / ');
  const field = row.header('phone') || null;
  const { primary, second, words, hadWords } = parsePhones(text);
  const says = words !== null && !/^(?:brak|nie ma|bez|nie|brak tel.*|x+|0+|\?+)$/i.test(words) ? words : null;
  // A second number in a column of its own was not split from anything.
  const split = second !== null && row.text('secondPhone') === '';
  if (split) remarks.push(remark('phone-split', field));
  if (primary && hadWords) remarks.push(remark('phone-words-moved', field));
  if (says) notes.push(primary ? says : `${row.header('phone')}: ${says}`);
  const email = row.text('email') || null;
  if (!primary) {
    const hasDigits = /\d{3}/.test(text);
    remarks.push(remark(hasDigits ? 'phone-unusable' : 'no-phone', field));
    if (!email) gaps.push('no-contact');
  }
  const relation = relationOf(words, isMinor);
  return {
    contact: { phone: primary, secondPhone: second, email, relation },
    phone: { two: split, none: !primary && !/\d{3}/.test(text), words: primary !== null && hadWords },
  };
}

/** `syn 664621279` is somebody else's number (R15); a child's relative acts for it (R48). */
function relationOf(words: string | null, isMinor: () => boolean): Contact['relation'] {
  const folded = words === null ? '' : foldForSearch(words);
  if (/\b(?:opiekun|kurator)/.test(folded)) return 'guardian';
  if (!/\b(?:syn|cork|zon|maz\b|matk|mam|ojc|ojciec|tat|brat|siostr|wnucz|ziec|synow|babci|dziad|rodzic|sasiad)/.test(folded))
    return 'patient';
  return isMinor() ? 'guardian' : 'relative';
}

function readRowKind(row: TableRow, cardiology: boolean, remarks: Remark[]): VisitKind {
  const kind = readKind(row.text('kind'));
  if (kind) return kind;
  remarks.push(remark('unknown-kind', row.header('kind') || null));
  // Exams know first visits only; a referral is brought to a first visit.
  return !cardiology || row.text('referral') !== '' ? 'first' : 'continuation';
}

function readReferral(row: TableRow, pesel: Pesel | null, { remarks, notes }: Found): Referral | null {
  const text = row.text('referral');
  if (text === '') return null;
  const parsed = parseReferral(text, pesel?.pesel ?? null);
  if (parsed.ok) return parsed.value;
  remarks.push(remark('referral-invalid', row.header('referral')));
  notes.push(`${row.header('referral')}: ${text}`);
  return null;
}
