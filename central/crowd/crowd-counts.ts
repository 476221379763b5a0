/** What the crowd has done so far. */
export interface CrowdCounts {
  searches: number;
  /** Bookings: by the patients themselves and by the waiting room for them. */
  booked: number;
  /** Of these: by the waiting room. */
  assigned: number;
  /** Of these: preventive exams. */
  exams: number;
  moved: number;
  cancelled: number;
  /** Of these: by an answer to an SMS. */
  cancelledBySms: number;
  came: number;
  performed: number;
  missed: number;
  entered: number;
  criteriaChanged: number;
  entriesDeleted: number;
  /** Nothing found, and not willing to wait. */
  gaveUp: number;
  smsReplies: number;
  /** Brought twice by the gateway, and (never) understood in two ways. */
  smsRepeated: number;
  smsContradicted: number;
  /** Refusals of central, by code. */
  refused: Record<string, number>;
}

export const noCounts = (): CrowdCounts => ({
  searches: 0,
  booked: 0,
  assigned: 0,
  exams: 0,
  moved: 0,
  cancelled: 0,
  cancelledBySms: 0,
  came: 0,
  performed: 0,
  missed: 0,
  entered: 0,
  criteriaChanged: 0,
  entriesDeleted: 0,
  gaveUp: 0,
  smsReplies: 0,
  smsRepeated: 0,
  smsContradicted: 0,
  refused: {},
});
