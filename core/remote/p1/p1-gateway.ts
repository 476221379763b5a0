import type { JWK } from 'jose';
import { p1Facts } from '../../fhir/p1/p1-facts.ts';
import type { CentralGateway } from '../../sync/ports.ts';
import { type FhirGatewayOptions, fhirGateway } from '../gateway.ts';
import { openHttp } from '../http.ts';
import { p1Http } from './p1-http.ts';
import { p1SignIn } from './p1-sign-in.ts';
import { poll } from './poll.ts';

/** The same gateway, spoken in P1's words (docs/p1.md). `network` brings the client certificate. */
export function p1Gateway(options: FhirGatewayOptions & { signingKey?: () => JWK }): CentralGateway {
  const base = `${options.fhirUrl.replace(/\/+$/, '')}/`;
  const signingKey = options.signingKey ?? (() => options.privateJwk);
  return fhirGateway({
    ...options,
    openHttp: p1Http(options.openHttp ?? openHttp, { base, clinicId: options.clinicId }),
    signIn: p1SignIn({ clientId: options.clientId, signingKey }),
    batches: p1Facts.batches.value,
    positionAfterwards: true,
    listen: (position, handlers) => poll(position, handlers, p1Facts.pollSeconds.value * 1000),
  });
}
