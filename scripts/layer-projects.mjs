import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';

/** Every layer has a tsconfig.json in its folder, with the libraries and ambient types that it may know. */
const folders = [
  'core/domain',
  'core/contract',
  'core/sync',
  'core/store',
  'core/fhir',
  'core/remote',
  'core/desk',
  'electron',
  'renderer',
  'central',
  'preview',
  'cli',
  'test',
];

/** Paths of the layers' tsconfig.json, relative to the checkout. */
export function layerProjects() {
  return folders.map((folder) => {
    const project = `${folder}/tsconfig.json`;
    if (!existsSync(join(root, project))) throw new Error(`${project} is missing`);
    return project;
  });
}
