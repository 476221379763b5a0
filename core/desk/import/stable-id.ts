import { v5 } from 'uuid';

const importNamespace = '8f1c1a1e-7c0f-5b62-9d3e-2f4b5d0c9a77';

/** Ids of an import follow from clinic and content, so that the same files imported twice double nothing (I3). */
export function stableId(clinicId: string, ...content: (string | number)[]): string {
  return v5(JSON.stringify([clinicId, ...content]), importNamespace);
}
