/** Checks who imports whom (`.dependency-cruiser.mjs`), and that no source file escaped the check. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { commandOf, node24, root, withBinaries } from './project.mjs';

const folders = ['core', 'electron', 'renderer', 'central', 'preview', 'cli'];

/** Throws with every forbidden import, one a line. `folder`: another checkout (tests plant forbidden imports in a copy). */
export function checkLayers(folder = root) {
  const violations = layerViolations(folder);
  if (violations.length > 0)
    throw new Error(`forbidden imports:\n${violations.map((each) => `  ${each.rule}: ${each.from} -> ${each.to}`).join('\n')}`);
}

/** `{rule, from, to}` of each forbidden import. Throws when fewer modules were cruised than there are source files. */
export function layerViolations(folder = root) {
  // Tests may import what they like, and dependency-cruiser cannot parse `using` yet, which they use.
  const sources = folders.filter((each) => existsSync(join(folder, each))).flatMap((each) => sourcesUnder(folder, each));
  const args = [
    commandOf('dependency-cruiser', 'depcruise'),
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'json',
    ...sources,
  ];
  const { stdout, stderr, error } = spawnSync(node24(), args, {
    cwd: folder,
    env: withBinaries(),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error) throw error;
  let result;
  try {
    result = JSON.parse(stdout);
  } catch {
    throw new Error(`dependency-cruiser did not answer:\n${stderr || stdout}`);
  }
  requireAllSources(result.modules, sources);
  return result.summary.violations.map((each) => ({ rule: each.rule.name, from: each.from, to: each.to }));
}

function requireAllSources(modules, sources) {
  const cruised = new Set(modules.map((each) => each.source));
  const missed = sources.filter((path) => !cruised.has(path));
  if (missed.length > 0) throw new Error(`${missed.length} source files were not cruised, the first is ${missed[0]}`);
}

function sourcesUnder(folder, path) {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return sourcesUnder(folder, `${path}/${entry.name}`);
    return /\.tsx?$/.test(entry.name) && !/\.(test|d)\.tsx?$/.test(entry.name) ? [`${path}/${entry.name}`] : [];
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) checkLayers();
