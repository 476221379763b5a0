import type { AnyRouter } from '@orpc/server';
import { sealedDesk } from '../core/desk/access/sealed-desk.ts';
import type { DeskProgram } from '../core/desk/desk-program.ts';
import { type Line, serveLine } from '../core/desk/serve-line.ts';
import type { UpdateState } from '../core/domain/update-state.ts';
import { errorFacts } from './error-facts.ts';
import type { FromHost, ShownDesk, ToHost } from './host-messages.ts';

/** A MessagePort as far as core's process needs it; Electron's and the relay's are such. */
export interface HostPort {
  on(event: string, listener: (event?: { data: unknown }) => void): void;
  postMessage(data: unknown): void;
  start(): void;
  close(): void;
}

export const portLine = (port: HostPort): Line => ({
  onFrame: (listener) => port.on('message', (event) => listener(event?.data)),
  onClose: (listener) => port.on('close', () => listener()),
  send: (frame) => port.postMessage(frame),
  close: () => port.close(),
});

/** The process's line to main. */
export interface HostLine {
  onMessage(listener: (message: ToHost, port: HostPort | null) => void): void;
  send(message: FromHost): void;
  /** Ends the process; what was sent before still arrives. */
  end(code: number): void;
}

export interface OpenedDesk {
  router: AnyRouter;
  /** The computer woke up: central is asked at once. */
  wake(): void;
  tellUpdate(state: UpdateState): void;
  /** Settles when everything is written and the files are closed. */
  close(): Promise<void>;
}

export interface HostSettings {
  logFile: string;
  /** The system's proxy settings for an address, as a PAC answer. */
  systemProxy(url: string): Promise<string>;
  /** The folder has this key now; settles when the system's key store holds it. */
  keepKey(key: Uint8Array): Promise<void>;
  /** The desk is closed and opened anew. */
  restart(): void;
  program: DeskProgram;
}

export type OpenDeskIn = (
  folder: string,
  key: Uint8Array,
  settings: HostSettings,
  log: (level: 'info' | 'warn' | 'error', event: string, facts: Record<string, string | number | boolean>) => void,
) => Promise<OpenedDesk>;

/**
 * Core's process: opens the desk once, serves the contract on every port that main hands over, and closes the desk before it
 * ends. Ports that come while the desk is still opening wait; what they carry waits in them.
 */
export function hostDesk(line: HostLine, openDesk: OpenDeskIn): void {
  let desk: Promise<OpenedDesk> | null = null;
  const asked = new Map<string, ((rules: string) => void)[]>();
  const log = (level: 'info' | 'warn' | 'error', event: string, facts: Record<string, string | number | boolean>) =>
    line.send({ type: 'log', level, event, facts });

  function systemProxy(url: string): Promise<string> {
    return new Promise((resolve) => {
      asked.set(url, [...(asked.get(url) ?? []), resolve]);
      line.send({ type: 'ask-proxy', url });
    });
  }

  let kept: (() => void) | null = null;

  function keepKey(key: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      kept = resolve;
      line.send({ type: 'rekeyed', key });
    });
  }

  function restart(): void {
    closeDesk()
      .then(() => {
        line.send({ type: 'restart' });
        line.end(0);
      })
      .catch(failToClose);
  }

  function proxyAnswered(url: string, rules: string): void {
    for (const resolve of asked.get(url) ?? []) resolve(rules);
    asked.delete(url);
  }

  let answerShown = (_ok: boolean) => {};

  function show(wanted: ShownDesk): Promise<boolean> {
    return new Promise((resolve) => {
      answerShown = resolve;
      line.send({ type: 'show', desk: wanted });
    });
  }

  const programAt = (trainingCentral: string | null): DeskProgram => ({
    reopen: restart,
    training: { centralUrl: trainingCentral, show, beginAnew: () => show('training-anew') },
  });

  async function open(message: Extract<ToHost, { type: 'open' }>): Promise<OpenedDesk> {
    const { dataFolder, key, logFile, trainingCentral } = message;
    if (key === null) return askForKey(dataFolder);
    const program = programAt(trainingCentral);
    const opened = await openDesk(dataFolder, key, { logFile, systemProxy, keepKey, restart, program }, log);
    line.send({ type: 'opened' });
    return opened;
  }

  /** Nothing is open yet but the question for a password or the recovery code. */
  function askForKey(folder: string): OpenedDesk {
    log('info', 'desk-sealed', {});
    const router = sealedDesk(folder, Date.now, (opened) => {
      line.send({ type: 'unsealed', key: opened });
      line.end(0);
    });
    return { router, wake: () => undefined, tellUpdate: () => undefined, close: async () => undefined };
  }

  function fail(error: unknown): void {
    log('error', 'desk-not-opened', errorFacts(error));
    const code = (error as { code?: unknown } | null)?.code;
    line.send({ type: 'failed', code: typeof code === 'string' ? code : 'unknown' });
    line.end(1);
  }

  async function serve(port: HostPort): Promise<void> {
    const opened = await desk?.catch(() => null);
    if (!opened) return port.close();
    serveLine(opened.router, portLine(port), 'screen');
    port.start();
  }

  async function closeDesk(): Promise<void> {
    const opened = await desk?.catch(() => null);
    await opened?.close();
  }

  function failToClose(error: unknown): void {
    log('error', 'desk-not-closed', errorFacts(error));
    line.end(1);
  }

  async function close(): Promise<void> {
    await closeDesk();
    line.send({ type: 'closed' });
    line.end(0);
  }

  line.onMessage((message, port) => {
    if (message.type === 'open' && desk === null) {
      desk = open(message);
      desk.catch(fail);
    }
    if (message.type === 'proxy') proxyAnswered(message.url, message.rules);
    if (message.type === 'key-kept') kept?.();
    if (message.type === 'shown') answerShown(message.ok);
    if (message.type === 'wake') void desk?.then((opened) => opened.wake()).catch(() => undefined);
    if (message.type === 'update') void desk?.then((opened) => opened.tellUpdate(message.state)).catch(() => undefined);
    if (message.type === 'port' && port !== null) void serve(port);
    if (message.type === 'close') {
      close().catch(failToClose);
    }
  });
}
