import type { FastifyRequest } from 'fastify';

const names = ['127.0.0.1', 'localhost', '[::1]', '::1'];
const addresses = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

/** From this computer. The Host header too, or a page could reach us under a name of its own that points here. */
export function isLocal({ ip, hostname }: FastifyRequest): boolean {
  return names.includes(hostname) && addresses.includes(ip);
}
