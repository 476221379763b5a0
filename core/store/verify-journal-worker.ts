/** Reads a backup through beside the desk, so that no command waits for it. */
import { parentPort, workerData } from 'node:worker_threads';
import { verifyJournal } from './verify-journal.ts';

const { file, key } = workerData as { file: string; key: Uint8Array };
parentPort?.postMessage(verifyJournal(file, key));
