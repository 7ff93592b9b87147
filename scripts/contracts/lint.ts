import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openApiText } from '../docs/openapi.js';
import { ensureTools, toolAt } from './tools.js';

// npm run contracts:lint: the OpenAPI document, as it is served, under every rule of the linter.
ensureTools();
const config = fileURLToPath(new URL('redocly.yaml', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cleave-contracts-'));
try {
  const file = join(folder, 'openapi.json');
  writeFileSync(file, await openApiText());
  const { status } = spawnSync(
    process.execPath,
    [toolAt('@redocly/cli/bin/cli.js'), 'lint', '--config', config, file],
    {
      stdio: 'inherit',
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }, // nothing leaves this machine
    },
  );
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}
