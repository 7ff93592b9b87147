/**
 * Runs `judge` after all received data was read. Node runs due timers before it reads from sockets: after the event loop was blocked (a
 * stopped process, a long computation), a timeout would fire although the answer is in the socket buffer. The second turn ensures
 * that a whole poll phase lies in between, wherever in the event loop this is called.
 *
 * @returns a function that cancels it
 */
export function afterReading(judge: () => void): () => void {
  let next = setImmediate(() => (next = setImmediate(judge)));
  return () => clearImmediate(next);
}

/**
 * A timeout for the answer of another process: `setTimeout`, but received data is read before `judge` runs.
 *
 * @returns a function that cancels it
 */
export function deadline(ms: number, judge: () => void): () => void {
  let reading: (() => void) | undefined;
  const timer = setTimeout(() => (reading = afterReading(judge)), ms);
  return () => {
    clearTimeout(timer);
    reading?.();
  };
}

/** The result of the work, or of `late` after `ms`, which may throw. One promise instead of Promise.race, since every frame and request uses it. */
export function within<T, L>(ms: number, work: Promise<T>, late: () => L | Promise<L>): Promise<T | L> {
  return new Promise((resolve, reject) => {
    const inTime = deadline(ms, () => void Promise.try(late).then(resolve, reject));
    work.then(
      (value) => {
        inTime();
        resolve(value);
      },
      (error: unknown) => {
        inTime();
        reject(error as Error);
      },
    );
  });
}
