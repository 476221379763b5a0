import type { Contact } from '../../core/domain/patient.ts';
import type { Service, VisitKind } from '../../core/domain/schedule.ts';
import type { CancelReason, Channel } from '../../core/domain/visit.ts';

export type Medium = 'sms' | 'email' | 'push';

/** What a message tells of: a visit (R40, R41), an entry to the waiting room (R42), or an SMS that was not understood. */
export type MessageKind =
  | 'booked'
  /** Asked for at the desk; e-mail only. */
  | 'confirmation'
  | 'moved'
  | 'cancelled'
  /** R38: the time stays, the mobile unit stands elsewhere. */
  | 'place'
  | 'reminder'
  | 'entry-made'
  | 'entry-deleted'
  | 'entry-void'
  | 'reply-unclear'
  | 'reply-which'
  | 'reply-nothing';

/** Facts that are written down with the change itself (central/db/migrations/040-notifications.ts). */
export interface VisitFacts {
  startsAt: string;
  service: Service;
  kind: VisitKind;
  legacy: boolean;
  /** A referral is known. */
  referral: boolean;
  cancelReason: CancelReason | null;
  bookedBy: Channel;
  relation: Contact['relation'];
  /** Of a move. */
  previousStartsAt?: string;
}

/** One message over one medium, as it is rendered. Names are read when it is sent. */
export interface CommunicationFacts {
  kind: MessageKind;
  medium: Medium;
  facts: Partial<VisitFacts> & {
    /** Of a cancellation: the entry was deleted with it (R27). */
    deleted?: boolean;
    /** `reply-which`: starts of the visits that a reply may mean. */
    choices?: string[];
  };
  clinicName: string | null;
  actorName: string | null;
  /** R38: where the mobile unit stands on that day, in words; the patient goes there and not to the clinic. */
  stop?: string | null;
  /** Told only when the contact is somebody else's (R15, R48): one parent may have two children. */
  givenName: string | null;
}
