/** Central as it stands before the world: its own TLS, or a proxy that ends it; what every answer says to a browser. */
import { connect } from 'node:tls';
import got from 'got';
import { afterEach, describe, expect, it } from 'vitest';
import type { Patient } from '../../core/domain/patient.ts';
import { eligibilityRequest } from '../../core/fhir/eligibility.ts';
import { patientToFhir } from '../../core/fhir/patient.ts';
import { submissionParameters } from '../../core/fhir/submission.ts';
import { makeClinic } from '../admin/make-clinic.ts';
import { p1Tls } from '../p1/p1-tls.ts';
import type { CentralOptions, RunningCentral } from '../start.ts';
import { faults, newClinic, newPatient, newSchedule, newWoman, startTestCentral } from './test-central.ts';
import { askToken, assertion, deskWith, type TestDesk } from './test-desk.ts';

const calmly = { throwHttpErrors: false, retry: { limit: 0 } } as const;
let central: RunningCentral | null = null;
const started = async (options: CentralOptions) => {
  central = await startTestCentral({ db: 'pglite:memory', ...options });
  return central;
};
afterEach(async () => {
  await central?.close();
  central = null;
  expect(faults.splice(0)).toEqual([]);
});

describe('with its own certificate', () => {
  it('speaks TLS 1.2 and newer only, and tells browsers to stay with it', async () => {
    const { authority, certificate, key } = p1Tls(null, true).server;
    const { url, fhirUrl } = await started({ tls: { certificate, key } });
    expect(url).toMatch(/^https:/);
    const answer = await got(`${fhirUrl}/metadata`, { https: { certificateAuthority: authority } });
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
    const port = Number(new URL(url).port);
    const handshake = (version: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3') =>
      new Promise<string>((resolve) => {
        const old = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' } as const;
        const socket = connect({ port, host: '127.0.0.1', ca: authority, ...old }, () => {
          resolve(socket.getProtocol() ?? '');
          socket.destroy();
        });
        socket.on('error', () => resolve('refused'));
      });
    expect(await Promise.all([handshake('TLSv1.1'), handshake('TLSv1.2'), handshake('TLSv1.3')])).toEqual([
      'refused',
      'TLSv1.2',
      'TLSv1.3',
    ]);
  });
});

const publicUrl = 'https://central.example';
/** As the proxy passes a call on. */
const passedOn = (from: string) => ({ host: 'central.example', 'x-forwarded-proto': 'https', 'x-forwarded-for': from });

describe('behind a proxy', () => {
  it('is known by its public name: signing in, links, the address of the WebSocket', async () => {
    const { url, address, database } = await started({ publicUrl, trustProxy: '127.0.0.1' });
    expect(url).toBe(publicUrl);
    const [client] = await makeClinic(database, 'Przychodnia za bramą', 1);
    if (!client) throw new Error('no client');
    const answer = await askToken(address, client, await assertion(client, `${publicUrl}/token`));
    expect(answer.status).toBe(200);
    expect((await askToken(address, client, await assertion(client, `${address}/token`))).status).toBe(401);
    const { access_token } = (await answer.json()) as { access_token: string };
    const desk = deskWith(address, client, access_token);
    await desk.publish(newSchedule(client.clinic));
    expect((await desk.get('/Schedule')).body.link[0].url).toBe(`${publicUrl}/fhir/Schedule`);
    const { body } = await desk.get(`/Subscription/clinic-${client.clinic}/$get-ws-binding-token`);
    expect(JSON.stringify(body)).toContain('wss://central.example/ws');
  });

  it('counts callers by their own addresses, as the trusted proxy tells them, and by nobody else’s word', async () => {
    const asks = async (trustProxy: CentralOptions['trustProxy']) => {
      await central?.close();
      const limits = { addressAMinute: 3 };
      const { address } = await started({ publicUrl, limits, ...(trustProxy ? { trustProxy } : {}) });
      const ask = async (from: string) =>
        (await got(`${address}/fhir/metadata`, { headers: passedOn(from), ...calmly })).statusCode;
      const statuses: number[] = [];
      for (const from of ['1.1.1.1', '1.1.1.1', '1.1.1.1', '1.1.1.1', '2.2.2.2']) statuses.push(await ask(from));
      return statuses;
    };
    expect(await asks('127.0.0.1')).toEqual([200, 200, 200, 429, 200]);
    expect(await asks('10.0.0.1')).toEqual([200, 200, 200, 429, 429]);
    expect(await asks(undefined)).toEqual([200, 200, 200, 429, 429]);
  });

  it('takes the patient’s forms from the public address alone, and keeps the cookie to TLS', async () => {
    const { address } = await started({ publicUrl, trustProxy: '127.0.0.1' });
    const login = (origin: string) =>
      got.post(`${address}/ikp/logowanie`, {
        ...{ form: { pesel: newPatient().pesel }, followRedirect: false, ...calmly },
        headers: { ...passedOn('1.1.1.1'), origin },
      });
    const answer = await login(publicUrl);
    expect(answer.headers['set-cookie']?.[0]).toMatch(/HttpOnly; Secure; SameSite=Strict/);
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
    expect((await login('https://other.example')).headers['set-cookie']).toBeUndefined();
  });

  it('shows the pages of this computer to nobody who comes through it', async () => {
    const { address } = await started({ publicUrl, trustProxy: '127.0.0.1' });
    for (const path of ['/admin/clients', '/sms', '/admin/crowd']) {
      expect((await got(address + path, { headers: passedOn('127.0.0.1'), ...calmly })).statusCode, path).toBe(403);
      expect(
        (await got(address + path, { headers: { ...passedOn('1.1.1.1'), host: 'localhost' }, ...calmly })).statusCode,
        path,
      ).toBe(403);
    }
  });
});

it('every answer says that it is no page, and is kept nowhere; the pages say what they may', async () => {
  const { url } = await started({});
  const strict = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };
  for (const path of ['/fhir/metadata', '/fhir/Patient', '/ikp/api/visits', '/nowhere', '/fhir/%zz', '/admin/clients']) {
    const { headers } = await got(url + path, calmly);
    expect(headers, path).toMatchObject({ ...strict, 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" });
    expect(headers['strict-transport-security'], path).toBeUndefined();
  }
  for (const path of ['/ikp/logowanie', '/ikp/przychodnie', '/ikp/zasady', '/sms', '/ikp/style.css']) {
    expect((await got(url + path, calmly)).headers, path).toMatchObject({
      ...strict,
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'/,
      ),
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
  }
});

describe('nobody is found out by trying', () => {
  it('a PESEL that central knows signs in exactly like one that it does not', async () => {
    const { url, database } = await started({});
    const [known, unknown] = [newPatient().pesel, newPatient().pesel];
    await database.query(`insert into ikp_account (pesel, family_name, given_name) values ($1, 'Znana', 'Ewa')`, [known]);
    const shape = async (pesel: string | null) => {
      const page = await got.post(`${url}/ikp/logowanie`, {
        ...{ form: { pesel }, headers: { origin: url }, followRedirect: false, ...calmly },
      });
      const api = await got.post(`${url}/ikp/api/login`, { json: { pesel }, ...calmly });
      const { token } = JSON.parse(api.body) as { token: string };
      const cookie = page.headers['set-cookie']?.[0] ?? '';
      return [page.statusCode, page.headers.location, page.body, cookie.length, api.statusCode, token.length];
    };
    expect(await shape(known)).toEqual(await shape(unknown));
  });

  it('sign-ins of patients are throttled by address, on the page and by the call', async () => {
    const { url } = await started({ limits: { loginsAMinute: 2 } });
    const pesel = newPatient().pesel;
    const page = () =>
      got.post(`${url}/ikp/logowanie`, { ...{ form: { pesel }, headers: { origin: url }, followRedirect: false, ...calmly } });
    const api = () => got.post(`${url}/ikp/api/login`, { json: { pesel }, ...calmly });
    for (const [ask, good] of [
      [page, 303],
      [api, 200],
    ] as const) {
      const statuses = [(await ask()).statusCode, (await ask()).statusCode];
      const third = await ask();
      expect([...statuses, third.statusCode]).toEqual([good, good, 429]);
      expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    }
  });

  it('a desk asks about the examinations of so many patients and no more; about one again as often as it needs', async () => {
    const running = await started({ limits: { eligibilityAMinute: 2 } });
    const [desk] = (await newClinic(running, 1)).desks as [TestDesk];
    const people = [newWoman('1970-05-05'), newWoman('1970-05-05'), newWoman('1970-05-05')];
    for (const woman of people) {
      const body = patientToFhir({ ...woman, version: 0 });
      expect((await desk.ask('PUT', `/Patient?identifier=urn:okienko:patient|${woman.id}`, { body })).status).toBeLessThan(300);
    }
    const ask = async ({ id }: Patient) => {
      const body = eligibilityRequest({ patientKey: id, clinicCode: 'MMG', repeat: false }, running.clock.now());
      const { status, headers } = await desk.ask('POST', '/CoverageEligibilityRequest/$submit', { body });
      return [status, Number(headers.get('retry-after') ?? 0) > 0];
    };
    const [one, two, three] = people as [Patient, Patient, Patient];
    expect([await ask(one), await ask(one), await ask(one), await ask(two)]).toEqual(Array(4).fill([200, false]));
    expect(await ask(three)).toEqual([429, true]);
  });

  it('wrong codes of referrals run out for the day, however slowly they are tried', async () => {
    const running = await started({ limits: { wrongCodesAMinute: 100, wrongCodesADay: 2 } });
    const [desk] = (await newClinic(running, 1)).desks as [TestDesk];
    const pesel = newPatient().pesel;
    const ask = async (referralCode: string) => {
      const body = submissionParameters({ referralKey: null, referralCode, pesel });
      const { status, headers } = await desk.ask('POST', '/Task/$submission', { body });
      return [status, Number(headers.get('retry-after') ?? 0) > 3600];
    };
    expect([await ask('0001'), await ask('0001'), await ask('0002')]).toEqual(Array(3).fill([404, false]));
    expect(await ask('0003')).toEqual([429, true]);
  });

  it('a desk that central does not know is refused like one whose key does not fit, after as much work', async () => {
    const { url, database } = await started({});
    const [client] = await makeClinic(database, 'Przychodnia', 1);
    const strange = (await makeClinic(database, 'Inna', 1))[0];
    if (!client || !strange) throw new Error('no clients');
    const refused = async (clientId: string) => {
      const answer = await askToken(url, client, await assertion({ clientId, jwk: strange.jwk }, `${url}/token`));
      return [answer.status, await answer.text()];
    };
    expect(await refused(client.clientId)).toEqual([401, '{"error":"invalid_client"}']);
    expect(await refused('nobody-1')).toEqual(await refused(client.clientId));
  });
});
