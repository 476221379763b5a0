import { type RequestError, TimeoutError } from 'got';
import type { NetworkTrouble } from '../../domain/network-trouble.ts';
import { type AnsweredExchange, diagnoseAnswer, diagnoseFailure } from './diagnose.ts';
import { metCertificate } from './met-certificate.ts';
import type { Way } from './network.ts';

export interface TroubleWatch {
  answered(answer: AnsweredExchange): void;
  failed(error: RequestError, url: string, way: Way): void;
  refusedByProxy(status: number, way: Way): void;
}

function troubleOf(error: RequestError, url: string, { proxy }: Way): NetworkTrouble | null {
  const phase = error instanceof TimeoutError ? error.event : null;
  return diagnoseFailure({ code: error.code, phase, host: new URL(url).host, proxy });
}

export const isProxyAway = (error: RequestError, url: string, way: Way): boolean =>
  troubleOf(error, url, way)?.kind === 'proxy-unreachable';

const lookAgainMs = 60_000;

/** Tells what is wrong on the way to central, each time it changes. */
export function troubleWatch(tell: (trouble: NetworkTrouble | null) => void): TroubleWatch {
  let told = 'null';
  let lookedAt = Number.NEGATIVE_INFINITY;

  function say(trouble: NetworkTrouble | null): void {
    const next = JSON.stringify(trouble);
    if (next === told) return;
    told = next;
    tell(trouble);
  }

  /** Who issued the certificate that was met: looked at once a minute at most, beside the work. */
  function sayCertificate(trouble: NetworkTrouble & { kind: 'certificate' }, url: string, way: Way): void {
    const isKnown = (JSON.parse(told) as NetworkTrouble | null)?.kind === 'certificate';
    if (isKnown && performance.now() - lookedAt < lookAgainMs) return;
    lookedAt = performance.now();
    if (!isKnown) say(trouble);
    void metCertificate(url, way).then((met) => {
      if (met && (JSON.parse(told) as NetworkTrouble | null)?.kind === 'certificate') say({ ...trouble, ...met });
    });
  }

  return {
    answered: (answer) => say(diagnoseAnswer(answer)),
    failed(error, url, way) {
      const trouble = troubleOf(error, url, way);
      if (trouble?.kind === 'certificate') sayCertificate(trouble, url, way);
      else if (trouble) say(trouble);
    },
    refusedByProxy(status, { proxy }) {
      const host = proxy ?? '';
      say(status === 407 ? { kind: 'proxy-sign-in', host } : { kind: 'proxy-refused', host, status });
    },
  };
}
