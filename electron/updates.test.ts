import { createHash, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeHttpExecutor } from 'builder-util';
import { configureRequestOptions, configureRequestUrl, type DownloadOptions } from 'builder-util-runtime';
import { AppImageUpdater } from 'electron-updater';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UpdateState } from '../core/domain/update-state.ts';
import { signedFeed } from '../scripts/sign-feed.mjs';
import { startUpdates, type Updater } from './updates.ts';

/** What ElectronHttpExecutor does beside it, by Node's own network. */
class NodeDownloads extends NodeHttpExecutor {
  download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise<string>((resolve, reject, onCancel) => {
      const request = { headers: options.headers ?? undefined };
      configureRequestUrl(url, request);
      configureRequestOptions(request);
      const callback = (error: Error | null) => (error ? reject(error) : resolve(destination));
      this.doDownload(request, { destination, options, onCancel, callback, responseHandler: null }, 0);
    });
  }
}

/** The real electron-updater (the AppImage one) against a real server; Electron's own network is seen in test/e2e/electron. */
let folder: string;
let server: Server;
let address: string;
let files: Map<string, string | Buffer>;
let asked: string[];
const quitters: (() => void)[] = [];
const appImageBefore = process.env.APPIMAGE;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'okienko-update-'));
  files = new Map();
  asked = [];
  server = createServer((request, response) => {
    const name = new URL(request.url ?? '', 'http://x').pathname.slice(1);
    asked.push(name);
    const content = files.get(name);
    if (content === undefined) response.writeHead(404).end();
    else response.writeHead(200).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  process.env.APPIMAGE = join(folder, 'Okienko.AppImage');
  writeFileSync(process.env.APPIMAGE, 'the running version');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
  quitters.splice(0);
  if (appImageBefore === undefined) delete process.env.APPIMAGE;
  else process.env.APPIMAGE = appImageBefore;
});

/** Lays a version on the server. `over`: lines of its feed that are not as they should be. */
function publish(
  version: string,
  over: { channel?: string; sha512?: string; stagingPercentage?: number; signer?: KeyObject } = {},
): Buffer {
  const content = randomBytes(2000);
  const name = `Okienko-${version}.AppImage`;
  const sha512 = over.sha512 ?? createHash('sha512').update(content).digest('base64');
  files.set(name, content);
  const feed = [
    `version: ${version}`,
    `files:\n  - url: ${name}\n    sha512: ${sha512}\n    size: ${content.length}`,
    `path: ${name}\nsha512: ${sha512}`,
    ...(over.stagingPercentage === undefined ? [] : [`stagingPercentage: ${over.stagingPercentage}`]),
    "releaseDate: '2026-11-30T08:00:00.000Z'",
  ];
  const text = `${feed.join('\n')}\n`;
  const pem = over.signer?.export({ format: 'pem', type: 'pkcs8' }).toString();
  files.set(`${over.channel ?? 'latest'}-linux.yml`, pem === undefined ? text : signedFeed(text, pem));
  return content;
}

interface Seen {
  states: UpdateState[];
  log: string[];
}

/** One look by a program of version 0.2.0. `place`: 0…1, where this desk stands in a staged rollout. */
async function look(
  channel: 'latest' | 'beta' = 'latest',
  { place = 0.5, rounds = 1, between = () => {}, signedBy = null as string | null } = {},
): Promise<Seen> {
  const userDataPath = join(folder, 'user');
  mkdirSync(userDataPath, { recursive: true });
  const tail = Math.floor(place * 0xffffffff)
    .toString(16)
    .padStart(8, '0');
  writeFileSync(join(userDataPath, '.updaterId'), `00000000-0000-5000-8000-0000${tail}`);
  const config = join(folder, 'app-update.yml');
  writeFileSync(config, 'provider: generic\nurl: https://nobody.invalid/\nupdaterCacheDirName: okienko-updater\n');
  const updater = new AppImageUpdater(null, {
    version: '0.2.0',
    name: 'okienko',
    isPackaged: true,
    appUpdateConfigPath: config,
    userDataPath,
    baseCachePath: join(folder, 'cache'),
    whenReady: async () => undefined,
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: (handler: (code: number) => void) => void quitters.push(() => handler(0)),
  });
  Object.assign(updater, { httpExecutor: new NodeDownloads() });
  const seen: Seen = { states: [], log: [] };
  for (let round = 0; round < rounds; round++) {
    const { promise: told, resolve } = Promise.withResolvers<void>();
    if (round > 0) between();
    const stop = startUpdates({
      updater: updater as unknown as Updater,
      channel,
      feed: address,
      signedBy,
      firstMs: 0,
      everyMs: 1_000_000,
      after(ms, callback) {
        // The second wait means that the first look is over.
        const timer = setTimeout(ms === 0 ? callback : resolve, 0);
        return () => clearTimeout(timer);
      },
      tell: (state) => void seen.states.push(state),
      log: (level, event, { version, code }) => void seen.log.push([level, event, version ?? code].join(' ')),
    });
    await told;
    stop();
  }
  return seen;
}

describe('updates from a feed', () => {
  it('fetches a newer version, tells of it, and puts it in place only when the program quits', async () => {
    const content = publish('0.3.0');
    const seen = await look();
    expect(seen.states).toEqual([{ kind: 'ready', version: '0.3.0' }]);
    expect(seen.log).toEqual(['info update-available 0.3.0', 'info update-ready 0.3.0']);
    const running = process.env.APPIMAGE ?? '';
    expect(readFileSync(running, 'utf8')).toBe('the running version');
    for (const quit of quitters) quit();
    const newer = [running, join(folder, 'Okienko-0.3.0.AppImage')].find((path) => existsSync(path)) ?? '';
    expect(readFileSync(newer).equals(content)).toBe(true);
  });

  it('says so when there is nothing newer', async () => {
    publish('0.2.0');
    expect(await look()).toEqual({ states: [{ kind: 'current' }], log: ['info update-none 0.2.0'] });
  });

  it('refuses an older version', async () => {
    publish('0.1.9');
    expect(await look()).toEqual({ states: [{ kind: 'current' }], log: ['info update-none 0.1.9'] });
    expect(asked).not.toContain('Okienko-0.1.9.AppImage');
  });

  it('refuses an older version of another channel', async () => {
    publish('0.1.0-beta.3', { channel: 'beta' });
    expect((await look('beta')).states).toEqual([{ kind: 'current' }]);
    expect(asked).toEqual(['beta-linux.yml']);
  });

  it('follows the channel that it was given', async () => {
    publish('0.3.0');
    publish('0.4.0-beta.1', { channel: 'beta' });
    expect((await look('beta')).states).toEqual([{ kind: 'ready', version: '0.4.0-beta.1' }]);
  });

  it('throws away what is not what the feed promised', async () => {
    publish('0.3.0', { sha512: createHash('sha512').update('something else').digest('base64') });
    const seen = await look();
    expect(seen.states).toEqual([{ kind: 'failed', code: 'ERR_CHECKSUM_MISMATCH' }]);
    expect(seen.log.at(-1)).toBe('warn update-failed ERR_CHECKSUM_MISMATCH');
    expect(quitters).toEqual([]);
  });

  it.each([
    [0.1, 20, 'ready'],
    [0.19, 20, 'ready'],
    [0.21, 20, 'current'],
    [0.99, 100, 'ready'],
    [0.01, 0, 'current'],
  ])('a desk at %f of all, of which %i percent are let in: %s', async (place, stagingPercentage, expected) => {
    publish('0.3.0', { stagingPercentage });
    expect((await look('latest', { place })).states.map(({ kind }) => kind)).toEqual([expected]);
  });

  it.each<[string, () => void, string]>([
    ['is gone', () => server.close(), 'ECONNREFUSED'],
    ['has no feed', () => undefined, 'ERR_UPDATER_CHANNEL_FILE_NOT_FOUND'],
    ['sends something else', () => files.set('latest-linux.yml', '<html>'), 'ERR_UPDATER_INVALID_VERSION'],
  ])('fails quietly when the server %s', async (_what, spoil, code) => {
    spoil();
    const seen = await look();
    expect(seen.states).toEqual([{ kind: 'failed', code: expect.stringMatching(new RegExp(code)) }]);
    expect(seen.log).toHaveLength(1);
  });

  it('a version that is here already stays so when the next look fails', async () => {
    publish('0.3.0');
    const seen = await look('latest', { rounds: 2, between: () => files.clear() });
    expect(seen.states[0]).toEqual({ kind: 'ready', version: '0.3.0' });
    expect(readFileSync(process.env.APPIMAGE ?? '', 'utf8')).toBe('the running version');
  });
});

describe('a program that was built with a release key', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const signedBy = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

  it('takes a version whose feed the key has signed', async () => {
    publish('0.3.0', { signer: privateKey });
    expect((await look('latest', { signedBy })).states).toEqual([{ kind: 'ready', version: '0.3.0' }]);
  });

  it('still throws away a file that is not the signed one', async () => {
    publish('0.3.0', { signer: privateKey });
    files.set('Okienko-0.3.0.AppImage', randomBytes(2000));
    expect((await look('latest', { signedBy })).states).toEqual([{ kind: 'failed', code: 'ERR_CHECKSUM_MISMATCH' }]);
  });

  it.each<[string, () => void]>([
    ['is not signed', () => publish('0.3.0')],
    ['was signed by another key', () => publish('0.3.0', { signer: generateKeyPairSync('ed25519').privateKey })],
    [
      'was signed for another version',
      () => {
        publish('0.3.0', { signer: privateKey });
        files.set('latest-linux.yml', String(files.get('latest-linux.yml')).replace('version: 0.3.0', 'version: 0.4.0'));
      },
    ],
    [
      'was given another file by whoever has the server',
      () => {
        publish('0.3.0', { signer: privateKey });
        const signature = /^signature: .*$/m.exec(String(files.get('latest-linux.yml')))?.[0];
        publish('0.3.0');
        files.set('latest-linux.yml', `${files.get('latest-linux.yml')}${signature}\n`);
      },
    ],
  ])('fetches nothing when the feed %s', async (_what, lay) => {
    lay();
    const seen = await look('latest', { signedBy });
    expect(seen.states).toEqual([{ kind: 'failed', code: 'ERR_UPDATE_NOT_SIGNED' }]);
    expect(asked).toEqual(['latest-linux.yml']);
    expect(quitters).toEqual([]);
  });
});
