/** The fuses of the shipped program: one place, read by packaging (which flips them) and by tests (which verify the result). */
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

export const shippedFuses: Readonly<Record<FuseV1Options, boolean>> = {
  // Nobody turns the signed program into a Node.js that runs any script.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  // Only the code that was signed with it.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // The page comes by app://, so file:// needs no privileges.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

/** Flips them in an executable, before it is signed. `known`: an Electron older than some fuse has no place for it. */
export async function applyFuses(executable: string, { known = 'all' }: { known?: 'all' | 'present' } = {}): Promise<void> {
  await flipFuses(executable, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: process.platform === 'darwin',
    ...(known === 'all' ? { ...shippedFuses, strictlyRequireAllFuses: true } : { ...(await presentFuses(executable)) }),
  });
}

/** Names of the fuses that are not as shipped; empty = all are. A fuse that the executable lacks counts as wrong. */
export async function wrongFuses(executable: string): Promise<string[]> {
  const wire = await getCurrentFuseWire(executable);
  return fuses()
    .filter(([fuse, on]) => wire[fuse] !== (on ? FuseState.ENABLE : FuseState.DISABLE))
    .map(([fuse]) => FuseV1Options[fuse]);
}

async function presentFuses(executable: string): Promise<Partial<Record<FuseV1Options, boolean>>> {
  const wire = await getCurrentFuseWire(executable);
  return Object.fromEntries(fuses().filter(([fuse]) => wire[fuse] !== undefined && wire[fuse] !== FuseState.INHERIT));
}

function fuses(): [FuseV1Options, boolean][] {
  return Object.entries(shippedFuses).map(([fuse, on]) => [Number(fuse), on]);
}
