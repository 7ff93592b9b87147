import { killWhileOrdering } from '#test/kill-orders';
import { UNHARMED } from '#test/under-load';

// The sample of what test/faults/kill-orders.e2e.spec.ts does at length.
it('no accepted order is lost or doubled when the process is killed', async () => {
  const aftermath = await killWhileOrdering({ inFlight: 60, kills: 3 });
  expect(aftermath).toMatchObject(UNHARMED);
});
