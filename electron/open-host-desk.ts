import { openDesk } from '../core/desk/open-desk.ts';
import { realClock, realTimers } from '../core/desk/real-time.ts';
import { readConnection, removeConnection } from './connection-file.ts';
import type { OpenDeskIn } from './desk-host.ts';

/** The shipped desk: real clock, real timers, and the connection that lies in the data folder until it has been taken over. */
export const openHostDesk: OpenDeskIn = async (folder, key, log) => {
  const connection = readConnection(folder);
  const desk = await openDesk({ dataDir: folder, key, connection, clock: realClock, timers: realTimers, log });
  if (connection !== null) removeConnection(folder);
  return desk;
};
