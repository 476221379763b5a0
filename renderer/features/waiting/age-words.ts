import type { Translate } from '../../messages/i18n.ts';

/** `sprzed 5 min`, `sprzed 3 godz.`, `sprzed 2 dni`: how old knowledge is. Instants are UTC. */
export function ageWords(since: string, now: string, t: Translate): string {
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(since)) / 60_000));
  if (minutes < 1) return t('waiting.age.now');
  if (minutes < 60) return t('waiting.age.minutes', { count: minutes });
  if (minutes < 24 * 60) return t('waiting.age.hours', { count: Math.floor(minutes / 60) });
  return t('waiting.age.days', { count: Math.floor(minutes / (24 * 60)) });
}
