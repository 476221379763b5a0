import { join, resolve } from 'node:path';

export interface Folders {
  /** Databases and key. Never a roaming or a network folder. */
  desk: string;
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
  return { desk: join(base, 'desk'), shell: join(base, 'shell'), logFile: join(base, 'logs', 'desk.log') };
}

/** Value of `--data=DIR` among the program's arguments. */
export function dataArgument(args: string[]): string | undefined {
  return args.find((each) => each.startsWith('--data='))?.slice('--data='.length);
}
