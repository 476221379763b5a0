import { askDemoClient } from '../core/desk/demo/demo-client.ts';
import { readMachinePolicy } from '../core/desk/machine-policy/read-machine-policy.ts';
import { openDesk } from '../core/desk/open-desk.ts';
import { realClock, realTimers } from '../core/desk/real-time.ts';
import { completeRotation } from '../core/store/rotate-keys.ts';
import { readConnection, removeConnection } from './connection-file.ts';
import type { OpenDeskIn } from './desk-host.ts';

/** The shipped desk: real clock, real timers, and the connection that lies in the data folder until it has been taken over. */
export const openHostDesk: OpenDeskIn = async (folder, given, { keepKey, ...settings }, log) => {
  const rotation = completeRotation(folder, given);
  const key = rotation?.key ?? given;
  if (rotation?.kind === 'rotated') await keepKey(key);
  const policy = await readMachinePolicy();
  const central = settings.program.training?.centralUrl ?? null;
  const real = { clock: realClock, timers: realTimers, log };
  if (central !== null) {
    // The port of the training's central differs from start to start.
    const connection = (clinicId: string | null) => askDemoClient(central, clinicId);
    return openDesk({ dataDir: folder, key, rotation, connection, policy, ...settings, ...real });
  }
  const connection = readConnection(folder);
  const own = { dataDir: folder, key, rotation, connection, policy, ...settings };
  const desk = await openDesk({ ...own, ...real });
  if (connection !== null) removeConnection(folder);
  return desk;
};
