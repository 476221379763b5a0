/** Dates, times and instants as text are in order of time as long as they are of one shape. */
export const later = (a: string, b: string): string => (a > b ? a : b);
export const earlier = (a: string, b: string): string => (a < b ? a : b);
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
