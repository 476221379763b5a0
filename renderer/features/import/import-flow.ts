import type { ImportMapping } from '../../../core/contract/import-columns.ts';
import type { ImportReport } from '../../../core/contract/views.ts';

export interface ImportFiles {
  name: string;
  base64: string;
  /** What the person said of its columns. */
  mapping?: ImportMapping;
}

/** Where an import stands on this screen. Nothing is written before `running`. */
export type ImportState =
  | { phase: 'choosing' }
  | { phase: 'checking' }
  /** Nothing can be imported; nothing was changed. */
  | { phase: 'refused'; problems: ImportReport['problems']; files: ImportFiles[] }
  | { phase: 'planned'; report: ImportReport; files: ImportFiles[] }
  | { phase: 'running'; report: ImportReport }
  | { phase: 'done'; report: ImportReport }
  /** `run`: whether the import was written is not known; the same files again double nothing. */
  | { phase: 'failed'; while: 'check' | 'run' };

export type ImportEvent =
  | { type: 'chosen' }
  | { type: 'unreadable'; problems: ImportReport['problems'] }
  | { type: 'planned'; report: ImportReport; files: ImportFiles[] }
  | { type: 'started' }
  | { type: 'imported'; report: ImportReport }
  | { type: 'broke' }
  | { type: 'again' };

export function importFlow(state: ImportState, event: ImportEvent): ImportState {
  switch (event.type) {
    case 'chosen':
      return state.phase === 'running' ? state : { phase: 'checking' };
    case 'unreadable':
      return { phase: 'refused', problems: event.problems, files: [] };
    case 'planned':
      return event.report.problems.length > 0
        ? { phase: 'refused', problems: event.report.problems, files: event.files }
        : { phase: 'planned', report: event.report, files: event.files };
    case 'started':
      return state.phase === 'planned' ? { phase: 'running', report: state.report } : state;
    case 'imported':
      return event.report.problems.length > 0
        ? { phase: 'refused', problems: event.report.problems, files: [] }
        : { phase: 'done', report: event.report };
    case 'broke':
      return { phase: 'failed', while: state.phase === 'running' ? 'run' : 'check' };
    case 'again':
      return state.phase === 'running' ? state : { phase: 'choosing' };
  }
}

/** Is there anything that an import would write? */
export function bringsAnything(report: ImportReport): boolean {
  return report.imported + report.corrected + report.schedules + report.apKolce.length > 0;
}
