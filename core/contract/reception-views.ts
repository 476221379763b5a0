import type { ScheduleView, VisitView } from './views.ts';

/** A visit as the reception sees it when someone stands there. */
export interface ReceptionRow extends VisitView {
  schedule: ScheduleView;
  room: string | null;
  /** `58•••••••24` */
  peselMasked: string | null;
  /** Without phone and e-mail nobody can be reached (R15). */
  hasContact: boolean;
}

export interface ReceptionView {
  /** Central's today. */
  date: string;
  /** By time; of several days the earliest day first. */
  rows: ReceptionRow[];
  /** Of the whole day (or of all open visits), whatever was searched for. */
  total: number;
  /** Visits of today and of former days that have begun and still have no end. */
  open: number;
  /** Someone was named who has no visit here today: when the next one is. */
  notToday: { patientId: string; patientName: string; nextLocalStart: string | null } | null;
}
