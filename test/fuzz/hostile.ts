import fc from 'fast-check';

/** Values that nobody should send. */
export const ODD: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, '', ' ', 0, -1, 0.1, -0, 1e308, 2 ** 53, 2 ** 31, -(2 ** 63), [], {}, [[]]),
  fc.constantFrom(
    '\0',
    'a\0b',
    '\ud800',
    '\u202e',
    '\uffff',
    '__proto__',
    'constructor',
    '${7*7}',
    "'; --",
    '../..',
    'NaN',
  ),
  fc.constantFrom('x'.repeat(300), '🙂'.repeat(200), 'é'.repeat(5_000), '0'.repeat(40)),
  fc.anything({ maxDepth: 2, withNullPrototype: false }),
);

/** JSON with something at fault that no object of JavaScript can hold. */
const RAW: readonly ((json: string) => string | Buffer)[] = [
  (json) => json.slice(0, -1),
  (json) => `\ufeff${json}`,
  (json) => json.replace('{', '{"__proto__":{"role":"admin"},'),
  (json) => json.replace('{', '{"constructor":{"prototype":{}},'),
  (json) => json.replace(/\{"(\w+)":/, '{"$1":null,"$1":'),
  (json) => json.replace(/\d+/, '1e999'),
  (json) => json.replace(/\d+/, '123456789012345678901234567890'),
  (json) => json.replace(/"[^"]*"\s*}/, '"\\u0000"}'),
  (json) => `${'['.repeat(200)}${json}${']'.repeat(200)}`,
  (json) => `${json}${' '.repeat(70_000)}`,
  (json) => Buffer.concat([Buffer.from(json.slice(0, -2)), Buffer.from([0xff, 0xc0, 0x80]), Buffer.from('"}')]),
  () => '',
  () => 'null',
  () => '{}',
  () => '[]',
  () => '"text"',
];
export const spoiledText = (json: string): fc.Arbitrary<string | Buffer> =>
  fc.constantFrom(...RAW).map((spoil) => spoil(json));

/** A body with one member replaced, lost or added, at any depth. */
export const spoiledBody = (body: unknown): fc.Arbitrary<unknown> =>
  fc.tuple(fc.nat(), fc.constantFrom('replace', 'replace', 'replace', 'drop', 'add'), ODD).map(([where, how, odd]) => {
    const copy = structuredClone({ body });
    const places = placesIn(copy);
    const [owner, name] = places[where % places.length]!;
    if (how === 'drop') delete owner[name];
    else if (how === 'add') owner[`${name}-too`] = odd;
    else owner[name] = odd;
    return copy.body;
  });

function placesIn(value: unknown): readonly (readonly [Record<string, unknown>, string])[] {
  if (typeof value !== 'object' || value === null) return [];
  const owner = value as Record<string, unknown>;
  return Object.keys(owner).flatMap((name) => [[owner, name] as const, ...placesIn(owner[name])]);
}

/** Text of any value as it may be sent: bigints and what JSON does not know as text. */
export const jsonOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'bigint' || typeof part === 'symbol' ? String(part) : part,
  ) ?? '';

/** A query string with something at fault. */
export const spoiledQuery = (query: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(
      `${query}&${query}`,
      `${query}&limit=0`,
      'limit=1&limit=2',
      'limit[]=1',
      'limit=1e9',
      'limit=99999999999',
    ),
    fc.constantFrom(
      'a=%00',
      'cursor=%ff',
      'cursor=%zz',
      '%',
      '&&&',
      '=',
      'cursor=',
      'body=maybe',
      '__proto__=1',
      'a=b;c=d',
    ),
    fc.webQueryParameters({ size: 'medium' }),
  );

/** Other spellings of a path, some of which are the same path. */
export const spoiledPath = (path: string): fc.Arbitrary<string> =>
  fc.constantFrom(
    ...[
      `/${path}`,
      `${path}/`,
      path.toUpperCase(),
      path.replace(/\/(\w)/, '/./$1'),
      `/x/..${path}`,
      `${path}/..`,
      `${path}%2f`,
    ],
    ...[
      path.replace('/v1', '/v3'),
      path.replace('/', '%2f'),
      `${path};a=b`,
      `${path}%00`,
      `${path}/%2e%2e/%2e%2e`,
      `${path}//`,
    ],
    ...[
      `${path}/${'x'.repeat(150)}`,
      `${path}/${'y'.repeat(7_000)}`,
      path.replace('o', '%6f'),
      `http://elsewhere${path}`,
      `${path}%zz`,
    ],
    ...[
      '/',
      '/*',
      '/v1',
      '/v1/__proto__',
      '/%E2%82%AC',
      '/v1/orders/%F0%9F%99%82',
      '/favicon.ico',
      '/.env',
      '/docs/../v1/orders',
    ],
  );

type Fields = Readonly<Record<string, string | readonly string[]>>;
/** Headers that say something odd, by which a request may be refused. */
export const ODD_HEADERS: fc.Arbitrary<Fields> = fc.constantFrom<Fields[]>(
  { authorization: 'Bearer x.y.z' },
  { authorization: 'Basic YTpi' },
  { authorization: ['Bearer a', 'Bearer b'] },
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/json; charset=latin1' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-encoding': 'gzip' },
  { 'idempotency-key': '"unclosed' },
  { 'idempotency-key': 'k'.repeat(300) },
  { 'idempotency-key': 'the same for everything' },
  { 'idempotency-key': 'the-same-for-everything' },
  { prefer: 'wait=banana, respond-async' },
  { prefer: 'wait=0' },
  { accept: 'image/png' },
  { accept: '*/*;q=0' },
  { traceparent: '00-0-0-00' },
  { 'if-match': '*' },
  { 'if-match': 'banana' },
  { 'if-none-match': '*' },
  { 'if-none-match': 'banana' },
  { 'last-event-id': '-1' },
  { 'last-event-id': 'banana' },
  { range: 'bytes=0-1' },
  { origin: 'https://evil.example' },
  { 'x-forwarded-for': '1.2.3.4, 5.6.7.8', 'x-forwarded-host': 'evil.example', 'x-http-method-override': 'DELETE' },
  { expect: 'banana' },
  { upgrade: 'websocket', connection: 'upgrade' },
  { cookie: 'a=b; __proto__=c' },
);
