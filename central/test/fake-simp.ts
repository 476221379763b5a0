/** SIMP as R37 needs it: keeps what comes under a new id, drops what it has got before, and fails as it is told. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ToldExam {
  id: string;
  act: 'booked' | 'cancelled';
  visit: string;
  pesel: string | null;
  startsAt: string;
}

/** `lost`: taken, but the answer never arrives. */
export type SimpMood = 'well' | 'busy' | 'lost' | 'refuses';

export interface FakeSimp {
  url: string;
  told: ToldExam[];
  tries: number;
  close(): Promise<void>;
}

export async function startFakeSimp(mood: () => SimpMood): Promise<FakeSimp> {
  const simp: FakeSimp = { url: '', told: [], tries: 0, close: async () => undefined };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      simp.tries++;
      const exam = JSON.parse(Buffer.concat(chunks).toString()) as ToldExam;
      const now = mood();
      if (now === 'busy') return response.writeHead(503).end();
      if (now === 'refuses') return response.writeHead(422).end();
      if (request.headers['idempotency-key'] !== exam.id) return response.writeHead(400).end();
      if (!simp.told.some(({ id }) => id === exam.id)) simp.told.push(exam);
      if (now === 'lost') return request.socket.destroy();
      return response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  simp.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  simp.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return simp;
}
