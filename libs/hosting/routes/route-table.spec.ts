import { explain, explainText } from './index.js';
import { tableOf } from './routes.fixtures.js';

const table = tableOf(`
routes:
  /api: { to: http://api:1, access: public }
  /api/reports: { to: [http://r1:1/base, http://r2:1/base], access: [operator] }
  /kept: { to: http://kept:1, access: signed-in, keepPrefix: true }
`);

it.each([
  ['/api', '/api', '/'],
  ['/api/', '/api', '/'],
  ['/api/x?y=//..%2f', '/api', '/x?y=//..%2f'],
  ['/api/reports', '/api/reports', '/base/'],
  ['/api/reports/2026/a%20b%C3%A9', '/api/reports', '/base/2026/a%20b%C3%A9'],
  ['/api/reportsX', '/api', '/reportsX'],
  ['/api/...x/.hidden/a.b', '/api', '/...x/.hidden/a.b'],
  ['/api/50%25', '/api', '/50%25'],
  ['/kept/x', '/kept', '/kept/x'],
])('%s belongs to %s and becomes %s', (url, prefix, target) => {
  expect(table.find(url)).toMatchObject({ route: { prefix }, target });
});

it.each([
  '/api/reports/../x',
  '/api/..',
  '/api/./reports',
  '/api//reports',
  '//api',
  '/api/%2e%2e/x',
  '/api/%2E./x',
  '/api%2freports',
  '/api/%5creports',
  '/api\\reports',
  '/api/reports;x=1',
  '/api/..;/reports',
  '/api/%3breports',
  '/api/%72eports',
  '/api/%252e%252e/x',
  '/api/%00',
  '/api/Reports',
  '/API/reports',
  '/Api',
  '/api/x%',
  '/api/\u00e9',
  'http://elsewhere/api',
  '*',
  '',
])('%s can be read in two ways', (url) => expect(table.find(url)).toEqual({ route: undefined, why: 'ambiguous' }));

it.each([
  ['/v1/orders', 'own'],
  ['/v7', 'own'],
  ['/docs/x', 'own'],
  ['/readyz', 'own'],
  ['/', 'own'],
  ['/other', 'none'],
  ['/apix', 'none'],
])('%s is of no route: %s', (url, why) => expect(table.find(url)).toEqual({ route: undefined, why }));

it('an explanation names route, target, rule and limits', () => {
  expect(explainText(explain(table, 'https://shop.example/api/reports/1?x'))).toBe(
    `https://shop.example/api/reports/1?x goes to a service
  why       /api/reports is the longest prefix of it (also /api)
  to        http://r1:1/base/1?x
            http://r2:1/base/1?x
  who       operator
  prefix    is taken off
  token     Authorization is not passed on
  limits    connect 2s, first byte 30s, idle 60s, total 1h, body 10MB, 64 sockets an instance, 64 waiting, 256 WebSockets`,
  );
});

it('an explanation names a service in Consul as the file does', () => {
  const route = (to: string) => tableOf(`routes: { /api: { to: ${to}, access: public } }`);
  expect(explain(route('consul:reports'), '/api/1').targets).toEqual(['consul:reports/1']);
  expect(explain(route('consul+https:reports/base/'), '/api/1').targets).toEqual(['consul+https:reports/base/1']);
});

it.each([
  ['/v1/orders', 'to Cleave itself', 'it is one of Cleave'],
  ['/other', 'nowhere', '404 route.not-found'],
  ['/api/..', 'refused', '400 request.ambiguous-path'],
])('an explanation says why %s goes %s', (url, goes, why) => {
  expect(explain(table, url)).toMatchObject({ goes, why: expect.stringContaining(why) });
});
