/** Jest itself leaves within milliseconds. What keeps it longer is a handle that a spec has left open. */
const LEAVING_MS = 20_000;

export default async () => {
  await (await import('./postgres-setup.ts')).teardown();
  // Jest waits without end for such a handle: a client that connects again for ever once held a run for an hour.
  setTimeout(() => {
    console.error(`Still open after the last spec: ${process.getActiveResourcesInfo().join(', ')}`);
    process.exit(1);
  }, LEAVING_MS).unref();
};
