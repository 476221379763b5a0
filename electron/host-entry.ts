import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** better-sqlite3 needs this Node-API; only the Electron of the tests is older. */
const neededNodeApi = 10;

/** File of core's process. The relay is for tests: a shipped package does not hold its file (test/e2e/package). */
export const hostEntry = () => entry('host');
/** File of the command line's process. */
export const cliEntry = () => entry('cli');

function entry(name: 'host' | 'cli'): string {
  const tooOld = Number(process.versions.napi) < neededNodeApi;
  const relay = join(import.meta.dirname, `${name}-relay.mjs`);
  return tooOld && existsSync(relay) ? relay : join(import.meta.dirname, `${name}.mjs`);
}
