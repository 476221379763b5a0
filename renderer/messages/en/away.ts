import type { away as source } from '../pl/away.ts';
import type { Translated } from '../translated.ts';

export const away: Translated<typeof source> = {
  title: 'While you were away',
  notice_one: 'While you were away: {{count}} change.',
  notice_other: 'While you were away: {{count}} changes.',
  open: 'Show the list',
  lead: 'Changes by patients and other desks that nobody at this computer saw as they came. They stay here until you tick them off.',
  since: 'Last at this computer: {{when}}.',
  limited: 'The newest {{shown}} of {{all}} are shown.',
  empty: {
    title: 'Nothing new',
    teach:
      'When a patient or another desk changes something while nobody is at this computer, or while there is no connection, it appears here.',
  },
  group: {
    patients: 'Patients and the waiting room',
    colleagues: 'Other desks',
    unknown: 'Not known who changed it',
  },
  unknownHelp: 'The connection was gone for so long that central e-registration told only the new state, not by whom and when.',
  what: {
    booked: 'New visit',
    moved: 'Moved',
    cancelled: 'Cancelled',
    outcome: 'Change of status',
    changed: 'Change in the visit',
    gone: 'Gone from central e-registration',
    patient: 'Change of the patient’s data',
    schedule: 'Change of the schedule',
  },
  byOtherClinic: 'booked by another clinic',
  inClinic: 'at: {{clinic}}',
  byWaitingRoom: 'assigned by the waiting room',
  fromTo: '{{from}} → {{to}}',
  during: 'during the break',
  show: 'Show in the calendar',
  showPatient: 'Open the patient’s card',
  tick: 'Tick off',
  tickAll: 'Tick all off',
};
