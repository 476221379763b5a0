import { readFile } from 'node:fs/promises';
import got, { RequestError } from 'got';
import { z } from 'zod';
import type { DeskConnection } from '../desk-connection.ts';
import { OpenDeskError } from '../open-desk-error.ts';

const timeout = { request: 10_000 };

/** Central cannot be asked for an account: not there, or not a demo. */
export class CentralNotReached extends Error {
  override name = 'CentralNotReached';
}

/** A desk's account as central's demo mode hands it out, or as IT lays it down in a file. */
const client = z.object({
  clinic: z.string().min(1),
  clinicName: z.string().optional(),
  clientId: z.string().min(1),
  jwk: z.looseObject({ kty: z.string() }),
  // Of a central that speaks P1's dialect, which has an address of its own.
  dialect: z.enum(['fhir', 'p1']).optional(),
  fhirUrl: z.url().optional(),
  tls: z.object({ authority: z.string(), certificate: z.string(), key: z.string() }).nullish(),
});
const clientList = z.object({ clients: z.array(client) });

/** `https://host` or `https://host/fhir` → `https://host/fhir`. */
const fhirUrlOf = (central: string) => new URL('/fhir', central).href;

/**
 * Demo and training only: asks a central for the accounts whose keys it knows.
 *
 * @param clinicId null = the first clinic
 * @throws CentralNotReached; OpenDeskError `other-clinic`
 */
export async function askDemoClient(central: string, clinicId: string | null): Promise<DeskConnection> {
  const body = await asked(central, got(new URL('/admin/clients', central), { timeout, retry: { limit: 2 } }).json());
  const { clients } = clientList.parse(body);
  const found = clients.find((each) => clinicId === null || each.clinic === clinicId);
  if (!found && clinicId !== null && clients.length > 0) {
    throw new OpenDeskError('other-clinic', 'this central does not know the clinic whose data the folder holds');
  }
  if (!found) throw new CentralNotReached(`${central} hands out no demo account`);
  return connectionOf(found, fhirUrlOf(central));
}

/** Demo and training only: an empty clinic of its own for a new data folder, to import into. */
export async function makeDemoClinic(central: string, name: string): Promise<DeskConnection> {
  const body = await asked(
    central,
    got.post(new URL('/admin/clinics', central), { json: { name, accounts: true }, timeout }).json(),
  );
  const [made] = clientList.parse(body).clients;
  if (!made) throw new CentralNotReached(`${central} made no clinic`);
  return connectionOf(made, fhirUrlOf(central));
}

/** `{clinic, clientId, jwk, clinicName?, fhirUrl?, dialect?, tls?}`; `central` names the server when the file does not. */
export async function readClientFile(file: string, central: string | null): Promise<DeskConnection> {
  const found = client.parse(JSON.parse(await readFile(file, 'utf8')));
  const url = central === null ? found.fhirUrl : fhirUrlOf(central);
  if (url === undefined) throw new Error(`${file} names no central: give --central URL too`);
  return connectionOf(found, url);
}

async function asked(central: string, answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof RequestError) throw new CentralNotReached(`${central} hands out no demo account (${error.code})`);
    throw error;
  }
}

function connectionOf({ clinic, clinicName, clientId, jwk, ...p1 }: z.infer<typeof client>, fhirUrl: string): DeskConnection {
  return {
    fhirUrl,
    clinicId: clinic,
    ...(clinicName === undefined ? {} : { clinicName }),
    clientId,
    privateJwk: jwk,
    ...(p1.dialect === 'p1' && { dialect: 'p1', fhirUrl: p1.fhirUrl ?? fhirUrl, tls: p1.tls ?? undefined }),
  };
}
