/** The same FHIR content in the names of P1: identifier systems, extension urls, refusals. Both ways, all the way down. */
import { refusalCodes } from '../../domain/refusal.ts';
import * as read from '../read.ts';
import { extensionBase, system } from '../systems.ts';
import { p1Facts } from './p1-facts.ts';

const ours = p1Facts.systems.value;
const theirs = Object.fromEntries(Object.entries(ours).map(([own, p1]) => [p1, own]));
const theirBase = p1Facts.extensionBase.value;

/** `status`: of the answer that the body belongs to, for refusals that differ by it alone. */
export function toP1<T>(value: T, status: number | null = null): T {
  return mapped(
    value,
    (text) => renamed(text, ours, extensionBase, theirBase),
    (outcome) => withRegCodes(outcome, status),
  ) as T;
}

export function fromP1<T>(value: T): T {
  return mapped(value, (text) => renamed(text, theirs, theirBase, extensionBase), withoutRegCodes) as T;
}

/** `system|value` of a search. */
export function tokenToP1(token: string): string {
  return renamedToken(token, ours);
}

export function tokenFromP1(token: string): string {
  return renamedToken(token, theirs);
}

/** The plain dialect's status of a refusal in P1's words; null when the body names none that is known. */
export function statusOfRefusal(body: unknown): number | null {
  for (const issue of issuesOf(body)) {
    const row = rowOf(issue);
    if (row !== undefined) return row.status;
  }
  return null;
}

type Rename = (text: string) => string;
type MapOutcome = (outcome: Record<string, unknown>) => Record<string, unknown>;

function mapped(value: unknown, rename: Rename, mapOutcome: MapOutcome): unknown {
  if (Array.isArray(value)) return value.map((item) => mapped(item, rename, mapOutcome));
  if (!read.isObject(value)) return value;
  const result: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    const isName = (name === 'system' || name === 'url') && typeof item === 'string';
    result[name] = isName ? rename(item) : mapped(item, rename, mapOutcome);
  }
  return value.resourceType === 'OperationOutcome' ? mapOutcome(result) : result;
}

function renamed(text: string, table: Record<string, string>, fromBase: string, toBase: string): string {
  if (Object.hasOwn(table, text)) return table[text] as string;
  return text.startsWith(fromBase) ? toBase + text.slice(fromBase.length) : text;
}

function renamedToken(token: string, table: Record<string, string>): string {
  const bar = token.indexOf('|');
  if (bar < 0) return token;
  return renamed(token.slice(0, bar), table, '', '') + token.slice(bar);
}

const rows = p1Facts.regCodes.value;
const issuesOf = (body: unknown): Record<string, unknown>[] =>
  read.isObject(body) && body.resourceType === 'OperationOutcome' ? read.items(body.issue as Record<string, unknown>[]) : [];

function withRegCodes(outcome: Record<string, unknown>, status: number | null): Record<string, unknown> {
  return { ...outcome, issue: issuesOf(outcome).map((issue) => withRegCode(issue, status)) };
}

function withRegCode({ details, ...issue }: Record<string, unknown>, status: number | null): Record<string, unknown> {
  const code = read.oneOf(refusalCodes, read.codeOf(details as object | undefined, system.refusal));
  const fitting = rows.filter((row) => row.code === code);
  const row = fitting.find((each) => each.status === status) ?? fitting[0];
  if (row === undefined) return { ...issue, ...(details === undefined ? {} : { details }) };
  return { ...issue, diagnostics: `${row.reg}: ${row.code}` };
}

function withoutRegCodes(outcome: Record<string, unknown>): Record<string, unknown> {
  return { ...outcome, issue: issuesOf(outcome).map(withoutRegCode) };
}

function withoutRegCode({ diagnostics, ...issue }: Record<string, unknown>): Record<string, unknown> {
  const given = { ...issue, ...(diagnostics === undefined ? {} : { diagnostics }) };
  const reg = regOf(given);
  if (reg === null) return given;
  const code = rowOf(given)?.code ?? 'invalid';
  return { ...given, details: { coding: [{ system: system.refusal, code }], text: reg } };
}

function rowOf(issue: Record<string, unknown>) {
  const reg = regOf(issue);
  return rows.find((row) => row.reg === reg);
}

function regOf({ diagnostics, details }: Record<string, unknown>): string | null {
  const told = `${read.text(diagnostics) ?? ''} ${read.isObject(details) ? (read.text(details.text) ?? '') : ''}`;
  return p1Facts.regCodePlace.value.exec(told)?.[0] ?? null;
}
