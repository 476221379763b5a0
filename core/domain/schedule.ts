/** R8: what a schedule offers, and the slots that come out of it. All clinic times are Europe/Warsaw wall clock. */
export type Service = 'cardiology' | 'mammography' | 'cytology';
export type VisitKind = 'first' | 'continuation';
export type VisitMode = 'in-person' | 'remote';
export type Payer = 'nfz' | 'private';

/** A doctor, nurse or midwife (`practitioner`) or a machine (`device`). */
export interface Actor {
  id: string;
  kind: 'practitioner' | 'device';
  /** As printed on the door: `dr n. med. Monika Kalinowska`, `mammograf 1`. */
  name: string;
  /** Licence number of a doctor, seven digits. */
  npwz: string | null;
}

/** One stretch of a week. Two stretches of one schedule never overlap on a day on which both are valid. */
export interface WeeklyHours {
  /** ISO: 1 = Monday ... 7 = Sunday. */
  weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  /** `HH:MM` wall clock. */
  startsAt: string;
  endsAt: string;
  slotMinutes: number;
  /** Every n-th slot of the stretch, beginning with its first, is for a first visit; 0 = none, 1 = all. */
  firstEvery: number;
  room: string | null;
  mode: VisitMode;
  payer: Payer;
  /** `YYYY-MM-DD`, both inclusive. */
  validFrom: string;
  validTo: string;
  /** Not every week; absent = every week. */
  repeat?: WeekRepeat | undefined;
}

/**
 * Every n-th week, Monday to Sunday, counted from the week of a day. A day and not "odd weeks": after a year of 53 weeks
 * (2026 is one) two odd weeks follow each other, and the doctor would come twice or not at all.
 */
export interface WeekRepeat {
  /** 2 = every other week. */
  everyWeeks: number;
  /** `YYYY-MM-DD`, any day of a week in which the hours hold. */
  anchor: string;
}

/** Hours of one single day. */
export type DayHours = Omit<WeeklyHours, 'weekday' | 'validFrom' | 'validTo' | 'repeat'>;

/** One day that differs from the weekly template. */
export type ScheduleException =
  | { date: string; kind: 'closed'; reason: string }
  | { date: string; kind: 'hours'; hours: DayHours[]; reason: string };

/** A slot that differs from what the template gives (R14: change of kind; withdrawn; R49: overbooked extra slot). */
export interface SlotOverride {
  /** UTC instant of the slot's start. */
  startsAt: string;
  change:
    | { kind: 'withdraw' }
    | { kind: 'set-kind'; visitKind: VisitKind }
    | { kind: 'extra'; visitKind: VisitKind; durationMinutes: number; overbooked: boolean };
  author: string;
  reason: string;
}

/** R38: where a mobile unit stands on some days; on all others it is at its clinic. */
export interface MobileStop {
  /** `YYYY-MM-DD`, both inclusive. */
  from: string;
  to: string;
  town: string;
  /** Street and number, or where exactly: `Rynek Górny 1, przed ratuszem`. */
  address: string;
  /** Two digits of TERYT. */
  voivodeship: string;
  /** null = not known: found by town and voivodeship, not by radius. */
  latitude: number | null;
  longitude: number | null;
}

export interface Schedule {
  id: string;
  version: number;
  clinicId: string;
  actor: Actor;
  /** Resort code VIII (`1100` ...) or `MMG`, `CYT` for the prevention programmes. */
  clinicCode: string;
  service: Service;
  /** Raised by one with each publication. */
  revision: number;
  weekly: WeeklyHours[];
  exceptions: ScheduleException[];
  overrides: SlotOverride[];
  /** Of a mobile unit only; no two on one day. Absent = always at the clinic. */
  stops?: MobileStop[] | undefined;
}

export interface Slot {
  /** `slotId(schedule.id, startsAt)`: UUIDv5, the same at desk and central. Overbooked extras add a suffix to the name. */
  id: string;
  scheduleId: string;
  service: Service;
  clinicCode: string;
  kind: VisitKind;
  mode: VisitMode;
  payer: Payer;
  /** UTC instant, `2026-11-23T07:00:00Z`. */
  startsAt: string;
  durationMinutes: number;
  room: string | null;
  overbooked: boolean;
}
