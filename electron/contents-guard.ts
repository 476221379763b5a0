import type { Session, WebContents } from 'electron';
import { isAppPage, isOwnExport, isOwnRequest } from './app-address.ts';
import { mayDownload } from './download-rules.ts';
import { openLink } from './external-links.ts';
import { logEvent } from './log.ts';

/** Holds for every page that ever comes to be in the program: it stays where it is and opens nothing. */
export function guardContents(contents: WebContents): void {
  const stay = (event: { url: string; preventDefault(): void }) => {
    if (isAppPage(event.url)) return;
    event.preventDefault();
    logEvent('warn', 'navigation-refused', {});
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openLink(url);
    return { action: 'deny' };
  });
}

/** No permission, no device, no download but a table that the page itself made (Electron asks where to save it), and no request of the page to anything but its own files. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item) => {
    const asked = { url: item.getURL(), name: item.getFilename(), byPerson: item.hasUserGesture() };
    // Without a path of ours Electron asks the person where to.
    if (isOwnExport(item.getURL(), item.getMimeType()) || mayDownload(asked)) return;
    event.preventDefault();
    logEvent('warn', 'download-refused', {});
  });
  session.webRequest.onBeforeRequest((request, decide) => decide({ cancel: !isOwnRequest(request.url) }));
}
