import { text } from 'node:stream/consumers';
import { Config, section } from '#libs/config';
import { z } from 'zod';
import { Api } from './api.js';
import { EXIT, Failure } from './failure.js';
import { foundHere } from './found-here.js';

/** Who asks, and whom. */
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

/** The API of the system that was named, or of the one that runs on the data folder, for an operator who is signed in. Throws Failure. */
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
  // The password of the data folder belongs to the system that runs on it, and is told to no other.
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

/** On the command line. A password in an argument could be read by everybody on the machine. */
async function given({ email, passwordStdin }: Connecting): Promise<Credentials | undefined> {
  if (!email && !passwordStdin) return undefined;
  if (!email || !passwordStdin) throw new Failure(EXIT.usage, '--email and --password-stdin belong together.');
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  return { email, password };
}
