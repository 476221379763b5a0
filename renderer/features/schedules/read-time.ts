/** A wall-clock time as people type it: `8`, `08:30`, `8.30`, `830`. `HH:MM`, or null when there is no such time. */
export function readTime(text: string): string | null {
  const typed = text.trim();
  const parts = /^(\d{1,2})(?:[:. ](\d{2}))?$/.exec(typed) ?? /^(\d{1,2})(\d{2})$/.exec(typed);
  if (!parts) return null;
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? 0)];
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
