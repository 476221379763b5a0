/** What the program knows about a newer version of itself. */
export type UpdateState =
  /** Not asked yet; runs from a checkout too. */
  | { kind: 'unknown' }
  /** It does not update itself. `policy`: IT switched it off; `installed`: whoever installed the package brings new ones. */
  | { kind: 'off'; why: 'policy' | 'installed'; unusedPolicy?: readonly ('updateChannel' | 'updateUrl')[] }
  | { kind: 'current' }
  /** Fetched and verified; it takes its place when the program is closed. */
  | { kind: 'ready'; version: string }
  /** The last attempt failed; the next one follows by itself. */
  | { kind: 'failed'; code: string };
