import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/project.mjs';

mkdirSync(join(root, '.cache'), { recursive: true });
const folder = mkdtempSync(join(root, '.cache', 'lanes-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs lanes as `npm test` does, in a process of their own; answers its last line and exit code. */
function runLanes(body: string): { last: string; code: number | null; text: string } {
  const file = join(folder, 'lanes.mjs');
  const lanes = pathToFileURL(join(root, 'scripts/lane.mjs')).href;
  writeFileSync(file, `import { lane, report, run, runTests } from '${lanes}';\n${body}\nreport();\n`);
  const { stdout, status } = spawnSync(process.execPath, [file], { cwd: root, encoding: 'utf8', timeout: 60_000 });
  return { last: stdout.trim().split('\n').at(-1) ?? '', code: status, text: stdout };
}

let programs = 0;

/** A test program that leaves a report (or none) and ends with a code. */
function program(report: string | null, code: number): string {
  programs += 1;
  const file = join(folder, `program-${programs}.mjs`);
  const leave =
    report === null ? '' : `import { writeFileSync } from 'node:fs';\nwriteFileSync('${folder}/report.json', '${report}');\n`;
  writeFileSync(file, `${leave}process.exit(${code});\n`);
  const path = `'${folder.slice(root.length + 1)}/report.json'`;
  return `await lane('tests', () => runTests(process.execPath, ['${file}'], {}, ${path}, (found) => found));`;
}

describe('the last line of npm test', () => {
  it('adds the lanes up', () => {
    const { last, code } = runLanes(`
      await lane('one check', () => {});
      ${program('{"passed":3,"failed":0}', 0)}
    `);
    expect(last).toBe('4 passed, 0 failed');
    expect(code).toBe(0);
  });

  it('counts failed tests', () => {
    const { last, code } = runLanes(program('{"passed":3,"failed":2}', 1));
    expect(last).toBe('3 passed, 2 failed');
    expect(code).toBe(1);
  });

  it.each([
    ['cannot be started', `await lane('gone', () => run('/no/such/program', []));`, '0 passed, 1 failed'],
    ['ends badly although no test failed', program('{"passed":3,"failed":0}', 1), '3 passed, 1 failed'],
    ['leaves no report', program(null, 0), '0 passed, 1 failed'],
    ['runs not one test', program('{"passed":0,"failed":0}', 0), '0 passed, 1 failed'],
    ['throws', `await lane('broken', () => { throw new Error('no'); });`, '0 passed, 1 failed'],
  ])('a lane that %s has failed', (_how, body, expected) => {
    const { last, code } = runLanes(body);
    expect(last).toBe(expected);
    expect(code).toBe(1);
  });

  it('a lane that takes too long is ended, with all that it started', () => {
    const hang = join(folder, 'hang.mjs');
    writeFileSync(
      hang,
      `import { spawn } from 'node:child_process';\nspawn('sleep', ['4242.4']);\nsetInterval(() => {}, 1000);\n`,
    );
    const { last, text } = runLanes(`await lane('slow', () => run(process.execPath, ['${hang}'], { minutes: 0.02 }));`);
    expect(last).toBe('0 passed, 1 failed');
    expect(text).toContain('SIGKILL');
    expect(spawnSync('pgrep', ['-f', 'sleep 4242.4']).stdout.toString()).toBe('');
  });
});
