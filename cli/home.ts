import type { DataKey } from '../core/desk/data-key.ts';
import type { DemoConnection } from '../core/desk/demo/demo-connection.ts';
import type { DeskClient } from '../core/desk/local-client.ts';
import type { Desk } from '../core/desk/open-desk.ts';
import type { Texts } from './texts.ts';

/** Which desk the commands are for, and how they come to its key: a checkout's folder, or the installed program's. */
export interface Home {
  texts: Texts;
  dataDir: string;
  /** An installed desk keeps its folder whatever is typed. */
  fixedFolder: boolean;
  /**
   * The key of a folder that no running program holds. Asked only then.
   * @throws NoDesk when it cannot be had, in words for who typed the command
   */
  keyOf(dataDir: string): Promise<Pick<DataKey, 'key' | 'rotation'>>;
  /** How the desk finds its central. null = by what the folder keeps. */
  connection: ((options: ConnectionWish) => DemoConnection) | null;
  /** In whose name a desk is used that the command has opened itself, before anyone signs in. */
  clientOf(desk: Desk): DeskClient;
}

export interface ConnectionWish {
  dataDir: string;
  central: string | null;
  clientFile: string | null;
  mayEmbed: boolean;
  newClinic: string | null;
}

/** What keeps a command from its desk, in words for who typed it. */
export class NoDesk extends Error {
  override name = 'NoDesk';
}
