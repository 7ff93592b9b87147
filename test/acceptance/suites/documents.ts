import { Api, customer, type Problem } from '#test/api';
import type { System } from '#test/cleave';
import { CONTEXTS } from '#test/owners';

type Operations = Readonly<Record<string, { readonly operationId: string; readonly responses: object }>>;
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Operations>>;
}
interface Health {
  readonly checks: Readonly<Record<string, { readonly status: string }>>;
}

let system: System;
let visitor: Api;
let document: Document;
const ROUTES = [
  'get /asyncapi.json',
  'get /health',
  'get /livez',
  'get /openapi.json',
  'get /readyz',
  'get /v1/ops/breakers',
  'get /v1/ops/dead-letters',
  'get /v1/ops/dead-letters/{context}',
  'get /v1/ops/dead-letters/{context}/{id}',
  'get /v1/ops/lag',
  'get /v1/ops/orders/{id}/story',
  'get /v1/orders',
  'get /v1/orders/{id}',
  'get /v1/orders/{id}/messages',
  'get /v1/products',
  'get /v1/products/{id}',
  'get /v1/users/me',
  'post /v1/ops/dead-letters/{context}/groups/{group}/discard',
  'post /v1/ops/dead-letters/{context}/groups/{group}/redrive',
  'post /v1/ops/dead-letters/{context}/{id}/discard',
  'post /v1/ops/dead-letters/{context}/{id}/redrive',
  'post /v1/orders',
  'post /v1/products',
  'post /v1/products/{id}/stock',
  'post /v1/sessions',
  'post /v1/users',
];

/** The OpenAPI document and the health of the system. */
export const documents = (given: () => System): void =>
  describe('what is said about the API', () => {
    beforeAll(async () => {
      system = given();
      visitor = new Api(system.url);
      document = (await visitor.get<Document>('/openapi.json')).body;
    });

    it('/openapi.json is OpenAPI 3.1 and names every route of the issue', () => {
      expect(document.openapi).toMatch(/^3\.1\./);
      const named = Object.entries(document.paths).flatMap(([path, all]) =>
        Object.keys(all).map((method) => `${method} ${path}`),
      );
      expect(named).toEqual(expect.arrayContaining(ROUTES));
    });

    it('what it names is served, and a method that it does not name is not', async () => {
      for (const [path, operations] of Object.entries(document.paths)) {
        const live = path.replace('{id}', '01890a5d-ac96-774b-bcce-b302099a8057').replace('{file}', 'swagger-ui.css');
        const served: string[] = [];
        for (const method of ['get', 'post', 'put', 'patch', 'delete']) {
          const answer = await visitor.send<Problem>(live, { method: method.toUpperCase() });
          if (answer.body.code !== 'route.method-not-allowed') served.push(method);
          if (path !== '/') expect(answer.body.code).not.toBe('route.not-found'); // a page, for browsers alone
        }
        expect([path, served]).toEqual([path, Object.keys(operations).toSorted()]);
      }
    });

    it('an answer has a status that the document names', async () => {
      const ada = await customer(system);
      const answers: [string, string, number][] = [
        ['get', '/v1/users/me', (await ada.get('/v1/users/me')).status],
        ['get', '/v1/users/me', (await visitor.get('/v1/users/me')).status],
        ['post', '/v1/orders', (await ada.post('/v1/orders', {})).status],
        ['post', '/v1/products', (await ada.post('/v1/products', {})).status],
        ['post', '/v1/users', (await visitor.send('/v1/users', { method: 'POST', body: 'x' })).status],
        ['get', '/v1/products', (await visitor.get('/v1/products?limit=0')).status],
      ];
      for (const [method, path, status] of answers)
        expect(Object.keys(document.paths[path]![method]!.responses)).toContain(String(status));
    });

    it.each([
      ['public', () => system.url],
      ['management', () => system.management],
    ])('the %s port tells that it lives, that it is ready, and how its process is', async (_, url) => {
      const port = new Api(url());
      for (const path of ['/livez', '/readyz', '/health'])
        expect(await port.get(path)).toMatchObject({ status: 200, body: { status: 'healthy' } });
      expect((await port.get<Health>('/health')).body.checks).toMatchObject({ process: { status: 'up' } });
    });

    it('the processes together tell how every context is', async () => {
      const ports = system.managements.map((url) => new Api(url).get<Health>('/health'));
      const checks = (await Promise.all(ports)).flatMap(({ body }) => Object.entries(body.checks));
      expect(checks.map(([name]) => name)).toEqual(expect.arrayContaining(CONTEXTS));
      expect(checks.filter(([, { status }]) => status !== 'up')).toEqual([]);
    });

    it('the management port serves nothing of the public API', async () => {
      expect((await new Api(system.management).get('/v1/products')).status).toBe(404);
    });
  });
