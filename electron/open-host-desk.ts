import { openDesk } from '../core/desk/open-desk.ts';
import { realClock, realTimers } from '../core/desk/real-time.ts';
import { readConnection } from './connection-file.ts';
import type { OpenDeskIn } from './desk-host.ts';

/** The shipped desk: real clock, real timers, and the connection that the data folder names. */
export const openHostDesk: OpenDeskIn = (folder, key, log) =>
  openDesk({ dataDir: folder, key, connection: readConnection(folder), clock: realClock, timers: realTimers, log });
