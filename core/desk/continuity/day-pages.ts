import type { DayColumn, DayView, SlotView, VisitView } from '../../contract/views.ts';
import { localDateTimeOf, weekdayOf } from '../../domain/time.ts';
import { longDate, packGaps, packKinds, packStatuses, packTruths, packWords, shortDate } from './pack-words.ts';

/** One line of a list: a visit, or a free slot to write on. */
export interface PackLine {
  time: string;
  who: string;
  kind: string;
  remarks: string;
  free: boolean;
}

/** One doctor's day; may take more than one sheet. */
export interface PackPage {
  title: string;
  subtitle: string;
  counts: string;
  truth: string;
  lines: PackLine[];
}

export interface PackDay {
  clinicName: string;
  date: string;
  dateTitle: string;
  asOf: string;
  central: string;
  pages: PackPage[];
}

export interface PackFacts {
  clinicName: string;
  day: DayView;
  /** UTC instants by central's clock; `confirmedAsOf` null = this computer has nothing of central. */
  now: string;
  confirmedAsOf: string | null;
}

/** What stands on the sheets of a day: a page per doctor, with the visits and the free slots in order of time. */
export function dayPages({ clinicName, day, now, confirmedAsOf }: PackFacts): PackDay {
  return {
    clinicName,
    date: day.date,
    dateTitle: longDate(day.date, weekdayOf(day.date)),
    asOf: `${packWords.asOf} ${clockText(now, day.date)}`,
    central: confirmedAsOf ? `${packWords.central} ${clockText(confirmedAsOf, day.date)}` : packWords.neverCentral,
    pages: day.columns.map(pageOf),
  };
}

/** The time alone on the day of the list, with its date on another one. */
function clockText(instant: string, date: string): string {
  const [day = '', time = ''] = localDateTimeOf(instant).split('T');
  return day === date ? time : `${shortDate(day)}, ${time}`;
}

function pageOf(column: DayColumn): PackPage {
  const unconfirmed = column.visits.filter(({ truth }) => truth !== 'confirmed').length;
  const rooms = column.rooms.map((room) => (/^\d/.test(room) ? `${packWords.room} ${room}` : room));
  return {
    title: column.schedule.actorName,
    subtitle: [`${packWords.clinic} ${column.schedule.clinicCode}`, ...rooms].join(' · '),
    counts: `${packWords.booked} ${column.booked}, ${packWords.freeCount} ${column.free}`,
    truth: unconfirmed === 0 ? packWords.allConfirmed : `${packWords.unconfirmed} ${unconfirmed}, ${packWords.othersConfirmed}`,
    lines: [
      ...column.visits.map(visitLine),
      // Kept for five minutes at most: on the paper of the whole day it is free.
      ...column.slots.filter(({ state }) => ['free', 'held', 'held-back'].includes(state)).map(slotLine),
    ].toSorted((a, b) => a.time.localeCompare(b.time)),
  };
}

function visitLine(visit: VisitView): PackLine {
  const remarks = [
    visit.urgent ? packWords.urgent : null,
    visit.entitled ? packWords.entitled : null,
    packStatuses[visit.status],
    ...visit.gaps.map((gap) => packGaps[gap]),
    // I5: paper, too, says what central does not hold yet.
    packTruths[visit.truth],
  ];
  return {
    time: visit.localStart.slice(11, 16),
    who: visit.patientName,
    kind: packKinds[visit.service === 'cardiology' ? visit.kind : visit.service],
    remarks: remarks.filter((remark) => remark !== null).join(', '),
    free: false,
  };
}

function slotLine(slot: SlotView): PackLine {
  return { time: slot.localStart.slice(11, 16), who: packWords.free, kind: packKinds[slot.kind], remarks: '', free: true };
}
