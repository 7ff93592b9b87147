import { isDeepStrictEqual } from 'node:util';
import { contexts } from '#contexts';
import { RouteTable } from '#libs/hosting/routes';
import { Routes } from '../../src/modules/gateway/http/routes.js';
import { gatewayApplication } from '../../src/modules/gateway/testing/gateway-application.js';

it('no configured route can take a path that the door serves itself: all of them are in contexts.ts, or a version of the API', async () => {
  const { app } = await gatewayApplication();
  const table = new RouteTable([], contexts.door.paths ?? []);
  const paths = app
    .get(Routes)
    .all()
    .map((route) => route.split(' ')[1]!.replaceAll(/[:*]/g, ''));
  expect(paths.filter((path) => !isDeepStrictEqual(table.find(path), { route: undefined, why: 'own' }))).toEqual([]);
  await app.close();
});
