import { existsSync } from 'node:fs';
import { z } from 'zod';
import { Config, dataConfig, dataFolder, section } from '#libs/config';
import { runningOn } from '#libs/hosting/run-state';
import { Cannot } from './cannot.js';

export const demoConfig = section('demo', {
  CLEAVE_URL: z
    .url({ protocol: /^https?$/, error: 'must be a URL such as http://127.0.0.1:3000' })
    .optional()
    .describe(
      'The system that `npm run demo` orders from and `cleave` asks. Without it, the one that runs on the data folder.',
    ),
  CLEAVE_OPERATOR_EMAIL: z.string().optional().describe('Who refunds.'),
  CLEAVE_OPERATOR_PASSWORD: z.string().optional().describe('Password of whoever refunds.'),
});

export interface Credentials {
  readonly email: string;
  readonly password: string;
}
export interface RunningSystem {
  readonly url: string;
  /** An operator of it; undefined where none is known. */
  readonly staff: Credentials | undefined;
}

/** A running system that is ready. Throws Cannot. */
export async function runningSystem(): Promise<RunningSystem> {
  const config = Config.read([demoConfig, dataConfig]);
  const folder = config.get(dataConfig).CLEAVE_DATA_DIR;
  const { CLEAVE_URL, CLEAVE_OPERATOR_EMAIL: email, CLEAVE_OPERATOR_PASSWORD: password } = config.get(demoConfig);
  const here = runningOn(folder)?.url;
  const url = CLEAVE_URL ?? here;
  const start = 'Start it in another terminal (npm start), or say where it runs (CLEAVE_URL).';
  if (!url) throw new Cannot(`Cleave does not run on the data folder ${folder}. ${start}`);
  const answer = await fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
  if (!answer) throw new Cannot(`Nothing answers at ${url}. ${start}`);
  if (!answer.ok) throw new Cannot(`What answers at ${url} is not ready (${answer.status}). Look at ${url}/health.`);
  // The password in the data folder is sent only to the system that runs on it.
  const ofFolder =
    url === here && existsSync(folder) ? dataFolder(folder).readState<Credentials>('operator') : undefined;
  return { url: url.replace(/\/$/, ''), staff: email && password ? { email, password } : ofFolder };
}
