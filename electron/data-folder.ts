import { join, resolve } from 'node:path';

export interface TrainingFolders {
  desk: string;
  central: string;
}

export interface Folders {
  /** Databases and key. Never a roaming or a network folder. */
  desk: string;
  /** The training's own desk and central, invented data only: never the same files as the clinic's. */
  training: TrainingFolders;
  /** Chromium's profile and the window's place. */
  shell: string;
  logFile: string;
}

/**
 * Where the program keeps its things. `override` (`--data=DIR`) counts in unpackaged runs only: an installed desk keeps its
 * folder whatever its shortcut says.
 */
export function foldersOf(options: {
  userData: string;
  localAppData: string | undefined;
  override: string | undefined;
  packaged: boolean;
}): Folders {
  const own = options.localAppData === undefined ? options.userData : join(options.localAppData, 'Okienko');
  const base = options.override !== undefined && !options.packaged ? resolve(options.override) : own;
  const training = { desk: join(base, 'training', 'desk'), central: join(base, 'training', 'central') };
  return { desk: join(base, 'desk'), training, shell: join(base, 'shell'), logFile: join(base, 'logs', 'desk.log') };
}

/** Value of `--data=DIR` among the program's arguments. */
export const dataArgument = (args: string[]): string | undefined => argument(args, 'data');

/** Value of `--updates-by=FILE`: the feed of a test, which an installed program does not heed. */
export const updateConfigArgument = (args: string[]): string | null => argument(args, 'updates-by') ?? null;

function argument(args: string[], name: string): string | undefined {
  const prefix = `--${name}=`;
  return args.find((each) => each.startsWith(prefix))?.slice(prefix.length);
}
