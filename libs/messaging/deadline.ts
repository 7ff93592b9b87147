/** What the work gives, or `late` after so many milliseconds, which may throw. One promise, and no race: a frame or request has one each. */
export function within<T, L>(ms: number, work: Promise<T>, late: () => L | Promise<L>): Promise<T | L> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => void Promise.try(late).then(resolve, reject), ms);
    work.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error as Error);
      },
    );
  });
}
