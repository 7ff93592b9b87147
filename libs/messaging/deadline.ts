/** What the work gives, or `late` after so many milliseconds, which may throw. */
export async function within<T, L>(ms: number, work: Promise<T>, late: () => L): Promise<T | L> {
  const { promise: over, resolve, reject } = Promise.withResolvers<L>();
  const timer = setTimeout(() => void Promise.try(late).then(resolve, reject), ms);
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
