import type { Translate } from '../messages/i18n.ts';

const units = [
  ['days', 86_400],
  ['hours', 3_600],
  ['minutes', 60],
] as const;

/** `12 minut`, `3 godziny`, `7 dni`, after "o": in the largest unit of which there are two or more. */
export function spanText(t: Translate, seconds: number): string {
  const [unit, size] = units.find(([, each]) => seconds >= 2 * each) ?? units[2];
  return t(`safety.span.${unit}`, { count: Math.round(seconds / size) });
}
