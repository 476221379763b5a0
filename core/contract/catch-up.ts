import type { Refusal } from '../domain/refusal.ts';

export interface CatchUpResult {
  /** All rows, or none when one of them is refused. */
  written: number;
  refused: { visitId: string; refusals: Refusal[] }[];
}
