import type { UpdateState } from '../core/domain/update-state.ts';
import type { FromHost, ShownDesk, ToHost } from './host-messages.ts';

/** The process that hosts core, as its supervisor sees it. `Port`: a MessagePort of Electron's main process. */
export interface HostProcess<Port> {
  post(message: ToHost, ports?: Port[]): void;
  onMessage(listener: (message: FromHost) => void): void;
  onExit(listener: (code: number) => void): void;
  kill(): void;
}

export interface CoreHostOptions<Port> {
  spawn(): HostProcess<Port>;
  dataFolder: string;
  /** Null = sealed: the first process only asks for a password or code. */
  key: Uint8Array | null;
  logFile: string;
  /** Address of the training's own central; null = this is the clinic's own desk. */
  trainingCentral: string | null;
  /** The system's proxy settings for an address, as a PAC answer. */
  resolveProxy(url: string): Promise<string>;
  after(ms: number, callback: () => void): () => void;
  now(): number;
  /** The desk is open, the first time and after each restart. */
  onOpened(): void;
  /** The data key has been opened by a person; a process that has it takes over at once. */
  onUnsealed(key: Uint8Array): void;
  /** The folder has a new data key: to be kept in the place of the old one. */
  onRekeyed(key: Uint8Array): void;
  /** Somebody wants the other desk. Answers whether it can be had; this host is then closed. */
  onShow(desk: ShownDesk): Promise<boolean>;
  /** A new process took over from one that ended by itself: windows need new ports. */
  onRestart(): void;
  /** The desk cannot be opened and will not be tried again before `retry`. */
  onFailure(code: string): void;
  onLog(level: 'info' | 'warn' | 'error', event: string, facts: Record<string, string | number | boolean>): void;
}

export interface CoreHost<Port> {
  /** Hands a window's port over; it is served as soon as the desk is open. */
  connect(port: Port): void;
  /** The computer woke up. */
  wake(): void;
  /** What is known about a newer version; each process of core is told again. */
  tellUpdate(state: UpdateState): void;
  /** After a failure that someone has mended. */
  retry(): void;
  /** Ends the process when the journal is on the disk; settles when the process is gone. */
  close(): Promise<'clean' | 'killed'>;
}

/** Pauses before the restarts that follow each other; more of them within `calmMs` is a failure. */
const pausesMs = [0, 250, 1000, 3000];
const calmMs = 60_000;
/** So long a slow disk may take to close the journal. It is never torn by a kill (WAL), but we wait for what is being written. */
const closeLimitMs = 20_000;

/** Starts core's process and keeps one running: a crash costs a blink (I2: the journal is on the disk already). */
export function startCoreHost<Port>(options: CoreHostOptions<Port>): CoreHost<Port> {
  let current: HostProcess<Port> | null = null;
  let crashes: number[] = [];
  let failed = false;
  let key = options.key;
  let mayTakeOver = false;
  let closing: { done(how: 'clean' | 'killed'): void; result: Promise<'clean' | 'killed'>; clean: boolean } | null = null;
  let update: UpdateState | null = null;
  let cancelRestart = () => {};

  function start(): void {
    const host = options.spawn();
    current = host;
    failed = false;
    host.onMessage((message) => {
      if (message.type === 'log') options.onLog(message.level, message.event, message.facts);
      if (message.type === 'opened') options.onOpened();
      if (message.type === 'unsealed') {
        key = message.key;
        mayTakeOver = true;
        options.onUnsealed(message.key);
      }
      if (message.type === 'rekeyed') {
        key = message.key;
        options.onRekeyed(message.key);
        host.post({ type: 'key-kept' });
      }
      if (message.type === 'restart') mayTakeOver = true;
      if (message.type === 'ask-proxy') answerProxy(host, message.url);
      if (message.type === 'show') answerShow(host, message.desk);
      if (message.type === 'closed' && closing) closing.clean = true;
      if (message.type === 'failed') {
        failed = true;
        options.onFailure(message.code);
      }
    });
    host.onExit((code) => {
      if (current === host) current = null;
      if (closing) closing.done(closing.clean ? 'clean' : 'killed');
      else if (mayTakeOver) takeOver();
      else if (!failed) restart(code);
    });
    const { dataFolder, logFile, trainingCentral } = options;
    host.post({ type: 'open', dataFolder, key, logFile, trainingCentral });
    if (update !== null) host.post({ type: 'update', state: update });
  }

  function takeOver(): void {
    mayTakeOver = false;
    start();
    options.onRestart();
  }

  function answerProxy(host: HostProcess<Port>, url: string): void {
    const answer = (rules: string) => host.post({ type: 'proxy', url, rules });
    options.resolveProxy(url).then(answer, () => answer('DIRECT'));
  }

  function answerShow(host: HostProcess<Port>, desk: ShownDesk): void {
    const answer = (ok: boolean) => host.post({ type: 'shown', ok });
    options.onShow(desk).then(answer, () => answer(false));
  }

  function restart(code: number): void {
    const now = options.now();
    crashes = [...crashes.filter((at) => now - at < calmMs), now];
    options.onLog('error', 'host-ended', { code, crashes: crashes.length });
    const pause = pausesMs[crashes.length - 1];
    if (pause === undefined) {
      failed = true;
      options.onFailure('crashes');
      return;
    }
    cancelRestart = options.after(pause, () => {
      start();
      options.onRestart();
    });
  }

  start();
  return {
    connect(port) {
      current?.post({ type: 'port' }, [port]);
    },
    wake() {
      current?.post({ type: 'wake' });
    },
    tellUpdate(state) {
      update = state;
      current?.post({ type: 'update', state });
    },
    retry() {
      if (current !== null || closing !== null) return;
      crashes = [];
      start();
      options.onRestart();
    },
    close() {
      if (closing) return closing.result;
      cancelRestart();
      const { promise: result, resolve: done } = Promise.withResolvers<'clean' | 'killed'>();
      closing = { done, result, clean: false };
      const host = current;
      if (host === null) {
        done('clean');
        return result;
      }
      host.post({ type: 'close' });
      const stopLimit = options.after(closeLimitMs, () => host.kill());
      return result.finally(stopLimit);
    },
  };
}
