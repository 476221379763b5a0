import type { SessionView } from '../../contract/access-views.ts';
import type { Access } from './access.ts';

/**
 * The few steps of a clinic's first desk. What has been reached is read from what is there, so that a crash at any moment leads back
 * to the same step; kept are only the code that has not been written down yet, and that the import is still to come.
 */
const codeName = 'recovery-code-to-write-down';
const importName = 'first-run-import';

interface CodeToWriteDown {
  accountId: string;
  code: string;
}

/** The code was made. It lies in the encrypted journal until its owner says that it is written down. */
export function beginWritingDown({ desk: { store } }: Access, accountId: string, code: string): void {
  store.journal.writeSetting(codeName, { accountId, code } satisfies CodeToWriteDown);
  store.journal.writeSetting(importName, true);
}

const keptCode = ({ desk: { store } }: Access) => store.journal.readSetting(codeName) as CodeToWriteDown | null;

export function codeToWriteDown(access: Access): string | null {
  const { session } = access;
  const kept = keptCode(access);
  const isOwner = session.state() === 'open' && session.person()?.id === kept?.accountId;
  return kept && isOwner ? kept.code : null;
}

/** Written down: from now on nobody can read it here. */
export function codeIsWrittenDown(access: Access): void {
  if (codeToWriteDown(access) === null) return;
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
  if (codeToWriteDown(access) !== null || (state !== 'open' && keptCode(access) !== null)) return 'code';
  return journal.readSetting(importName) === true ? 'import' : null;
}
