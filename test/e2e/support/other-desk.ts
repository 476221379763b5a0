import type { JWK } from 'jose';
import { fhirGateway } from '../../../core/remote/gateway.ts';
import { openNetwork } from '../../../core/remote/network/network.ts';
import { p1Gateway } from '../../../core/remote/p1/p1-gateway.ts';
import type { CentralGateway } from '../../../core/sync/ports.ts';
import type { Central, DemoClient } from './central.ts';

/** A colleague's desk without a screen, in the dialect of the run. Closed by whoever asked for it. */
export function otherDesk(central: Central, { clinic, clientId, jwk, fhirUrl, tls }: DemoClient): CentralGateway {
  const options = {
    fhirUrl: fhirUrl ?? `${central.url}/fhir`,
    clinicId: clinic,
    clientId,
    privateJwk: jwk as JWK,
    requestTimeoutMs: 20_000,
    userAgent: 'okienko-e2e',
    now: Date.now,
  };
  if (!tls) return fhirGateway(options);
  const network = openNetwork({ proxyFor: async () => [null], authorities: () => [tls.authority], identity: () => tls });
  const desk = p1Gateway({ ...options, network });
  return {
    ...desk,
    async close() {
      await desk.close();
      network.close();
    },
  };
}
