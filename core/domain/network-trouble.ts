/** What keeps the desk from central, as far as this computer can tell. Names of machines and authorities only; never a credential. */
export type NetworkTrouble =
  /** `host`: the machine that was asked: central, or the proxy on the way to it. */
  | { kind: 'name-unknown' | 'refused' | 'no-route' | 'timeout' | 'proxy-unreachable' | 'proxy-sign-in'; host: string }
  | { kind: 'proxy-refused'; host: string; status: number }
  /** The certificate that was met. `issuer`: who says so in it; `until`: its end, UTC. null = it could not be read. */
  | { kind: 'certificate'; problem: CertificateProblem; issuer: string | null; until: string | null }
  /** Central wants to be shown a certificate: none was, or it does not accept it. */
  | { kind: 'client-certificate'; host: string }
  /** No common version or cipher: central's side is older than TLS 1.2, or a device on the way is. */
  | { kind: 'tls-version'; host: string }
  /** A page for people came instead of central's answer: a hotspot or a guest network wants a sign-in. */
  | { kind: 'captive-portal' }
  /** A device on the way answered in central's place. */
  | { kind: 'gateway'; status: number }
  /** IT has fixed another address of central for this machine, so this one is not spoken to. */
  | { kind: 'other-central'; host: string };

export type CertificateProblem = 'unknown-issuer' | 'expired' | 'not-yet-valid' | 'other-host' | 'other';
