import type { CommandResult } from '../contract/views.ts';
import type { Refusal } from '../domain/refusal.ts';

/** Nothing was written; all reasons are listed. */
export const refused = (...refusals: Refusal[]): CommandResult => ({ ok: false, refusals });
