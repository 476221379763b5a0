import { tables } from './migrations/010-tables.ts';
import { applyChange } from './migrations/020-apply-change.ts';

export interface Migration {
  /** In tens, so that a fix can be put between. */
  number: number;
  name: string;
  sql: string;
}

export const migrations: readonly Migration[] = [
  { number: 10, name: 'tables', sql: tables },
  { number: 20, name: 'apply-change', sql: applyChange },
];
