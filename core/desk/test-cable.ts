import { connect, createServer, type Server, type Socket } from 'node:net';

/** A cable that can be pulled. */
export interface Cable {
  url: string;
  plugIn(): Promise<void>;
  pull(): Promise<void>;
}

export async function cable(toPort: number): Promise<Cable> {
  const sockets = new Set<Socket>();
  let server: Server;
  let port = 0;
  const plugIn = async () => {
    server = createServer((socket) => {
      const far = connect(toPort, '127.0.0.1');
      for (const [end, other] of [
        [socket, far],
        [far, socket],
      ] as const) {
        sockets.add(end);
        end.on('error', () => other.destroy());
        end.on('close', () => {
          sockets.delete(end);
          other.destroy();
        });
        end.pipe(other);
      }
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    port = (server.address() as { port: number }).port;
  };
  const pull = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await plugIn();
  return { url: `http://127.0.0.1:${port}`, plugIn, pull };
}
