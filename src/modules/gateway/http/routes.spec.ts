import { Routes } from './routes.js';

describe('Routes', () => {
  const routes = new Routes();
  routes.add({ method: 'GET', url: '/v1/orders' });
  routes.add({ method: ['POST'], url: '/v1/orders' });
  routes.add({ method: 'GET', url: '/v1/orders/:id' });

  it.each([
    ['/v1/orders', ['GET', 'POST']],
    ['/v1/orders?limit=1', ['GET', 'POST']],
    ['/v1/orders/7', ['GET']],
    ['/v1/orders/', []],
    ['/v1/orders/7/messages', []],
    ['/V1/orders', []],
    ['', []],
  ])('%s has %j', (url, methods) => expect(routes.methodsAt(url)).toEqual(methods));

  it('lists them all', () => {
    expect(routes.all()).toEqual(['GET /v1/orders', 'POST /v1/orders', 'GET /v1/orders/:id']);
  });
});
