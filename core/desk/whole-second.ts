/**
 * `2026-11-23T08:42:17.123Z` → `2026-11-23T08:42:17Z`. Stored starts are whole minutes without a fraction, and as text
 * `17Z` sorts after `17.123Z`: SQL compares whole seconds only.
 */
export const wholeSecond = (instant: string) => `${instant.slice(0, 19)}Z`;
