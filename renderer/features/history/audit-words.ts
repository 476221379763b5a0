import type { AuditEntry } from '../../../core/contract/safety-views.ts';
import type { Overview } from '../../../core/contract/views.ts';
import { formatPhone } from '../../../core/domain/phone.ts';
import type { Format } from '../../app/format.ts';
import { scheduleOf } from '../../app/overview.ts';
import type { Translate } from '../../messages/i18n.ts';

export interface Words {
  t: Translate;
  format: Format;
  overview: Overview | undefined;
}

export interface ChangedField {
  name: string;
  from: string | null;
  to: string | null;
}

/** Which fields a person reads; keys of other things (slot, patient) say nothing to anyone. */
const fields = [
  'startsAt',
  'scheduleId',
  'status',
  'cancelReason',
  'familyName',
  'givenName',
  'pesel',
  'document',
  'birthDate',
  'sex',
  'phone',
  'secondPhone',
  'email',
  'relation',
] as const;
type Field = (typeof fields)[number];

/** What was done, in a word. */
export function actWord({ what, key, after }: AuditEntry, { t }: Words): string {
  const thing = key?.startsWith('patient:') ? 'patient' : 'visit';
  switch (what) {
    case 'create':
    case 'book':
      return t(thing === 'patient' ? 'history.did.entered' : 'history.did.booked');
    case 'refused':
    case 'move':
    case 'cancel':
    case 'give-up':
    case 'open-patient':
    case 'reveal-contact':
    case 'export-patient':
      return t(`history.did.${what}`);
    case 'change':
    case 'set-outcome': {
      const status = statusWord(after?.status, t);
      return status ? t('history.did.status', { status }) : t('history.did.changed');
    }
    default:
      return t('history.did.changed');
  }
}

/** The patient in IKP and central itself act without a name. */
export function actorWord(author: string | null, { t }: Words): string {
  if (author === 'ikp' || author === 'central') return t(`history.who.${author}`);
  return author ?? t('history.who.unknown');
}

/** From what to what, field by field; of a new thing only when and with whom. */
export function changedFields({ what, before, after }: AuditEntry, words: Words): ChangedField[] {
  if (after === null) return [];
  const isNew = what === 'create' || what === 'book';
  const shown = isNew ? (['startsAt', 'scheduleId'] as const) : fields.filter((field) => field !== 'status');
  return shown.flatMap((field) => {
    if (!(field in after)) return [];
    const from = isNew ? null : valueWord(field, before?.[field], words);
    const to = valueWord(field, after[field], words);
    return from === to ? [] : [{ name: words.t(`history.field.${field}`), from, to }];
  });
}

function valueWord(field: Field, value: unknown, { t, format, overview }: Words): string | null {
  if (value === null || value === undefined || value === '') return null;
  const text = String(value);
  switch (field) {
    case 'startsAt':
      return format.instant(text);
    case 'scheduleId':
      return scheduleOf(overview, text)?.actorName ?? null;
    case 'status':
      return statusWord(text, t);
    case 'cancelReason':
      return isKey(text, reasons) ? t(`common.cancelReason.${text}`) : text;
    case 'birthDate':
      return format.fullDate(text);
    case 'sex':
      return text === 'female' || text === 'male' ? t(`patients.person.${text}`) : text;
    case 'phone':
    case 'secondPhone':
      return formatPhone(text);
    case 'relation':
      return isKey(text, ['patient', 'relative', 'guardian'] as const) ? t(`common.relation.${text}`) : text;
    default:
      return text;
  }
}

const statuses = ['booked', 'arrived', 'fulfilled', 'cancelled', 'no-show'] as const;
const outcomes = ['expected', 'in-progress', 'performed'] as const;
const reasons = [
  'illness',
  'no-transport',
  'other-date',
  'resignation',
  'other',
  'practitioner-absent',
  'breakdown',
  'schedule-change',
  'desk-error',
  'death',
  'sms-reply',
] as const;

/** Central names the status of a visit, a desk the outcome that it set: both are understood. */
function statusWord(value: unknown, t: Translate): string | null {
  if (isKey(value, statuses)) return t(`common.status.${value}`);
  return isKey(value, outcomes) ? t(`common.outcome.${value}`) : null;
}

function isKey<Key extends string>(value: unknown, keys: readonly Key[]): value is Key {
  return keys.some((key) => key === value);
}
