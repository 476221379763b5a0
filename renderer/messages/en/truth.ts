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
    'series-by-clinic':
      '“The dates of these visits are changed by our clinic only, not in IKP. A text message will remind you of each.”',
    'returns-to-waiting-room':
      '“After cancelling you return to the waiting room. If you do not want to wait for a new date, the entry has to be deleted: here or in IKP.”',
    'slot-to-waiting-room': '“The freed slot goes to someone in the waiting room.”',
    'slot-to-live-search': '“The freed slot will be visible to other patients at once.”',
    'waiting-room-entered':
      '“You are in the waiting room. Every day a free slot is looked for by the criteria you gave; when there is one, the visit is booked and you get a message. The date may come sooner than the forecast. You can change the criteria at any time: fewer of them, an earlier date.”',
    'waiting-until-confirmed': '“There is no connection now, so the entry is certain once it is confirmed.”',
    'assigned-date':
      '“You have been given a date. If it does not suit, you can change it while another is free, cancel it and go on waiting, or delete the entry. Who wants no further dates from the waiting room must delete the entry.”',
    'entry-deleted':
      '“I am deleting the entry: you no longer wait, and the date you were given is lost. To come back you have to apply anew.”',
    'old-date-until-new':
      '“I give the present date back only together with booking the new one. Should the new one turn out to be taken, the present one stays.”',
    'both-clinics-told': '“Both clinics will be told of the change; the former date is kept until the new one is confirmed.”',
  },
};
