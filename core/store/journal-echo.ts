import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Intent } from '../domain/intent.ts';
import { derivedKey } from './seal-with-key.ts';

/** What one transaction of the journal added, and where its audit log stood afterwards. */
export interface EchoRecord {
  /** Number and hash (hex) of the newest audit row. */
  n: number;
  hash: string;
  intents: Intent[];
  /** Ids of intents that a person gave up. */
  withdrawn: string[];
}

/**
 * journal.echo: a second, encrypted copy of what was entered since the newest backup. It is written after the answer, in the
 * event loop's next turn, and not flushed, so it costs a command next to nothing; with the newest backup it gives everything
 * back when journal.db or its -wal is damaged, and it knows how far the audit log went when somebody cut its end off.
 * It is never before the journal; behind it by what was entered in the turn in which the process was killed.
 */
export interface JournalEcho {
  /** Records that lay in the file when it was opened. */
  found: readonly EchoRecord[];
  /** Never throws: the journal has the intents already. */
  add(record: EchoRecord): void;
  /** A place in the file: everything before it, and all that was added so far, is in the journal by now. */
  mark(): number;
  /** What came before `mark` is in a verified backup. */
  forget(mark: number, head: EchoRecord): void;
  close(): void;
}

export const echoName = 'journal.echo';
const ivBytes = 12;
const tagBytes = 16;
const lengthBytes = 4;

export function openEcho(dataDir: string, key: Uint8Array): JournalEcho {
  const file = join(dataDir, echoName);
  const secret = keyOf(key);
  rmSync(`${file}.next`, { force: true });
  const { records, whole } = existsSync(file) ? read(readFileSync(file), secret) : { records: [], whole: 0 };
  let handle = openSync(file, existsSync(file) ? 'r+' : 'w+', 0o600);
  let end = whole;
  // What a power cut left of a record would hide everything behind it.
  ftruncateSync(handle, whole);
  let waiting: EchoRecord[] = [];
  let turn: NodeJS.Immediate | null = null;

  function write(): void {
    if (turn) clearImmediate(turn);
    turn = null;
    const last = waiting.at(-1);
    if (!last) return;
    const { n, hash } = last;
    const intents = waiting.flatMap((record) => record.intents);
    const withdrawn = waiting.flatMap((record) => record.withdrawn);
    waiting = [];
    try {
      const bytes = sealed({ n, hash, intents, withdrawn }, secret);
      writeSync(handle, bytes, 0, bytes.length, end);
      end += bytes.length;
    } catch {
      // A full disk: it stays behind, and the next record is written over what is half there.
    }
  }

  return {
    found: records,
    add(record) {
      waiting.push(record);
      turn ??= setImmediate(write);
    },
    mark() {
      write();
      return end;
    },
    forget(mark, head) {
      write();
      const kept = readFileSync(file).subarray(mark, end);
      const next = Buffer.concat([sealed(head, secret), kept]);
      writeFileSync(`${file}.next`, next, { mode: 0o600 });
      closeSync(handle);
      renameSync(`${file}.next`, file);
      handle = openSync(file, 'r+');
      end = next.length;
    },
    close() {
      write();
      closeSync(handle);
    },
  };
}

const keyOf = (key: Uint8Array): KeyObject => createSecretKey(derivedKey(key, 'okienko journal echo'));

/** The file under another key, as `draft`; false = there is none. */
export function draftEchoWithKey(dataDir: string, draft: string, from: Uint8Array, to: Uint8Array): boolean {
  const file = join(dataDir, echoName);
  if (!existsSync(file)) return false;
  const { records } = read(readFileSync(file), keyOf(from));
  writeFileSync(draft, Buffer.concat(records.map((record) => sealed(record, keyOf(to)))), { mode: 0o600, flush: true });
  return true;
}

function sealed(record: EchoRecord, secret: KeyObject): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', secret, iv);
  const body = Buffer.concat([iv, cipher.update(JSON.stringify(record), 'utf8'), cipher.final(), cipher.getAuthTag()]);
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32LE(body.length);
  return Buffer.concat([length, body]);
}

/** Records up to the first that is torn or not ours. */
function read(bytes: Buffer, secret: KeyObject): { records: EchoRecord[]; whole: number } {
  const records: EchoRecord[] = [];
  let at = 0;
  while (at + lengthBytes <= bytes.length) {
    const length = bytes.readUInt32LE(at);
    const body = bytes.subarray(at + lengthBytes, at + lengthBytes + length);
    if (body.length < length || length < ivBytes + tagBytes) break;
    const record = opened(body, secret);
    if (!record) break;
    records.push(record);
    at += lengthBytes + length;
  }
  return { records, whole: at };
}

function opened(body: Buffer, secret: KeyObject): EchoRecord | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, body.subarray(0, ivBytes));
    decipher.setAuthTag(body.subarray(-tagBytes));
    const text = Buffer.concat([decipher.update(body.subarray(ivBytes, -tagBytes)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as EchoRecord;
  } catch {
    return null;
  }
}
