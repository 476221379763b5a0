import { useEffect, useReducer } from 'react';
import type { ImportMapping } from '../../../core/contract/import-columns.ts';
import type { ImportCorrection } from '../../../core/contract/import-draft-contract.ts';
import type { ImportCorrected, ImportDraftOpened } from '../../../core/contract/import-draft-views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { type ImportState, importFlow } from './import-flow.ts';
import { type ChosenFile, readFiles } from './read-files.ts';

/** null: it was not taken; nothing changed. */
export type Correct = (wanted: ImportCorrection) => Promise<ImportCorrected | null>;

export interface Import {
  state: ImportState;
  choose(files: ChosenFile[] | Promise<ChosenFile[]>): void;
  /** Checks the same files again, one of them with its columns explained. */
  explain(file: string, mapping: ImportMapping): void;
  /** The layout of these columns is not used from now on. */
  forget(headers: string[]): void;
  correct: Correct;
  run(): void;
  again(): void;
  /** The kept draft goes, with all its corrections. */
  drop(): Promise<void>;
}

/** Check first (changes nothing), put right, then import on request. Core keeps the draft: it is here again after a restart. */
export function useImport(): Import {
  const { client } = useDesk();
  const [state, dispatch] = useReducer(importFlow, { phase: 'choosing' });

  useEffect(() => {
    client.importDraft.view().then(
      (opened) => opened && dispatch({ type: 'resumed', opened }),
      // Without an answer the screen is as for a first import; choosing files tells what is wrong.
      () => undefined,
    );
  }, [client]);

  const check = async (opening: () => Promise<ImportDraftOpened | null>) => {
    dispatch({ type: 'chosen' });
    try {
      const opened = await opening();
      dispatch(opened ? { type: 'planned', opened } : { type: 'again' });
    } catch {
      dispatch({ type: 'broke' });
    }
  };
  const choose = async (chosen: ChosenFile[] | Promise<ChosenFile[]>) => {
    dispatch({ type: 'chosen' });
    try {
      const read = await readFiles(await chosen);
      if (!read.ok) return dispatch({ type: 'unreadable', problems: read.problems });
      return await check(() => client.importDraft.open({ files: read.files }));
    } catch {
      return dispatch({ type: 'broke' });
    }
  };
  const forget = async (headers: string[]) => {
    await client.importDraft.forgetLayout({ headers });
    return client.importDraft.view();
  };
  const correct: Correct = async (wanted) => {
    try {
      const corrected = await client.importDraft.correct(wanted);
      if (corrected) dispatch({ type: 'corrected', draft: corrected.view });
      return corrected;
    } catch {
      return null;
    }
  };
  const write = async () => {
    if (state.phase !== 'planned') return;
    dispatch({ type: 'started' });
    try {
      const report = await client.importDraft.run();
      dispatch(report ? { type: 'imported', report } : { type: 'broke' });
    } catch {
      dispatch({ type: 'broke' });
    }
  };
  return {
    state,
    choose: (files) => void choose(files),
    explain: (file, mapping) => void check(() => client.importDraft.explain({ file, mapping })),
    forget: (headers) => void check(() => forget(headers)),
    correct,
    run: () => void write(),
    // The draft stays until other files are read in its place: a look elsewhere loses no correction.
    again: () => dispatch({ type: 'again' }),
    drop: async () => {
      await client.importDraft.drop();
      dispatch({ type: 'again' });
    },
  };
}
