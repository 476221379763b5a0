import { shell } from 'electron';
import { isAllowedLink } from './link-rules.ts';
import { logEvent } from './log.ts';

/** The one way out of the program into a browser. */
export function openLink(url: string): void {
  if (!isAllowedLink(url)) {
    logEvent('warn', 'link-refused', {});
    return;
  }
  shell.openExternal(url).catch(() => logEvent('warn', 'link-not-opened', {}));
}
