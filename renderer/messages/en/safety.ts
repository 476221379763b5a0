import type { safety as source } from '../pl/safety.ts';
import type { Translated } from '../translated.ts';

export const safety: Translated<typeof source> = {
  clockAhead_one: 'The clock of this computer is {{count}} minute fast. Slots go by the time of central e-registration.',
  clockAhead_other: 'The clock of this computer is {{count}} minutes fast. Slots go by the time of central e-registration.',
  clockBehind_one: 'The clock of this computer is {{count}} minute slow. Slots go by the time of central e-registration.',
  clockBehind_other: 'The clock of this computer is {{count}} minutes slow. Slots go by the time of central e-registration.',
  backupFailed: 'The backup of this computer’s data failed. Tell the IT person.',
  recovered_one: 'The journal of this computer was damaged and has been restored. {{count}} entry since {{since}} came back.',
  recovered_other: 'The journal of this computer was damaged and has been restored. {{count}} entries since {{since}} came back.',
  notAsked: 'Whether anything is missing will show once central can be reached. Check the visits entered after that time.',
  nothingMissing: 'Central has nothing more from this computer.',
  missing_one: 'Central has {{count}} change from this computer that the journal does not know:',
  missing_other: 'Central has {{count}} changes from this computer that the journal does not know:',
  read: 'I have read this',
};
