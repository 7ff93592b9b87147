import { readFileSync } from 'node:fs';
import { ROUTES } from '../door/away/routes.js';

it('every route has a declared answer for each context that is away', () => {
  const { paths } = JSON.parse(readFileSync('docs/contracts/openapi.json', 'utf8')) as {
    paths: Record<string, object>;
  };
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(routes.filter((route) => !ROUTES[route])).toEqual([]); // add it to test/door/away/routes.ts, and run npm run docs:away
});
