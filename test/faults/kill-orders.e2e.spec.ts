import { killWhileOrdering } from '#test/kill-orders';
import { UNHARMED } from '#test/under-load';

it('200 orders in flight, ten times kill -9: every accepted order ends rightly, and every rule holds', async () => {
  const aftermath = await killWhileOrdering({ inFlight: 200, kills: 10 });
  expect(aftermath).toMatchObject(UNHARMED);
}, 300_000);
