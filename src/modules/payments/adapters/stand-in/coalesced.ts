interface Waiting<In, Out> extends PromiseWithResolvers<Out> {
  readonly item: In;
}

/**
 * Batches calls: those of one turn of the event loop form a batch, and so do those that arrive while all lanes are
 * busy. `run` returns its results in the order of the items; when it fails, all calls of the batch fail.
 */
export function coalesced<In, Out>(
  lanes: number,
  run: (items: readonly In[]) => Promise<readonly Out[]>,
): (item: In) => Promise<Out> {
  let waiting: Waiting<In, Out>[] = [];
  let busy = 0;

  const go = async (): Promise<void> => {
    if (busy === lanes || waiting.length === 0) return;
    const calls = waiting;
    waiting = [];
    busy++;
    try {
      const results = await run(calls.map(({ item }) => item));
      calls.forEach(({ resolve }, i) => resolve(results[i]!));
    } catch (error) {
      calls.forEach(({ reject }) => reject(error));
    } finally {
      busy--;
    }
    return go();
  };

  return (item) => {
    const call = { item, ...Promise.withResolvers<Out>() };
    if (waiting.push(call) === 1) setImmediate(() => void go());
    return call.promise;
  };
}
