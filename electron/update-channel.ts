import { join } from 'node:path';

/** Along which line of versions the program updates itself; or why it does not. */
export type UpdateChannel = { channel: 'latest' | 'beta' } | { off: 'policy' | 'installed' | 'checkout' };

export interface UpdateFacts {
  platform: string;
  packaged: boolean;
  /** Of the machine's policy; not set = `latest`. */
  policy: 'latest' | 'beta' | 'off' | undefined;
  executable: string;
  /** Linux: path of the AppImage that runs. */
  appImage: string | undefined;
  exists(path: string): boolean;
  /** May this account write there? */
  writable(path: string): boolean;
}

/**
 * Only what a person has installed updates itself: NSIS on Windows (it leaves its uninstaller beside the program), a copied bundle on
 * macOS, an AppImage on Linux. MSI, PKG, deb and rpm are IT's: IT's tools bring the next version, whatever the policy says.
 */
export function updateChannel(facts: UpdateFacts): UpdateChannel {
  if (facts.policy === 'off') return { off: 'policy' };
  if (!facts.packaged) return { off: 'checkout' };
  return isOwnInstallation(facts) ? { channel: facts.policy ?? 'latest' } : { off: 'installed' };
}

/** What IT has set for updates that this installation never makes: said in Stan, because nothing else would tell. */
export function unusedUpdatePolicy(
  policy: { updateChannel?: UpdateFacts['policy']; updateUrl?: string },
  chosen: UpdateChannel,
): ('updateChannel' | 'updateUrl')[] {
  if (!('off' in chosen) || chosen.off !== 'installed') return [];
  return (['updateChannel', 'updateUrl'] as const).filter((name) => policy[name] !== undefined);
}

function isOwnInstallation({ platform, executable, appImage, exists, writable }: UpdateFacts): boolean {
  if (platform === 'win32') return exists(join(executable, '..', 'Uninstall Okienko.exe'));
  // Okienko.app/Contents/MacOS/Okienko: what belongs to root was installed by PKG.
  if (platform === 'darwin') return writable(join(executable, '../../..'));
  return appImage !== undefined;
}
