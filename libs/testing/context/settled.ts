import type { Engine } from '#libs/messaging';

/** Longer than any lease of a context under test. */
const PATIENCE_MS = 10_000;
const QUIET_TURNS = 3;

/** Waits until a context has nothing in flight; effects count, since their results return as messages. */
export async function settled(engine: Engine): Promise<void> {
  const limit = performance.now() + PATIENCE_MS;
  for (let quiet = 0; quiet < QUIET_TURNS;) {
    await new Promise((resolve) => setImmediate(resolve));
    const busy = underWay(engine);
    quiet = busy.length ? 0 : quiet + 1;
    if (performance.now() > limit && busy.length)
      throw new Error(`after ${PATIENCE_MS / 1_000} s ${engine.context} is still busy: ${busy.join(', ')}`);
  }
}

function underWay({ relay, loop }: Engine): readonly string[] {
  const sent = [...relay.lanes.values()].filter(({ size }) => size > 0);
  return [
    ...sent.map(({ receiver, size }) => `${size} to ${receiver}`),
    ...(loop.waiting ? [`${loop.waiting} to be decided`] : []),
  ];
}
