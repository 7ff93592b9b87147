import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRoutes } from './index.js';
import { refusals, tableOf } from './routes.fixtures.js';

describe('a routes file', () => {
  it('says for a prefix where it goes and who may call, and has limits by default', () => {
    const { routes } = tableOf('routes: { /api/reports: { to: "http://127.0.0.1:8080", access: signed-in } }');
    expect(routes).toEqual([
      {
        prefix: '/api/reports',
        to: { scheme: 'http', base: '', instances: [{ id: '127.0.0.1:8080', host: '127.0.0.1', port: 8080 }] },
        access: 'signed-in',
        keepPrefix: false,
        passAuthorization: false,
        limits: {
          connect: 2_000,
          firstByte: 30_000,
          idle: 60_000,
          total: 3_600_000,
          body: 10 * 1024 * 1024,
          sockets: 64,
          waiting: 64,
          webSockets: 256,
        },
      },
    ]);
  });

  it('may say everything', () => {
    const { routes } = tableOf(`
routes:
  /files:
    to: [https://Files-1.internal/base/, 'https://[::1]:8443/base']
    access: [operator, customer]
    keepPrefix: true
    passAuthorization: true
    limits: { connect: 500ms, total: 2h, body: 2GB, sockets: 4, waiting: 0, webSockets: 0 }
`);
    expect(routes[0]).toMatchObject({
      to: {
        scheme: 'https',
        base: '/base',
        instances: [{ id: 'files-1.internal:443' }, { id: '[::1]:8443', host: '::1' }],
      },
      access: ['operator', 'customer'],
      keepPrefix: true,
      passAuthorization: true,
      limits: { connect: 500, firstByte: 30_000, total: 7_200_000, body: 2 * 1024 ** 3, sockets: 4, waiting: 0 },
    });
  });

  it('that is not there is refused', () => {
    const folder = mkdtempSync(join(tmpdir(), 'routes-'));
    expect(() => readRoutes(join(folder, 'x.yaml'), [], 'x.yaml')).toThrow('x.yaml  there is no such file');
    rmSync(folder, { recursive: true });
  });
});

const route = (prefix: string, rest = 'to: http://a:1, access: public') => `routes:\n  ${prefix}: { ${rest} }`;
const to = (url: string) => route('/a', `to: ${url}, access: public`);
const limit = (text: string) => route('/a', `to: http://a:1, access: public, limits: { ${text} }`);

describe('what cannot work is refused with line and reason:', () => {
  it.each([
    ['no YAML', 'routes: {', /^1:\d+ is no YAML/],
    ['no routes', '{}', /^1:1 routes is missing$/],
    [
      'an unknown key',
      route('/a', 'to: http://a:1, access: public, kepPrefix: true'),
      /unknown key "kepPrefix": did you mean keepPrefix\?$/,
    ],
    ['no access', route('/a', 'to: http://a:1'), /^2:\d+ access is missing$/],
    ['no service', route('/a', 'access: public'), /^2:\d+ to is missing$/],
    ['the version of an API', route('/v2'), /^2:3 \/v2 would hide paths of Cleave itself$/],
    ['a later version', route('/V9/reports'), /would hide paths of Cleave itself$/],
    ['the documents', route('/docs'), /would hide paths/],
    ['a probe', route('/livez'), /would hide paths/],
    ['everything', route('/'), /^2:3 "\/" would take every path, also those of Cleave itself$/],
    ['a path trick in a prefix', route('/a/../v1'), /must be a path such as \/api\/reports/],
    ['an escape in a prefix', route('/a%2fb'), /must be a path such as/],
    ['a prefix with a slash at its end', route('/a/'), /must be a path such as/],
    [
      'a prefix twice',
      `${route('/a')}\n  /a: { to: http://a:2, access: public }`,
      /^3:3 is no YAML: Map keys must be unique/,
    ],
    [
      'a prefix in another case',
      `${route('/a')}\n  /A: { to: http://a:2, access: public }`,
      /^3:3 \/A and \/a differ in the case/,
    ],
    [
      'no URL',
      to('reports'),
      /^2:13 to must be a URL such as http:\/\/127.0.0.1:8080, or a service in Consul such as consul:reports$/,
    ],
    ['a number', to('8080'), /to must be a URL such as/],
    ['another protocol', to('ftp://a'), /to must be a URL such as/],
    ['a port that is none', to('http://a:70000'), /to must be a URL such as/],
    ['credentials', to('http://u:secret@a:1'), /^2:13 to holds credentials/],
    ['a path trick', to('http://a:1/x/../y'), /to has a path that can be read in two ways/],
    ['a query', to('http://a:1/x?y'), /to has a query or a fragment/],
    ['an empty list', to('[]'), /to must be a URL such as/],
    ['a service in Consul without a name', to('"consul:"'), /^2:13 to must be a URL .* consul:reports$/],
    ['a service in Consul with a host', to('consul://reports'), /to must be a URL/],
    ['a service in Consul beside an instance', to('[http://a:1, "consul:reports"]'), /stands alone, and in no list$/],
    ['an instance twice', to('[http://a:1, http://A:1]'), /this instance is in the list already$/],
    ['instances with other paths', to('[http://a:1/x, http://b:1/y]'), /may differ in host and port only$/],
    [
      'an unknown role',
      route('/a', 'to: http://a:1, access: [operatr]'),
      /no such role as "operatr": did you mean operator\?$/,
    ],
    [
      'an unknown rule',
      route('/a', 'to: http://a:1, access: anybody'),
      /no such role as "anybody"; known are public, signed-in/,
    ],
    ['a limit without unit', limit('total: 30'), /total must be a duration from 1ms to 24h/],
    ['a limit of nothing', limit('idle: 0s'), /idle must be a duration from 1ms to 24h/],
    ['a size without unit', limit('body: 10'), /body must be a size such as/],
    ['no sockets', limit('sockets: 0'), /sockets must be a whole number from 1 to 4096/],
    ['an unknown limit', limit('conect: 1s'), /unknown key "conect": did you mean connect\?/],
  ])('%s', (_, text, reason) => {
    const [first, ...more] = refusals(text);
    expect(first).toMatch(reason);
    expect(more).toEqual([]);
    expect(first).not.toContain('secret');
  });

  it('all at once', () => {
    expect(refusals('routes:\n  /v1: { to: x }\n  /b: { to: http://a:1, access: x }')).toHaveLength(4);
  });
});
