import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import type { Random } from '../world/random.ts';

/**
 * Cuts some of the connections that a server in this process has accepted: in the middle of a request, before an answer or
 * within it. The answered function ends it.
 */
export function cutConnections(port: number, random: Random, share: number): () => void {
  const accept = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    if (socket.localPort !== port || !random.chance(share)) return;
    // A connection serves many requests: after how many pieces, and how long after the last of them.
    let pieces = 1 + random.int(12);
    const ms = random.int(30);
    socket.on('data', () => {
      pieces -= 1;
      if (pieces === 0) setTimeout(() => socket.destroy(), ms);
    });
  };
  subscribe('net.server.socket', accept);
  return () => unsubscribe('net.server.socket', accept);
}
