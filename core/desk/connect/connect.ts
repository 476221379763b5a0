import type { z } from 'zod';
import type { connectContract } from '../../contract/connect-contract.ts';
import type { ConnectResult, ConnectTrouble, ConnectView, EnrolmentView } from '../../contract/connect-views.ts';
import { mayCall } from '../../contract/permissions.ts';
import { type ConnectionCheck, checkConnection } from '../../remote/check-connection.ts';
import type { Access } from '../access/access.ts';
import { auditAccess } from '../access/access.ts';
import { actor } from '../access/acting.ts';
import { signingKey } from '../certificates/certificates.ts';
import { type DeskConnection, keepConnection, keptConnection } from '../desk-connection.ts';
import { withoutCredentials } from '../health/read-health.ts';
import { sameAddress } from '../machine-policy/same-address.ts';
import { centralAddress } from './central-address.ts';
import { readEnrolment } from './read-enrolment.ts';

type Wanted = z.infer<NonNullable<(typeof connectContract.save)['~orpc']['inputSchema']>>;

/** Shorter than for work: a person waits for the answer. */
const checkTimeoutMs = 10_000;
/** Less is within what a round trip and a lazy clock explain. */
const clockToleranceMs = 120_000;

export function connectView({ desk }: Access): ConnectView {
  const { centralUrl, clinicId } = desk.machine.policy.values;
  const kept = keptConnection(desk.store.journal);
  return {
    fixed: { fhirUrl: centralUrl ?? null, clinicId: clinicId ?? null },
    current: kept && {
      fhirUrl: withoutCredentials(kept.fhirUrl),
      clinicId: kept.clinicId,
      clinicName: kept.clinicName ?? '',
      clientId: kept.clientId,
    },
  };
}

export function enrolmentView(text: string): EnrolmentView {
  const { key, tls, ...rest } = readEnrolment(text);
  return { ...rest, hasKey: key !== null, hasCertificate: tls !== null };
}

/** Would the desk be connected like this? */
export async function testConnection(access: Access, wanted: Wanted): Promise<ConnectResult> {
  const judged = judge(access, wanted);
  return judged.ok ? (await tried(access, judged.connection)).result : judged;
}

/** Only what central takes is kept. The desk then opens again, as after any start. */
export async function saveConnection(access: Access, wanted: Wanted): Promise<ConnectResult> {
  const judged = judge(access, wanted);
  if (!judged.ok) return judged;
  const { result, connection } = await tried(access, judged.connection);
  if (!result.ok) return result;
  const { desk } = access;
  await keepConnection(desk.store.journal, connection);
  auditAccess(access, desk.author, 'connection-saved', null);
  desk.machine.log('info', 'connection-saved', {});
  desk.program.reopen();
  return result;
}

/** Connection and certificates. Before there is an account, whoever sets the desk up; afterwards who looks after the computers. */
export function mayConnect({ desk, book }: Access): boolean {
  if (desk.central === null && book.all().length === 0) return true;
  return mayCall('certificates.remove', actor()?.roles ?? null);
}

function judge(access: Access, wanted: Wanted): { ok: true; connection: DeskConnection } | Extract<ConnectResult, { ok: false }> {
  const no = (trouble: ConnectTrouble) => ({ ok: false, trouble }) as const;
  const { desk } = access;
  // Training has its own central, and no desk of a clinic is ever led there.
  if (!mayConnect(access) || (desk.program.training?.centralUrl ?? null) !== null) return no({ kind: 'not-permitted' });
  const address = centralAddress(wanted.address);
  if (!address.ok) return no({ kind: address.why });
  const { centralUrl, clinicId } = desk.machine.policy.values;
  if (centralUrl !== undefined && !sameAddress(centralUrl, address.fhirUrl)) return no({ kind: 'policy-address' });
  if (clinicId !== undefined && clinicId !== wanted.clinicId) return no({ kind: 'policy-clinic' });
  const kept = keptConnection(desk.store.journal);
  if (kept && kept.clinicId !== wanted.clinicId) return no({ kind: 'other-clinic' });
  const given = wanted.keyText === null ? null : readEnrolment(wanted.keyText);
  const key = given ? given.key : kept?.privateJwk;
  if (!key) return no({ kind: 'key-invalid' });
  const { clientId, clinicName } = wanted;
  // What the text does not say stays as it is: a bare key changes no dialect.
  const isP1 = given?.isP1 || ((given === null || given.clinicId === null) && kept?.dialect === 'p1');
  const tls = given?.tls ?? kept?.tls;
  return {
    ok: true,
    connection: {
      fhirUrl: address.fhirUrl,
      clinicId: wanted.clinicId,
      ...(clinicName && { clinicName }),
      clientId,
      privateJwk: key,
      ...(isP1 && { dialect: 'p1' as const, ...(tls && { tls }) }),
    },
  };
}

async function tried({ desk, clock }: Access, connection: DeskConnection) {
  const network = desk.machine.openNetwork(connection.tls ?? null);
  try {
    const signing = signingKey(desk.store.journal);
    const way = {
      network,
      requestTimeoutMs: checkTimeoutMs,
      userAgent: 'Okienko',
      now: clock.now,
      ...(signing && { signingKey: signing }),
    };
    const check = await checkConnection(connection, way);
    const clinicName = (check.kind === 'ok' ? check.clinicName : null) ?? connection.clinicName ?? null;
    const named = { ...connection, ...(clinicName !== null && { clinicName }) };
    return { connection: named, result: resultOf(check, connection.fhirUrl, clinicName) };
  } finally {
    network.close();
  }
}

function resultOf(check: ConnectionCheck, fhirUrl: string, clinicName: string | null): ConnectResult {
  if (check.kind === 'ok') return { ok: true, fhirUrl, clinicName, clockMinutes: minutesOff(check.clockOffsetMs) };
  if (check.kind !== 'desk-refused') return { ok: false, trouble: check };
  return { ok: false, trouble: { kind: 'desk-refused', minutes: minutesOff(check.clockOffsetMs) } };
}

const minutesOff = (offsetMs: number | null): number | null =>
  offsetMs === null || Math.abs(offsetMs) < clockToleranceMs ? null : Math.round(offsetMs / 60_000);
