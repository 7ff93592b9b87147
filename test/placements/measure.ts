import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Found } from '../acceptance/acceptance.js';
import type { Frames } from './placements.js';
import { type Report, type RunOf, suitesIn } from './run-of.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const JEST = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
  'test/placements/placement.e2e',
];
const LONGEST_MS = 600_000;

/** A run and, when something failed, what Jest printed. */
export interface Measured {
  readonly run: RunOf;
  readonly complaint?: string;
}

/** Runs the suites in one placement, in a Jest and on a PostgreSQL of its own. */
export async function measure(placement: string, frames: Frames): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'cleave-placements-'));
  const [report, found] = [join(folder, 'report.json'), join(folder, 'found.json')];
  const begun = performance.now();
  try {
    const output = await jest(report, {
      CLEAVE_TEST_PLACEMENT: placement,
      CLEAVE_TEST_FRAMES: frames,
      CLEAVE_TEST_FOUND: found,
    });
    const told = read<Report>(report) ?? { numPassedTests: 0, numFailedTests: 1, testResults: [] };
    const { startMs = 0, state, readModel }: Partial<Found> = read<Found>(found) ?? {};
    const [passed, failed, suites] = [told.numPassedTests, told.numFailedTests, suitesIn(told)];
    const run = {
      placement,
      frames,
      suites,
      startMs,
      totalMs: performance.now() - begun,
      passed,
      failed,
      state,
      readModel,
    };
    return failed || !passed ? { run, complaint: output } : { run };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** All that it prints, when it has ended. */
async function jest(report: string, settings: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn(process.execPath, [...JEST, '--json', `--outputFile=${report}`], {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LONGEST_MS,
  });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return output + errors;
}

const read = <T>(file: string): T | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
