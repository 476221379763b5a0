import type { Translate } from '../messages/i18n.ts';

/** `gab. 12a`; what is no number (`prac.`, `mammobus`) is a name already. */
export function roomName(room: string, t: Translate): string {
  return /^\d/.test(room) ? t('common.room', { room }) : room;
}
