import { tables } from './migrations/010-tables.ts';
import { applyChange } from './migrations/020-apply-change.ts';
import { bookingFacts } from './migrations/030-booking-facts.ts';
import { notifications } from './migrations/040-notifications.ts';
import { slotsSeen } from './migrations/050-slots-seen.ts';
import { intentAuthor } from './migrations/060-intent-author.ts';
import { waitingRoom } from './migrations/070-waiting-room.ts';
import { waitingNotices } from './migrations/080-waiting-notices.ts';
import { examRecords } from './migrations/090-exam-records.ts';
import { simp } from './migrations/100-simp.ts';
import { elsewhere } from './migrations/110-elsewhere.ts';
import { freeSlots } from './migrations/120-free-slots.ts';
import { holdsTold } from './migrations/130-holds-told.ts';
import { cancelledReferrals } from './migrations/140-cancelled-referrals.ts';
import { mobileUnits } from './migrations/150-mobile-units.ts';
import { placesTold } from './migrations/160-places-told.ts';
import { accessLog } from './migrations/170-access-log.ts';

export interface Migration {
  /** In tens, so that a fix can be put between. */
  number: number;
  name: string;
  sql: string;
}

export const migrations: readonly Migration[] = [
  { number: 10, name: 'tables', sql: tables },
  { number: 20, name: 'apply-change', sql: applyChange },
  { number: 30, name: 'booking-facts', sql: bookingFacts },
  { number: 40, name: 'notifications', sql: notifications },
  { number: 50, name: 'slots-seen', sql: slotsSeen },
  { number: 60, name: 'intent-author', sql: intentAuthor },
  { number: 70, name: 'waiting-room', sql: waitingRoom },
  { number: 80, name: 'waiting-notices', sql: waitingNotices },
  { number: 90, name: 'exam-records', sql: examRecords },
  { number: 100, name: 'simp', sql: simp },
  { number: 110, name: 'elsewhere', sql: elsewhere },
  { number: 120, name: 'free-slots', sql: freeSlots },
  { number: 130, name: 'holds-told', sql: holdsTold },
  { number: 140, name: 'cancelled-referrals', sql: cancelledReferrals },
  { number: 150, name: 'mobile-units', sql: mobileUnits },
  { number: 160, name: 'places-told', sql: placesTold },
  { number: 170, name: 'access-log', sql: accessLog },
];
