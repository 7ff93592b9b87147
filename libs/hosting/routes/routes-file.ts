import { z } from 'zod';
import type { Identity } from '#libs/messaging/contract';
import { didYouMean, type Path, quoted } from '../yaml/index.js';
import { durationOf, sizeOf } from './amounts.js';
import type { RouteAccess } from './route.js';
import { serviceAt, serviceUrlProblem } from './service-url.js';

const ROLES = Object.keys({ customer: true, operator: true, admin: true } satisfies Record<Identity['role'], true>);
const MOST = { routes: 200, instances: 32 } as const;

const says = (error: string) => ({ error });
const checked = (words: string, problemOf: (text: string) => string | undefined) =>
  z.string(says(words)).superRefine((text, { addIssue }) => {
    const message = problemOf(text);
    if (message) addIssue({ code: 'custom', message });
  });

const DURATION = 'must be a duration from 1ms to 24h, such as 500ms, 30s or 1h';
const duration = (byDefault: string) =>
  checked(DURATION, (text) => (durationOf(text) ? undefined : DURATION))
    .default(byDefault)
    .transform((text) => durationOf(text)!);
const SIZE = 'must be a size such as 64KB, 10MB or 2GB';
const size = (byDefault: string) =>
  checked(SIZE, (text) => (sizeOf(text) === undefined ? SIZE : undefined))
    .default(byDefault)
    .transform((text) => sizeOf(text)!);
const count = (least: number, most: number, byDefault: number) => {
  const words = `must be a whole number from ${least} to ${most}`;
  return z.int(says(words)).min(least, says(words)).max(most, says(words)).default(byDefault);
};

const URLS =
  'must be a URL such as http://127.0.0.1:8080, a list of such, or a service in Consul such as consul:reports';
const url = checked(URLS, serviceUrlProblem);
const to = z
  .union([url, z.array(url).min(1, says(URLS)).max(MOST.instances, says(URLS))], says(URLS))
  .transform((given) => [given].flat().map(serviceAt));

const ACCESS = 'must be public, signed-in, or roles such as [operator]';
const access = z
  .union([z.string(), z.array(z.string()).min(1)], says(ACCESS))
  .superRefine((given, { addIssue }) => {
    if (given === 'public' || given === 'signed-in') return;
    const known = typeof given === 'string' ? ['public', 'signed-in', ...ROLES] : ROLES;
    for (const word of [given].flat().filter((role) => !ROLES.includes(role)))
      addIssue({ code: 'custom', message: `has no such role as ${quoted(word)}${didYouMean(word, known)}` });
  })
  .transform((given) => (given === 'public' || given === 'signed-in' ? given : [given].flat()) as RouteAccess);

const limits = z.strictObject(
  {
    connect: duration('2s'),
    firstByte: duration('30s'),
    idle: duration('60s'),
    total: duration('1h'),
    body: size('10MB'),
    sockets: count(1, 4_096, 64),
    waiting: count(0, 4_096, 64),
    webSockets: count(0, 65_535, 256),
  },
  says('must be a block of limits'),
);

const route = z.strictObject(
  {
    to,
    access,
    keepPrefix: z.boolean(says('must be true or false')).default(false),
    passAuthorization: z.boolean(says('must be true or false')).default(false),
    limits: limits.prefault({}),
  },
  says('must be a block of to, access, keepPrefix, passAuthorization and limits'),
);

/** The shape of a routes file; prefixes are judged afterwards. */
export const routesFile = z.strictObject(
  {
    routes: z
      .record(z.string(), route, says('must be a block of routes by prefix'))
      .refine((all) => Object.keys(all).length <= MOST.routes, says(`are more than ${MOST.routes}`)),
  },
  says('must be a block of routes'),
);

export type RoutesFile = z.output<typeof routesFile>;

/** The keys that may stand at a path of the file. */
export function keysAt(path: Path): readonly string[] {
  if (path.length === 0) return Object.keys(routesFile.shape);
  return Object.keys(path.at(-1) === 'limits' ? limits.shape : route.shape);
}
