import { randomUUID } from 'node:crypto';
import { adminSession } from '#libs/database';
import { Api, customer, operator, type Order, orderOf, stocked } from '#test/api';
import type { System } from '#test/cleave';

interface Operation {
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, object>>;
}
type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

let system: System;
let ada: Api;
let eve: Api;
let order: Order;
let routes: readonly string[];

/** Routes for everybody who is signed in, by the document of the running system: what they show has to depend on who asks. */
async function signedInRoutes(): Promise<readonly string[]> {
  const { paths } = (await new Api(system.url).get<Document>('/openapi.json')).body;
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { security = [], responses }]) => security.length > 0 && !('403' in responses))
      .map(([method]) => `${method} ${path}`),
  );
}

const pathsOf = (having: RegExp): readonly string[] =>
  routes.filter((route) => having.test(route)).map((route) => route.split(' ')[1]!);

/** Owner or not, for every route that is open to all who are signed in: a new one is found in the document. */
export const owners = (given: () => System): void =>
  describe('what belongs to somebody', () => {
    beforeAll(async () => {
      system = given();
      const staff = await operator(system);
      [ada, eve, routes] = await Promise.all([customer(system), customer(system), signedInRoutes()]);
      order = (await ada.orderAndWait(orderOf(await stocked(staff, 1), 1))).body;
      expect(order.status).toBe('confirmed');
    });

    it('every route of these is of a kind that is looked at here', () => {
      const unknown = routes.filter(
        (route) => !/^get \/v\d\/(orders\/\{id\}(\/\w+)?|[\w/]+)$|^post \/v\d\/orders(\/\{id\}\/\w+)?$/.test(route),
      );
      expect(unknown).toEqual([]);
      expect(pathsOf(/^get .*\{id\}/).length).toBeGreaterThan(1);
    });

    it('is shown to its owner and to staff; to others it does not exist, and nobody is asked to sign in', async () => {
      const staff = await operator(system);
      const statuses = (path: string) =>
        Promise.all([ada, eve, staff, new Api(system.url)].map(async (api) => (await api.get(path)).status));
      for (const path of pathsOf(/^get .*\{id\}/)) {
        const [owner, other, operating, nobody] = await statuses(path.replace('{id}', order.id));
        expect({ path, owner, other, operating, nobody }).toEqual({
          path,
          owner: 200,
          other: 404,
          operating: 200,
          nobody: 401,
        });
      }
    });

    it('is answered to others as what does not exist, word for word', async () => {
      for (const path of pathsOf(/^get .*\{id\}/)) {
        const [foreign, none] = await Promise.all(
          [order.id, randomUUID()].map(async (id) => {
            const { status, headers, text } = await eve.get(path.replace('{id}', id));
            const said = text.replaceAll(id, '{id}').replace(/"traceId":"\w+"/, '');
            return { status, said, type: headers.get('content-type') };
          }),
        );
        expect(foreign).toEqual(none);
      }
    });

    it('is changed by nobody else, for whom it does not exist either', async () => {
      const paths = pathsOf(/^post .*\{id\}/);
      expect(paths.length).toBeGreaterThan(1);
      for (const path of paths) {
        const answers = [eve, new Api(system.url)].map(async (api) => {
          const { status, body } = await api.post<{ code: string }>(path.replace('{id}', order.id), {});
          return `${status} ${body.code}`;
        });
        const [other, nobody] = await Promise.all(answers);
        expect({ path, other, nobody }).toEqual({
          path,
          other: '404 orders.not-found',
          nobody: expect.stringMatching(/^401 /),
        });
      }
    });

    it('is in no list of others', async () => {
      for (const path of pathsOf(/^get [^{]*$/)) {
        const [own, others] = [await ada.get(path), await eve.get(path)];
        expect(own.status).toBe(200);
        const [id] = /[0-9a-f-]{36}/.exec(own.text) ?? ['nothing'];
        expect(others.text).not.toContain(id);
      }
    });

    it('is as it was after all of this', async () => {
      const [row] = await adminSession(
        system.databases['orders']!,
        async (client) => (await client.query('SELECT status FROM order_view WHERE id = $1', [order.id])).rows,
      );
      expect(row).toEqual({ status: 'confirmed' });
    });

    it('is changed by its owner and by staff', async () => {
      const staff = await operator(system);
      for (const path of pathsOf(/^post .*\{id\}/))
        for (const api of [ada, staff])
          expect([200, 202]).toContain((await api.post(path.replace('{id}', order.id), {})).status);
    });
  });
