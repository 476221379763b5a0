import type { AnyRouter } from '@orpc/server';
import { StandardRPCHandler } from '@orpc/server/standard';
import { createServerPeerHandleRequestFn } from '@orpc/server/standard-peer';
import { type EncodedMessage, ServerPeer } from '@orpc/standard-server-peer';
import type { CallContext } from './access/acting.ts';

/** What carries the contract: a MessagePort of a window, a WebSocket of the preview's page or of the command line. */
export interface Line {
  onFrame(listener: (frame: unknown) => void): void;
  onClose(listener: () => void): void;
  send(frame: EncodedMessage): void;
  close(): void;
}

/**
 * Serves the contract on one line. oRPC's own adapters let a frame that is no message end the process (MessagePort) or write a part
 * of it to the log (WebSocket); here it ends the line, and only that: whoever speaks the contract opens another one.
 */
export function serveLine(router: AnyRouter, line: Line, caller: CallContext['caller']): void {
  const handle = createServerPeerHandleRequestFn(new StandardRPCHandler<CallContext>(router, {}), { context: { caller } });
  const peer = new ServerPeer((frame) => line.send(frame));
  line.onFrame((frame) => {
    receive(frame).catch(() => line.close());
  });
  line.onClose(() => void peer.close());

  async function receive(frame: unknown): Promise<void> {
    if (!isFrame(frame)) throw new TypeError('no frame');
    await peer.message(frame, handle);
  }
}

const isFrame = (frame: unknown): frame is EncodedMessage =>
  typeof frame === 'string' || frame instanceof ArrayBuffer || ArrayBuffer.isView(frame);

/** A WebSocket of `ws`. */
export interface ServedSocket {
  on(event: 'message', listener: (data: Buffer, isBinary: boolean) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  send(data: string | Uint8Array): void;
  terminate(): void;
}

export const socketLine = (socket: ServedSocket): Line => ({
  onFrame: (listener) => void socket.on('message', (data, isBinary) => listener(isBinary ? data : data.toString('utf8'))),
  onClose: (listener) => void socket.on('close', listener),
  send: (frame) => socket.send(typeof frame === 'string' ? frame : new Uint8Array(frame as ArrayBuffer)),
  close: () => socket.terminate(),
});
