import { protocol, type Session } from 'electron';
import { appScheme } from './app-address.ts';
import { rendererFile } from './renderer-files.ts';

/** Before `app` is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built renderer, and nothing else, to the window. */
export function serveRenderer(session: Session, folder: string): void {
  session.protocol.handle(appScheme, (request) => rendererFile(request, folder));
}
