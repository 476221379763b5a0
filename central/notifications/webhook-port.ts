import type { Message, MessagePort } from './ports.ts';
import { postSigned } from './post-signed.ts';

/** A gateway (SMS, push) that takes messages as `{id, medium, to, subject, text}` (see `postSigned`). */
export function webhookPort(url: string, secret: string): MessagePort {
  return {
    dropsRepetitions: true,
    send: (message) => postSigned({ url, secret }, message.id, bodyOf(message)),
    async close() {},
  };
}

function bodyOf({ id, medium, address, subject, text }: Message): string {
  return JSON.stringify({ id, medium, to: address, subject: subject || null, text });
}
