import type { truth as source } from '../pl/truth.ts';
import type { Translated } from '../translated.ts';

export const truth: Translated<typeof source> = {
  label: {
    local: 'on this computer',
    sent: 'sent',
    unknown: 'being checked',
    refused: 'refused',
    confirmed: 'confirmed',
  },
  means: {
    local: 'Saved on this computer. Central e-registration does not know of it yet; it will be sent by itself.',
    sent: 'Sent to central e-registration, waiting for confirmation.',
    unknown: 'Sent, but no answer came. The program finds out by itself what happened; slot and patient are held back meanwhile.',
    refused: 'Central e-registration refused it. What to do: see Tasks.',
    confirmed: 'The same in central e-registration.',
  },
  say: {
    title: 'To say to the patient',
    'request-until-confirmed':
      '“I am noting a request for this slot. There is no connection now, so it is certain once confirmed. If it turns out to be taken, we will call with another.”',
    'firm-offline': '“The visit is booked. The confirmation will come when the connection is back.”',
    'returns-to-waiting-room':
      '“After cancelling you return to the waiting room. If you do not want to wait for a new date, the entry has to be deleted: here or in IKP.”',
    'slot-to-waiting-room': '“The freed slot goes to someone in the waiting room.”',
    'slot-to-live-search': '“The freed slot will be visible to other patients at once.”',
    'both-clinics-told': '“Both clinics will be told of the change; the former date is kept until the new one is confirmed.”',
  },
};
