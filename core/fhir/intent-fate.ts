/** `$intent` and `$intent-void`: what became of an intent id at central. */
import type { FhirResource, Parameters, ParametersParameter } from 'fhir/r4';
import { partOf, textOfPart } from './parameters.ts';
import * as read from './read.ts';
import type { Position } from './subscription-status.ts';

export type Fate =
  | { state: 'never-seen' }
  | { state: 'voided' }
  /** The stored answer: HTTP status, body, and for a change that was applied its place in the stream. */
  | { state: 'applied'; status: number; position: Position; body: unknown }
  | { state: 'refused'; status: number; body: unknown };

export function fateToParameters(fate: Fate): Parameters {
  const parameter: ParametersParameter[] = [{ name: 'state', valueCode: fate.state }];
  if (fate.state === 'applied' || fate.state === 'refused') {
    parameter.push({ name: 'status', valueInteger: fate.status });
    if (fate.state === 'applied') parameter.push({ name: 'position', valueString: positionToText(fate.position) });
    if (fate.body) parameter.push({ name: 'outcome', resource: fate.body as FhirResource });
  }
  return { resourceType: 'Parameters', parameter };
}

export function parseFate(body: unknown): Fate | null {
  const state = textOfPart(partOf(body, 'state'));
  if (state === 'never-seen' || state === 'voided') return { state };
  const status = read.wholeNumber(partOf(body, 'status')?.valueInteger);
  const stored = partOf(body, 'outcome')?.resource ?? null;
  if (status === null) return null;
  if (state === 'refused') return { state, status, body: stored };
  const position = parsePosition(textOfPart(partOf(body, 'position')));
  return state === 'applied' && position !== null ? { state, status, position, body: stored } : null;
}

/** `<epoch>;<event>`, as in the header `X-Okienko-Position`. */
export const positionToText = (position: Position): string => `${position.epoch};${position.event}`;

export function parsePosition(value: unknown): Position | null {
  const match = /^([^;]+);(\d+)$/.exec(read.text(value) ?? '');
  const event = Number(match?.[2]);
  return match?.[1] && Number.isSafeInteger(event) ? { epoch: match[1], event } : null;
}
