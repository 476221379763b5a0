import profiles from '../../resources/crowd-profiles.json' with { type: 'json' };

/** What simulated patients do with their bookings, in shares of all bookings; what is published of it, and what is assumed. */
export interface CrowdProfile {
  id: string;
  /** Polish, for the page. */
  name: string;
  /** They exclude each other; the rest come. */
  ofBookings: { moved: number; cancelled: number; noShow: number };
  published: { what: string; source: string }[];
  assumed: string[];
}

export const crowdProfiles: readonly CrowdProfile[] = profiles;
export const defaultProfile = profiles[0]?.id ?? '';

export function crowdProfile(id: string): CrowdProfile | null {
  return crowdProfiles.find((profile) => profile.id === id) ?? null;
}

/** How people go about it. Nobody has published any of it: assumed, in shares. */
export const habits = {
  /** Of those who cancel: by an answer to the reminder; the others in the account. */
  cancelsBySms: 0.4,
  /** After cancelling: does not want another date, so must delete the entry (R29). */
  wantsNoOtherDate: 0.5,
  /** Nothing found: goes to the waiting room rather than giving up. */
  entersWaitingRoom: 0.9,
  changesCriteria: 0.15,
  /** Tires of waiting and deletes the entry. */
  leavesWaitingRoom: 0.05,
  /** Comes for mammography or cytology rather than a cardiologist, if she qualifies (R36). */
  wantsExam: 0.2,
  urgent: 0.2,
  entitled: 0.06,
  minor: 0.06,
  /** An SMS that the gateway brings twice. */
  smsTwice: 0.1,
  /** Takes the first slot found, whatever it is; the others choose among what is shown. */
  takesTheFirst: 0.6,
} as const;
