import type { IpcMainEvent } from 'electron';
import { isAppPage } from './app-address.ts';

/** The part of an IPC event that the check looks at. */
export type Sender = Pick<IpcMainEvent, 'senderFrame'> & { sender: { id: number; mainFrame: unknown } };

/** Only the main frame of our own window, while it shows our own page, may ask main for anything. */
export function isTrustedSender(event: Sender, windowContentsId: number | null): boolean {
  const frame = event.senderFrame;
  return event.sender.id === windowContentsId && frame !== null && frame === event.sender.mainFrame && isAppPage(frame.url);
}
