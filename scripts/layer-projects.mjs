import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';

/** A project per layer, in the layer's folder: it names the libraries and ambient types that the layer may know. */
const projects = [
  'core/domain/tsconfig.json',
  'core/contract/tsconfig.json',
  'core/sync/tsconfig.json',
  'core/store/tsconfig.json',
  'core/fhir/tsconfig.json',
  'core/remote/tsconfig.json',
  'core/desk/tsconfig.json',
  'electron/tsconfig.json',
  'electron/tsconfig.preload.json',
  'renderer/tsconfig.json',
  'central/tsconfig.json',
  'preview/tsconfig.json',
  'cli/tsconfig.json',
  'test/tsconfig.json',
];

/** Paths relative to the checkout. A missing one is an error: without its project a layer would go unchecked. */
export function layerProjects() {
  const missing = projects.filter((project) => !existsSync(join(root, project)));
  if (missing.length > 0) throw new Error(`missing: ${missing.join(', ')}`);
  return projects;
}
