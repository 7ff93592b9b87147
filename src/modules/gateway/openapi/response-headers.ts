import type { JsonSchema } from './convert.js';

interface Header {
  readonly description: string;
  readonly schema: JsonSchema;
  readonly example: string | number;
}
const text = (description: string, example: string): Header => ({ description, schema: { type: 'string' }, example });

/** The headers of answers. A route names those of its own under `headers` of its `@Operation`. */
export const RESPONSE_HEADERS = {
  Age: {
    description: 'With `stale`: the age of the answer, in seconds.',
    schema: { type: 'integer', minimum: 0 },
    example: 60,
  },
  'Cache-Control': text(
    'Who may keep the answer, for how long, and whether it has to be validated each time.',
    'private, no-cache',
  ),
  ETag: text(
    'The entity tag of the answer, for `If-None-Match`; where the answer has a `version`, also for `If-Match`.',
    '"rl2YzZV4ZxLq0pXqEJ2mOA"',
  ),
  Location: text('Where the new resource is read.', '/v2/orders/01890a5d-ac96-774b-bcce-b302099a8057'),
  Link: text(
    'The `next` page of a list; where there is none, of a deprecated route its `successor-version` and what to read (RFC 8288).',
    '</v2/orders?limit=25&cursor=MTc2NA>; rel="next"',
  ),
  Deprecation: text('Since when the route is deprecated, in seconds since 1970 (RFC 9745).', '@1795910400'),
  Sunset: text('From when on the route may be gone (RFC 8594).', 'Tue, 30 Nov 2027 00:00:00 GMT'),
  'Preference-Applied': text('The wait that was applied (RFC 7240).', 'wait=5'),
  RateLimit: text('What is left of the limit: `r` requests for `t` seconds.', '"writes-per-user";r=0;t=7'),
  'RateLimit-Policy': text(
    'The limit by its name: `q` requests in `w` seconds (draft-ietf-httpapi-ratelimit-headers-11).',
    '"writes-per-user";q=50000;w=10',
  ),
  'Set-Cookie': text(
    'Names the device to later sign-ins to this account, whose wrong passwords are then counted apart; it gives no access.',
    'cleave-device=1788000000.ZGV2aWNlIG9mIGFk.c2lnbmF0dXJl; Path=/v1/sessions; HttpOnly; Secure; SameSite=Strict',
  ),
  'Retry-After': {
    description: 'Seconds after which a repetition makes sense.',
    schema: { type: 'integer', minimum: 1 },
    example: 1,
  },
  'WWW-Authenticate': text('How to authenticate (RFC 6750).', 'Bearer realm="cleave"'),
} as const satisfies Readonly<Record<string, Header>>;

export type ResponseHeader = keyof typeof RESPONSE_HEADERS;

/** References to the headers of one answer. */
export const headerReferences = (names: readonly ResponseHeader[]) =>
  names.length
    ? { headers: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }])) }
    : {};
