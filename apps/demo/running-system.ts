import { z } from 'zod';
import { Config, dataConfig, section } from '#libs/config';
import { runningOn } from '#libs/hosting/run-state';
import { Cannot } from './cannot.js';

export const demoConfig = section('demo', {
  CLEAVE_URL: z
    .url({ protocol: /^https?$/, error: 'must be a URL such as http://127.0.0.1:3000' })
    .optional()
    .describe(
      'The system that `npm run demo` orders from and `cleave` asks. Without it, the one that runs on the data folder.',
    ),
});

/** The URL of a running system that is ready. Throws Cannot. */
export async function runningSystem(): Promise<string> {
  const config = Config.read([demoConfig, dataConfig]);
  const folder = config.get(dataConfig).CLEAVE_DATA_DIR;
  const url = config.get(demoConfig).CLEAVE_URL ?? runningOn(folder)?.url;
  const start = 'Start it in another terminal (npm start), or say where it runs (CLEAVE_URL).';
  if (!url) throw new Cannot(`Cleave does not run on the data folder ${folder}. ${start}`);
  const answer = await fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
  if (!answer) throw new Cannot(`Nothing answers at ${url}. ${start}`);
  if (!answer.ok) throw new Cannot(`What answers at ${url} is not ready (${answer.status}). Look at ${url}/health.`);
  return url.replace(/\/$/, '');
}
