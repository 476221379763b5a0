/**
 * The floor of a booking: the same server, the same sign-in check, the same body, pool and clients, doing one INSERT.
 * `node booking-floor.ts <postgres url>`; prints `{"url", "token"}`.
 */
import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { AccessTokens } from '../../../central/auth/access-tokens.ts';
import { deskOf } from '../../../central/auth/bearer.ts';
import { openPostgres } from '../../../central/db/postgres.ts';
import { fhirJson } from '../../../core/fhir/systems.ts';

const database = await openPostgres(process.argv[2] ?? '');
await database.exec('create table booking_floor (id uuid primary key, at timestamptz not null, body jsonb not null)');
const tokens = new AccessTokens('floor of a bench');
const server = Fastify();
server.removeAllContentTypeParsers();
server.addContentTypeParser(fhirJson, { parseAs: 'string' }, (_request, text, done) => done(null, JSON.parse(text as string)));
server.post('/fhir/Appointment/$book', async (request, reply) => {
  if ((await deskOf(tokens, request)) === null) return reply.code(401).send();
  const id = request.headers['x-request-id'];
  await database.query('insert into booking_floor values ($1::uuid, now(), $2::jsonb)', [id, JSON.stringify(request.body)]);
  return reply.code(201).type(fhirJson).send(JSON.stringify(request.body));
});
const url = await server.listen({ port: 0, host: '127.0.0.1' });
const token = await tokens.forDesk({ clientId: 'floor', clinicId: randomUUID() });
process.stdout.write(`${JSON.stringify({ url, token })}\n`);
process.once('SIGTERM', () => void server.close().then(() => database.close()));
