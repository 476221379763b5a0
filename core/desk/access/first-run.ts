import type { SessionView } from '../../contract/access-views.ts';
import type { Access } from './access.ts';
import { actor } from './acting.ts';

/**
 * The few steps of a clinic's first desk. What has been reached is read from what is there, so that a crash at any moment leads back
 * to the same step; kept are only the code that has not been written down yet, and that the import is still to come.
 */
const codeName = 'recovery-code-to-write-down';
const importName = 'first-run-import';

interface CodeToWriteDown {
  /** Null = asked for on the command line of this computer. */
  accountId: string | null;
  code: string;
  /** Came with a new clinic's key: no step of a first run. */
  again?: true;
}

/** The code was made. It lies in the encrypted journal until its owner says that it is written down. */
export function beginWritingDown({ desk: { store } }: Access, accountId: string | null, code: string, again?: true): void {
  store.journal.writeSetting(codeName, { accountId, code, ...(again && { again }) } satisfies CodeToWriteDown);
}

export function beginImport({ desk: { store } }: Access): void {
  store.journal.writeSetting(importName, true);
}

const keptCode = ({ desk: { store } }: Access) => store.journal.readSetting(codeName) as CodeToWriteDown | null;

export function codeToWriteDown(access: Access): string | null {
  const { session } = access;
  const kept = keptCode(access);
  const isOwner = session.state() === 'open' && session.person()?.id === kept?.accountId;
  return kept && isOwner ? kept.code : null;
}

/** The same for a code that was asked for on this computer's command line. */
export function codeForCommandLine(access: Access): string | null {
  const kept = keptCode(access);
  return kept?.accountId === null && actor()?.accountId === null ? kept.code : null;
}

/** Written down: from now on nobody can read it here. */
export function codeIsWrittenDown(access: Access): void {
  if (codeToWriteDown(access) === null && codeForCommandLine(access) === null) return;
  access.desk.store.journal.writeSetting(codeName, null);
}

export function endFirstRun({ desk: { store } }: Access): void {
  store.journal.writeSetting(importName, null);
}

/** null = the desk is past it. */
export function firstRunStep(access: Access, state: SessionView['state']): SessionView['firstRun'] {
  const { journal } = access.desk.store;
  if (state === 'unconnected') return 'connect';
  if (state === 'new-clinic') return 'administrator';
  // Before anybody has signed in the step is shown, the code is not.
  const kept = keptCode(access);
  const isFirst = kept !== null && kept.again !== true;
  if (isFirst && (state !== 'open' || codeToWriteDown(access) !== null)) return 'code';
  return journal.readSetting(importName) === true ? 'import' : null;
}
