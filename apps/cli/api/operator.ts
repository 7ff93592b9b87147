import { text } from 'node:stream/consumers';
import { Config, section } from '#libs/config';
import { z } from 'zod';
import { Api } from './api.js';
import { EXIT, Failure } from './failure.js';
import { foundHere } from './found-here.js';

/** The system's URL and the operator's credentials. */
export interface Connecting {
  readonly url?: string;
  readonly email?: string;
  readonly passwordStdin?: boolean;
}

interface Credentials {
  readonly email: string;
  readonly password: string;
}

const cliConfig = section('cli', {
  CLEAVE_URL: z
    .url({ protocol: /^https?$/, error: 'must be a URL such as http://127.0.0.1:3000' })
    .optional()
    .describe('The system that is asked.'),
  CLEAVE_OPERATOR_EMAIL: z.string().optional().describe('Who asks.'),
  CLEAVE_OPERATOR_PASSWORD: z.string().optional().describe('Password of whoever asks.'),
});

/** Signs in as an operator at the given system, or at the one that runs on the data folder. Throws Failure. */
export async function signedIn(options: Connecting): Promise<Api> {
  const {
    CLEAVE_URL,
    CLEAVE_OPERATOR_EMAIL: email,
    CLEAVE_OPERATOR_PASSWORD: password,
  } = Config.read([cliConfig]).get(cliConfig);
  const here = foundHere();
  const url = (options.url ?? CLEAVE_URL ?? here.url)?.replace(/\/$/, '');
  if (!url)
    throw new Failure(
      EXIT.unreachable,
      `Cleave does not run on the data folder ${here.folder}. Start it (npm start), or say where it runs (--url).`,
    );
  // The password in the data folder is sent only to the system that runs on it, and to no other URL.
  const ofFolder = url === here.url ? here.operator : undefined;
  const credentials = (await given(options)) ?? (email && password ? { email, password } : ofFolder);
  if (!credentials)
    throw new Failure(
      EXIT.usage,
      'Say who asks: CLEAVE_OPERATOR_EMAIL and CLEAVE_OPERATOR_PASSWORD, or --email with --password-stdin.',
    );
  const { accessToken } = await new Api(url).post<{ accessToken: string }>('/sessions', credentials);
  return new Api(url, accessToken);
}

/** Asks on the terminal: other users of the machine could read a password in the arguments. */
async function given({ email, passwordStdin }: Connecting): Promise<Credentials | undefined> {
  if (!email && !passwordStdin) return undefined;
  if (!email || !passwordStdin) throw new Failure(EXIT.usage, '--email and --password-stdin belong together.');
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  return { email, password };
}
