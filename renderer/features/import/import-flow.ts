import type { ImportDraftOpened, ImportDraftView } from '../../../core/contract/import-draft-views.ts';
import type { ImportReport } from '../../../core/contract/views.ts';

/** Where an import stands on this screen. Nothing is written before `running`. */
export type ImportState =
  | { phase: 'choosing' }
  | { phase: 'checking' }
  /** Nothing can be imported; nothing was changed. */
  | { phase: 'refused'; problems: ImportReport['problems'] }
  /** Kept at this computer: closing the program loses nothing. `resumed`: it was there when the screen was opened. */
  | { phase: 'planned'; draft: ImportDraftView; resumed: boolean }
  | { phase: 'running'; report: ImportReport }
  | { phase: 'done'; report: ImportReport }
  /** `run`: whether the import was written is not known; the same files again double nothing. */
  | { phase: 'failed'; while: 'check' | 'run' };

export type ImportEvent =
  | { type: 'chosen' }
  | { type: 'unreadable'; problems: ImportReport['problems'] }
  | { type: 'planned'; opened: ImportDraftOpened }
  | { type: 'resumed'; opened: ImportDraftOpened }
  | { type: 'corrected'; draft: ImportDraftView }
  | { type: 'started' }
  | { type: 'imported'; report: ImportReport }
  | { type: 'broke' }
  | { type: 'again' };

export function importFlow(state: ImportState, event: ImportEvent): ImportState {
  switch (event.type) {
    case 'chosen':
      return state.phase === 'running' ? state : { phase: 'checking' };
    case 'unreadable':
      return { phase: 'refused', problems: event.problems };
    case 'planned':
      return after(event.opened, false);
    case 'resumed':
      // Whoever was quicker and chose files is not disturbed.
      return state.phase === 'choosing' ? after(event.opened, true) : state;
    case 'corrected':
      return state.phase === 'planned' ? { ...state, draft: event.draft } : state;
    case 'started':
      return state.phase === 'planned' ? { phase: 'running', report: state.draft.report } : state;
    case 'imported':
      return event.report.problems.length > 0
        ? { phase: 'refused', problems: event.report.problems }
        : { phase: 'done', report: event.report };
    case 'broke':
      return { phase: 'failed', while: state.phase === 'running' ? 'run' : 'check' };
    case 'again':
      return state.phase === 'running' ? state : { phase: 'choosing' };
  }
}

function after(opened: ImportDraftOpened, resumed: boolean): ImportState {
  if (opened.view) return { phase: 'planned', draft: opened.view, resumed };
  return { phase: 'refused', problems: opened.report.problems };
}

/** Is there anything that an import would write? */
export function bringsAnything(report: ImportReport): boolean {
  return report.imported + report.corrected + report.schedules + report.apKolce.length > 0;
}
