import log from 'electron-log/node.js';
import { errorFacts } from './error-facts.ts';

export type LogLevel = 'info' | 'warn' | 'error';
export type LogFacts = Record<string, string | number | boolean>;

/** One file in the data folder, a former one kept beside it. Without the window's console: pages may hold personal data. */
export function startLog(file: string): void {
  log.transports.file.resolvePathFn = () => file;
  log.transports.file.maxSize = 2 * 1024 * 1024;
  log.transports.file.format = '{y}-{m}-{d}T{h}:{i}:{s}{z} [{level}] {text}';
  log.transports.console.level = false;
}

/** `event` and `facts` are codes and numbers. A name, PESEL, phone, note or address never comes near this function. */
export function logEvent(level: LogLevel, event: string, facts: LogFacts): void {
  const text = Object.entries(facts).map(([name, value]) => `${name}=${String(value).replaceAll(/\s+/g, '_')}`);
  log[level]([event, ...text].join(' '));
}

export function logFailure(event: string, error: unknown): void {
  logEvent('error', event, errorFacts(error));
}
