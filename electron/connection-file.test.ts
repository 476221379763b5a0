import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readConnection, removeConnection } from './connection-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'okienko-connection-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const connection = { fhirUrl: 'http://127.0.0.1:1/fhir', clinicId: 'c', clientId: 'd', privateJwk: { kty: 'EC', d: 'secret' } };
const lay = (text: string) => writeFileSync(join(folder, 'connection.json'), text);

it('a folder without the file has no new connection', () => {
  expect(readConnection(folder)).toBeNull();
});

it('is read as it was laid', () => {
  lay(JSON.stringify({ ...connection, clinicName: 'Przychodnia' }));
  expect(readConnection(folder)).toEqual({ ...connection, clinicName: 'Przychodnia' });
});

it.each([
  ['torn', '{"fhirUrl":"http'],
  ['without a key', JSON.stringify({ ...connection, privateJwk: undefined })],
  ['with an address that is not a web address', JSON.stringify({ ...connection, fhirUrl: 'file:///etc' })],
])('a file %s is refused without being quoted', (_what, text) => {
  lay(text);
  const failure = (() => {
    try {
      return readConnection(folder);
    } catch (error) {
      return error as Error & { code?: string };
    }
  })();
  expect(failure).toMatchObject({ code: 'connection-invalid', message: 'connection.json cannot be read' });
});

it('is gone after it was taken over', () => {
  lay(JSON.stringify(connection));
  removeConnection(folder);
  expect(existsSync(join(folder, 'connection.json'))).toBe(false);
  removeConnection(folder);
});
