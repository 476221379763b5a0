import { session } from 'electron';
import { readMachinePolicy } from '../core/desk/machine-policy/read-machine-policy.ts';

/**
 * The system's proxy settings, PAC files too, as Chromium knows them; or the PAC file that IT has fixed. In a session of its own:
 * the pages' session reaches nothing but the program's files.
 */
export function proxyResolver(): (url: string) => Promise<string> {
  let ready: Promise<Electron.Session> | null = null;

  async function prepare(): Promise<Electron.Session> {
    const asking = session.fromPartition('network');
    const { proxy } = (await readMachinePolicy()).values;
    if (proxy?.startsWith('pac+')) await asking.setProxy({ mode: 'pac_script', pacScript: proxy.slice('pac+'.length) });
    else await asking.setProxy({ mode: 'system' });
    return asking;
  }

  return async (url) => {
    ready ??= prepare();
    return (await ready).resolveProxy(url);
  };
}
