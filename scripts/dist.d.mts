export function dist(
  platform: 'linux' | 'win' | 'mac',
  options?: { targets?: string[]; testElectron?: boolean },
): Promise<string>;
export function channelOf(version: string): 'latest' | 'beta';
