import type { Message, MessagePort, SendOutcome } from './ports.ts';
import { sign, signatureHeader } from './signature.ts';

const timeoutMs = 15_000;

/**
 * A gateway (SMS, push) that takes messages by HTTP POST: `{id, medium, to, subject, text}` as JSON, signed, with the id as
 * `Idempotency-Key`. 2xx = taken; 408, 425, 429 and 5xx = later; any other status = refused.
 */
export function webhookPort(url: string, secret: string): MessagePort {
  return {
    dropsRepetitions: true,
    async send(message) {
      const body = bodyOf(message);
      try {
        const answer = await fetch(url, {
          method: 'POST',
          body,
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
          headers: {
            'content-type': 'application/json',
            'idempotency-key': message.id,
            [signatureHeader]: sign(secret, body, Math.floor(Date.now() / 1000)),
          },
        });
        await answer.body?.cancel();
        return outcomeOf(answer);
      } catch {
        // Whether it was taken nobody knows, but the gateway drops the repetition.
        return { kind: 'retry', code: 'gateway-unreachable' };
      }
    },
    async close() {},
  };
}

function bodyOf({ id, medium, address, subject, text }: Message): string {
  return JSON.stringify({ id, medium, to: address, subject: subject || null, text });
}

function outcomeOf({ ok, status, headers }: Response): SendOutcome {
  const code = `http-${status}`;
  if (ok) return { kind: 'sent' };
  if (status < 500 && ![408, 425, 429].includes(status)) return { kind: 'refused', code };
  const after = Number(headers.get('retry-after'));
  return { kind: 'retry', code, ...(after > 0 ? { afterSeconds: Math.min(after, 86_400) } : {}) };
}
