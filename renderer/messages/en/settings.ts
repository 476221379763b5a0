import type { settings as source } from '../pl/settings.ts';
import type { Translated } from '../translated.ts';

export const settings: Translated<typeof source> = {
  title: 'Settings of this computer',
  lead: 'They work at once, and on this computer only.',
  language: { title: 'Language', pl: 'Polski', en: 'English' },
  theme: { title: 'Appearance', light: 'Light', dark: 'Dark', system: 'As the system' },
  density: {
    title: 'Density',
    comfortable: 'Comfortable',
    compact: 'Compact',
    help: 'Compact shows more visits on a small screen.',
  },
  schedules: {
    title: 'Schedules in the day view',
    help: 'Those not ticked are not shown on this computer. They can still be booked.',
    shown: 'Shown: {{shown}} of {{all}}',
    all: 'Show all',
    none: 'The clinic has no schedules yet. Load them in Import.',
    lastOne: 'At least one schedule has to be visible.',
  },
  retention: {
    title: 'How long data stay',
    help: 'Older ones leave this computer once a day. Central e-registration keeps them. What has not been sent never leaves.',
    days: {
      visits: 'Past visits',
      acts: 'Changes that were sent',
      tasks: 'Closed tasks and calls',
      changes: 'Changes by others',
      audit: 'Audit log',
    },
    unit: 'days ({{least}} to {{most}}, usually {{usual}})',
    save: 'Save the periods',
    saved: 'The periods are saved.',
    last: 'Last time: {{at}}, entries removed: {{count}}.',
    never: 'There was nothing to remove yet.',
  },
  about: {
    title: 'About the program',
    version: 'Version',
    clinic: 'Clinic',
    noClinic: 'not set up',
    desk: 'Desk',
    connection: 'Central e-registration',
    clock: 'Clock of the computer',
    clockOk: 'agrees with central (difference {{seconds}} s)',
    clockAhead: 'is {{seconds}} s fast; central’s clock decides about dates',
    clockBehind: 'is {{seconds}} s slow; central’s clock decides about dates',
    clockUnknown: 'not compared yet',
    licence: 'Licence',
  },
};
