import type { queue as source } from '../pl/queue.ts';
import type { Translated } from '../translated.ts';

export const queue: Translated<typeof source> = {
  title: 'Sending queue',
  lead: 'Changes made on this computer that central e-registration does not know of yet or did not accept. They send themselves, in the order in which they were made.',
  caption: 'Changes waiting to be sent',
  empty: {
    title: 'Everything is sent',
    teach:
      'Each change made on this computer waits here until central e-registration has accepted it. Without a connection the list grows; with a connection it empties by itself.',
  },
  limited: 'The first {{shown}} of {{all}} are shown.',
  paused: {
    unauthorisedTitle: 'The queue stands: central e-registration does not accept this computer',
    unauthorised: 'Nothing is lost and booking goes on, but no change gets out. Tell IT: access has to be renewed.',
    unconnectedTitle: 'The queue stands: no connection is set up',
    unconnected: 'Changes are saved on this computer and go out once the connection to central e-registration is set up.',
    seedingTitle: 'The copy is being fetched',
    seeding: 'Changes go out once the copy of central e-registration has been fetched.',
  },
  count: {
    waiting: 'waiting',
    sending: 'on the way',
    unknown: 'being checked',
    refused: 'refused',
  },
  column: { act: 'Change', patient: 'Patient', state: 'State', since: 'Since', next: 'Next try', acts: 'Acts' },
  act: {
    book: 'Booking',
    move: 'Move of a visit',
    cancel: 'Cancellation',
    'change-patient': 'Change of patient data',
    publish: 'Publication of a schedule',
    'open-task': 'New task',
    'close-task': 'Closing of a task',
    'save-setting': 'Setting of the clinic',
  },
  state: {
    pending: 'on this computer, waiting',
    sending: 'being sent',
    unknown: 'sent, no answer',
    parked: 'refused',
  },
  means: {
    pending: 'Central e-registration does not know of it yet.',
    sending: 'On the way to central e-registration.',
    unknown: 'It is not known whether central e-registration accepted it. The program is asking by itself.',
    parked: 'Central e-registration refused it. Someone has to choose what next.',
  },
  attempts_one: '{{count}} try',
  attempts_other: '{{count}} tries',
  firstTry: 'before the first try',
  next: { now: 'in a moment', at: 'at {{time}}', day: '{{when}}', none: 'after a decision', connection: 'once connected' },
  retry: 'Send now',
  retryParked: 'Send again',
  retryAll: 'Connect now',
  asked: 'Sending has started.',
  withdraw: {
    open: 'Withdraw…',
    title: 'Withdraw the change',
    pending: 'The change will not be sent. The screen goes back to what central e-registration holds.',
    unknown:
      'Central e-registration may have accepted it already. The program will ask, and call off only what was not carried out.',
    parked: 'The refused change will be dropped and its task closed.',
    book: 'If the patient knows of the date already, call the patient.',
    reason: 'Reason',
    reasonPlaceholder: 'e.g. a mistake, patient resigned',
    reasonMissing: 'Enter a reason.',
    submit: 'Withdraw the change',
    done: 'The change is withdrawn.',
  },
};
