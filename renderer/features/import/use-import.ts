import { useReducer } from 'react';
import type { ImportMapping } from '../../../core/contract/import-columns.ts';
import { useDesk } from '../../app/desk-client.ts';
import { type ImportState, importFlow } from './import-flow.ts';
import { type ChosenFile, readFiles } from './read-files.ts';

export interface Import {
  state: ImportState;
  choose(files: ChosenFile[] | Promise<ChosenFile[]>): void;
  /** Checks the same files again, one of them with its columns explained. */
  explain(file: string, mapping: ImportMapping): void;
  run(): void;
  again(): void;
}

/** Check first (changes nothing), then import on request. */
export function useImport(): Import {
  const { client } = useDesk();
  const [state, dispatch] = useReducer(importFlow, { phase: 'choosing' });

  const check = async (chosen: ChosenFile[] | Promise<ChosenFile[]>) => {
    dispatch({ type: 'chosen' });
    try {
      const read = await readFiles(await chosen);
      if (!read.ok) return dispatch({ type: 'unreadable', problems: read.problems });
      const report = await client.import.plan({ files: read.files });
      return dispatch({ type: 'planned', report, files: read.files });
    } catch {
      return dispatch({ type: 'broke' });
    }
  };
  const explained = async (file: string, mapping: ImportMapping) => {
    if (state.phase !== 'refused') return;
    const files = state.files.map((each) => (each.name === file ? { ...each, mapping } : each));
    dispatch({ type: 'chosen' });
    try {
      dispatch({ type: 'planned', report: await client.import.plan({ files }), files });
    } catch {
      dispatch({ type: 'broke' });
    }
  };
  const write = async () => {
    if (state.phase !== 'planned') return;
    dispatch({ type: 'started' });
    try {
      dispatch({ type: 'imported', report: await client.import.run({ files: state.files }) });
    } catch {
      dispatch({ type: 'broke' });
    }
  };
  return {
    state,
    choose: (files) => void check(files),
    explain: (file, mapping) => void explained(file, mapping),
    run: () => void write(),
    again: () => dispatch({ type: 'again' }),
  };
}
