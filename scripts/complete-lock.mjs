/**
 * `node scripts/complete-lock.mjs` after adding a dependency: some registries do not serve packages of other platforms, and npm then
 * leaves them out of package-lock.json, after which `npm ci` refuses the lock everywhere. This writes the missing entries
 * from what their parents ask for. They carry no checksum, since nobody here has seen them; no platform of ours installs one.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';

const systems = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'win32', 'aix', 'sunos'];
const processors = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'loong64', 'mips64el'];

const file = join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = [];
for (const [parent, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (`${parent}/node_modules/${name}` in lock.packages || `node_modules/${name}` in lock.packages) continue;
    const words = name.split(/[/-]/).flatMap((word) => (word === 'universal' ? [] : [word]));
    const os = systems.filter((each) => words.includes(each));
    const cpu = processors.filter((each) => words.includes(each));
    if (os.length === 0 && cpu.length === 0) throw new Error(`${name} is missing in the lock, and its name tells no platform`);
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(os.length > 0 && { os }),
      ...(cpu.length > 0 && { cpu }),
      ...(name.includes('musl') && { libc: ['musl'] }),
      ...(entry.dev && { dev: true }),
      optional: true,
    };
    added.push(name);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added.length} added${added.length > 0 ? `: ${added.join(', ')}` : ''}\n`);
