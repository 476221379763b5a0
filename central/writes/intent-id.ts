import { v5 } from 'uuid';

const foreignIdNamespace = '4f0a2f5e-8a0e-5f3c-9d55-0b1c7a9e3d21';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isUuid = (text: string | null | undefined): text is string => typeof text === 'string' && uuid.test(text);

/** Desks name their intents by UUID; whatever else a client sends as X-Request-Id is folded into one. */
export function intentIdOf(requestId: string | null): string | null {
  if (requestId === null || requestId === '') return null;
  return isUuid(requestId) ? requestId.toLowerCase() : v5(requestId, foreignIdNamespace);
}
