import { z } from 'zod';
import { section } from '#libs/config';
import { levelsIn } from '#libs/logging';
import { TrustedProxies } from './http/index.js';

const port = z.coerce.number().int().min(0).max(65_535);
const milliseconds = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

export const hostingConfig = section('hosting', {
  PORT: port.default(3000).describe('Of the public API; 0 takes a free one.'),
  HOST: z.string().default('127.0.0.1').describe('Address that the public API listens on; 0.0.0.0 for every one.'),
  CLEAVE_MANAGEMENT_PORT: port.default(0).describe('Of health and metrics, never public; 0 takes a free one.'),
  CLEAVE_KEEP_ALIVE_MS: milliseconds(1_000, 3_600_000)
    .default(72_000)
    .describe(
      'How long an idle connection to the API is kept, in milliseconds: longer than a balancer before it keeps its own, which is 60 s with most.',
    ),
  CLEAVE_REQUEST_TIMEOUT_MS: milliseconds(300, 300_000)
    .default(15_000)
    .describe('How long a request to the API may take to arrive, in milliseconds; its headers have 10 s of it.'),
  CLEAVE_MAX_CONNECTIONS: z.coerce
    .number()
    .int()
    .min(10)
    .default(4_096)
    .describe('Connections to the API at once; one more takes the place of the one that was idle for longest.'),
  CLEAVE_ANSWER_TIMEOUT_MS: milliseconds(300, 300_000)
    .default(30_000)
    .describe(
      'How long a client of the API may take to read an answer, in milliseconds; its connection is reset then.',
    ),
  CLEAVE_MAX_UNREAD_MB: z.coerce
    .number()
    .int()
    .min(8)
    .default(64)
    .describe(
      'Megabytes of answers of the API that wait for their clients to read them; beyond it the connection with the oldest one is reset.',
    ),
  CLEAVE_TRUSTED_PROXIES: TrustedProxies.optional().describe(
    'Addresses and ranges, such as 10.0.0.7, 10.1.0.0/16, of the proxies in front of the API: from them alone X-Forwarded-For is believed. Limits and the log need the address of the client.',
  ),
  CLEAVE_DRAIN_DELAY_MS: milliseconds(0, 300_000)
    .default(0)
    .describe(
      'How long the API goes on serving after the signal to stop, in milliseconds, while /readyz says 503: for a balancer to notice. See "Under an orchestrator" in docs/recovery.md.',
    ),
  CLEAVE_LISTEN_HOST: z
    .string()
    .optional()
    .describe(
      'Address on which other processes and probes reach this one, such as 0.0.0.0 in a container. By default its own in the placement, and 127.0.0.1 for health.',
    ),
  CLEAVE_ADVERTISE_HOST: z
    .string()
    .regex(/^[A-Za-z0-9._:-]{1,253}$/, 'must be a host name or an address, without a port')
    .optional()
    .describe(
      'With `discovery: consul`: host under which others reach this process. By default that of its address in the placement, then CLEAVE_LISTEN_HOST; where that is 0.0.0.0, the only address of the machine.',
    ),
  CLEAVE_EMBEDDED: z
    .stringbool()
    .default(false)
    .describe('Said by npm start to the processes that it starts: their databases are its own embedded ones.'),
  LOG_FORMAT: z
    .enum(['text', 'json'])
    .optional()
    .describe(
      '`json`: an object per line, with time, level, process, context, part, message, and trace_id and key where there are; `text`: for people. By default text on a terminal and json elsewhere.',
    ),
  LOG_LEVEL: z
    .string()
    .default('info')
    .refine(areLevels, 'must be a level such as info, and those of parts, such as warn,orders outbox=debug')
    .describe(
      'The least important lines that are written: trace, debug, info, warn, error or fatal; of a part other than of the rest: `warn,orders outbox=debug`. `info` is what people do: requests, signing in, what they are refused, acts of operators. `cleave log-level` changes it while the process runs.',
    ),
});

function areLevels(text: string): boolean {
  try {
    return Boolean(levelsIn(text));
  } catch {
    return false;
  }
}

/** Which part of the system a process is. A process that hosts everything needs no file and no name. */
export const seatConfig = section('placement', {
  CLEAVE_PLACEMENT: z.string().optional().describe('The placement file of which this process is a part.'),
  CLEAVE_PROCESS: z.string().optional().describe('Its name in that file; may be left out where there is one only.'),
  CLEAVE_REPLICA: z
    .string()
    .regex(/^[a-z0-9-]{1,32}$/, 'must have 1 to 32 of the characters a-z, 0-9 and -')
    .default('1')
    .describe('Tells replicas of one process apart; the same after a restart.'),
});
