import { v5 } from 'uuid';

/** Ids of a batch's intents follow from the batch, so that the same batch sent twice is written once (I3). */
export function batchPart(batchId: string, part: 'publish' | 'move' | 'cancel' | 'book' | 'visit', key: string): string {
  return v5(`${part} ${key}`, batchId);
}
