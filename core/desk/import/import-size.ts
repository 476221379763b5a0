import type { ImportReport } from '../../contract/views.ts';

/** Enough for a hundred thousand visits. */
export const largestFileBytes = 20_000_000;
export const largestSumBytes = 40_000_000;

/** Looks at sizes alone, so that a caller can ask before it reads or decodes a file (200 MB are refused unread). */
export function sizeProblems(files: { name: string; byteLength: number }[]): ImportReport['problems'] {
  const sum = files.reduce((total, { byteLength }) => total + byteLength, 0);
  const tooLarge = files.filter(({ byteLength }) => byteLength > largestFileBytes);
  if (tooLarge.length === 0 && sum > largestSumBytes) return [{ file: null, problem: 'too-large', detail: megabytes(sum) }];
  return tooLarge.map(({ name, byteLength }) => ({ file: name, problem: 'too-large' as const, detail: megabytes(byteLength) }));
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`;
