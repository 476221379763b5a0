import type { safety as source } from '../pl/safety.ts';
import type { Translated } from '../translated.ts';

export const safety: Translated<typeof source> = {
  clockAhead: 'The clock of this computer is {{howMuch}} fast. Slots go by the time of central e-registration.',
  clockBehind: 'The clock of this computer is {{howMuch}} slow. Slots go by the time of central e-registration.',
  span: {
    minutes_one: '{{count}} minute',
    minutes_other: '{{count}} minutes',
    hours_one: '{{count}} hour',
    hours_other: '{{count}} hours',
    days_one: '{{count}} day',
    days_other: '{{count}} days',
  },
  backupFailed: 'The backup of this computer’s data failed. Tell the IT person.',
  recovered_one: 'The journal of this computer was damaged and has been restored. {{count}} entry since {{since}} came back.',
  recovered_other: 'The journal of this computer was damaged and has been restored. {{count}} entries since {{since}} came back.',
  notAsked: 'Whether anything is missing will show once central can be reached. Check the visits entered after that time.',
  nothingMissing: 'Central has nothing more from this computer.',
  missing_one: 'Central has {{count}} change from this computer that the journal does not know:',
  missing_other: 'Central has {{count}} changes from this computer that the journal does not know:',
  read: 'I have read this',
};
