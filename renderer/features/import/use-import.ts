import { useReducer } from 'react';
import { useDesk } from '../../app/desk-client.ts';
import { type ImportState, importFlow } from './import-flow.ts';
import { type ChosenFile, readFiles } from './read-files.ts';

export interface Import {
  state: ImportState;
  choose(files: ChosenFile[] | Promise<ChosenFile[]>): void;
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
    run: () => void write(),
    again: () => dispatch({ type: 'again' }),
  };
}
