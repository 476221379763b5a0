import { webcrypto } from 'node:crypto';

/**
 * A desk under virtual time waits for nothing but promises, virtual timers and, when it signs in, Web Crypto, which works
 * in other threads. Counting its operations is what tells "still at work" from "waiting".
 */
const operations = [
  'sign',
  'verify',
  'digest',
  'encrypt',
  'decrypt',
  'importKey',
  'exportKey',
  'generateKey',
  'deriveBits',
] as const;
let underWay = 0;
let counting = false;

/** From now on Web Crypto is counted in this process. Harmless when called again. */
export function countCrypto(): void {
  if (counting) return;
  counting = true;
  const prototype = Object.getPrototypeOf(webcrypto.subtle) as Record<string, (...args: unknown[]) => Promise<unknown>>;
  for (const operation of operations) {
    const original = prototype[operation];
    if (!original) throw new Error(`Web Crypto has no ${operation}`);
    prototype[operation] = function counted(...args: unknown[]) {
      underWay += 1;
      const done = () => {
        underWay -= 1;
      };
      const result = original.apply(this, args);
      result.then(done, done);
      return result;
    };
  }
}

/** Work that takes real time: the world is not quiet before it is done. */
export async function atWork<T>(work: Promise<T>): Promise<T> {
  underWay += 1;
  try {
    return await work;
  } finally {
    underWay -= 1;
  }
}

/** Resolves when everything in this process waits for virtual time only. */
export async function quiet(): Promise<void> {
  do await new Promise<void>((resolve) => setImmediate(resolve));
  while (underWay > 0);
}
