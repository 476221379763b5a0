/** `94,6%`; down, so that 94.99 never reads as 95. */
export const percent = (share: number): string => `${String(Math.floor(share * 1000) / 10).replace('.', ',')}%`;
