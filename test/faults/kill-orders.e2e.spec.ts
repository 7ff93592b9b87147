import { killWhileOrdering } from '#test/kill-orders';

it('200 orders in flight, ten times kill -9: every accepted order ends rightly within 15 s, and every rule holds', async () => {
  const aftermath = await killWhileOrdering({ inFlight: 200, kills: 10 });
  expect(aftermath).toMatchObject({ surprises: [], endings: [], unknownOrders: [], violations: [] });
}, 300_000);
