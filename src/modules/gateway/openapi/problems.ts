import type { ErrorKind } from '#libs/messaging/contract';
import { statusOf } from '../problems/statuses.js';
import type { Described } from './described.js';
import { takesKey } from './operation.js';

const OF_EVERY_ROUTE = {
  400: [
    'request.invalid',
    'request.malformed',
    'request.malformed-url',
    'request.host-missing',
    'request.repeated-header',
    'request.unknown-transfer-coding',
  ],
  408: ['request.timeout'],
  417: ['request.unknown-expectation'],
  429: ['request.rate-limited'],
  431: ['request.headers-too-large'],
  500: ['internal', 'reply.invalid'],
  503: [
    'context.unavailable',
    'request.deadline',
    'request.unanswered',
    'request.not-received',
    'server.too-many-connections',
  ],
};
const OF_EVERY_PARAMETER = { 414: ['request.url-too-long'] };
const OF_EVERY_BODY = {
  413: ['request.too-large'],
  415: ['request.unsupported-media-type', 'request.unsupported-charset', 'request.unsupported-encoding'],
};
const OF_EVERY_KEY = {
  400: ['idempotency.key-malformed'],
  409: ['request.in-progress'],
  422: ['idempotency.key-reused'],
};

/** The error codes that a route can answer, by status. */
export function problemsOf(
  { operation, access }: Described,
  has: { readonly body: boolean; readonly pathParameter: boolean },
): ReadonlyMap<number, Set<string>> {
  const codes = new Map<number, Set<string>>();
  const add = (status: number | string, ...more: readonly string[]) =>
    codes.set(Number(status), new Set([...(codes.get(Number(status)) ?? []), ...more]));
  const ofContracts = (operation.sends ?? []).flatMap(({ contract }) => Object.entries<ErrorKind>(contract.errors));
  const declared = [...ofContracts, ...Object.entries(operation.problems ?? {})];
  for (const [code, kind] of declared) add(statusOf(code, kind), code);
  const general = [
    OF_EVERY_ROUTE,
    ...(has.pathParameter ? [OF_EVERY_PARAMETER] : []),
    ...(has.body ? [OF_EVERY_BODY] : []),
    ...(takesKey(operation) ? [OF_EVERY_KEY] : []),
  ];
  for (const [status, more] of general.flatMap(Object.entries<string[]>)) add(status, ...more);
  if (operation.keyRequired) add(400, 'idempotency.key-missing');
  if (operation.matchRequired) {
    add(400, 'request.invalid-if-match');
    add(428, 'request.if-match-missing');
  }
  if (access !== 'anybody') add(401, 'auth.token-missing', 'auth.token-invalid');
  if (Array.isArray(access)) add(403, 'auth.not-allowed');
  return codes;
}
