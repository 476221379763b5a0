import type { SendOutcome } from './ports.ts';
import { sign, signatureHeader } from './signature.ts';

const timeoutMs = 15_000;

export interface SignedReceiver {
  url: string;
  secret: string;
}

/**
 * JSON by HTTP POST, signed, with the id as `Idempotency-Key`. 2xx = taken; 408, 425, 429 and 5xx = later; any other status =
 * refused. A lost answer is a `retry`: the receiver drops repetitions.
 */
export async function postSigned({ url, secret }: SignedReceiver, id: string, body: string): Promise<SendOutcome> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json',
        'idempotency-key': id,
        [signatureHeader]: sign(secret, body, Math.floor(Date.now() / 1000)),
      },
    });
    await answer.body?.cancel();
    return outcomeOf(answer);
  } catch {
    return { kind: 'retry', code: 'gateway-unreachable' };
  }
}

function outcomeOf({ ok, status, headers }: Response): SendOutcome {
  const code = `http-${status}`;
  if (ok) return { kind: 'sent' };
  if (status < 500 && ![408, 425, 429].includes(status)) return { kind: 'refused', code };
  const after = Number(headers.get('retry-after'));
  return { kind: 'retry', code, ...(after > 0 ? { afterSeconds: Math.min(after, 86_400) } : {}) };
}
