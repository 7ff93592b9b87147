import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asyncApiText } from '../docs/asyncapi.js';
import { openApiText } from '../docs/openapi.js';
import { ensureTools, toolAt } from './tools.js';

// npm run contracts:lint: both documents as they are served, the OpenAPI document under every rule of the linter, the AsyncAPI document
// by the parser of AsyncAPI, which counts a warning as an error.
ensureTools();
const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cleave-contracts-'));

function isClean(args: readonly string[], name: string, text: string): boolean {
  const file = join(folder, name);
  writeFileSync(file, text);
  const { status } = spawnSync(process.execPath, [...args, file], {
    stdio: 'inherit',
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }, // nothing leaves this machine
  });
  return status === 0;
}

try {
  const redocly = [toolAt('@redocly/cli/bin/cli.js'), 'lint', '--config', beside('redocly.yaml')];
  const results = [
    isClean(redocly, 'openapi.json', await openApiText()),
    isClean([beside('lint-messages.mjs')], 'asyncapi.json', asyncApiText()),
  ];
  process.exitCode = results.every(Boolean) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
