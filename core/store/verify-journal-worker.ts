/** Reads a backup through beside the desk, or gives it a new key, so that no command waits for it. */
import { parentPort, workerData } from 'node:worker_threads';
import { rekeyAlone } from './rekey.ts';
import { verifyJournal } from './verify-journal.ts';

/** `to`: the key that it gets; without it the file is only read through. */
const { file, key, to } = workerData as { file: string; key: Uint8Array; to?: Uint8Array };
parentPort?.postMessage(to ? rekeyAlone(file, key, to) : verifyJournal(file, key));
