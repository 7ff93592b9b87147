import { killWhileOrdering } from '#test/kill-orders';

// The sample of what test/faults/kill-orders.e2e.spec.ts does at length.
it('no accepted order is lost or doubled when the process is killed', async () => {
  const aftermath = await killWhileOrdering({ inFlight: 60, kills: 3 });
  expect(aftermath).toMatchObject({ surprises: [], endings: [], unknownOrders: [], violations: [] });
}, 120_000);
