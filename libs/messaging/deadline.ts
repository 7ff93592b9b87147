/** What the work gives, or `late` after so many milliseconds, which may throw. */
export function within<T, L>(ms: number, work: Promise<T>, late: () => L): Promise<T | L> {
  const { promise, resolve, reject } = Promise.withResolvers<T | L>();
  const timer = setTimeout(() => Promise.try(late).then(resolve, reject), ms);
  work.then(resolve, reject);
  return promise.finally(() => clearTimeout(timer));
}
