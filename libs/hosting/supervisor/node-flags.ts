/** Of our own flags, those that a process of ours must not inherit: they concern us alone. */
const OWN = /^--(max-semi-space-size|env-file|inspect|title)/;

/**
 * How Node runs a process that hosts so many contexts. The room for young objects, in MB, is what makes a difference in memory:
 * with V8's 16 a context of its own takes some 100 MB under load, with the 64 of the monolith 180, and an order costs the same.
 * With the sources come the flags that read them.
 *
 * @param ours  process.execArgv
 */
export function nodeFlags(contexts: number, ours: readonly string[] = process.execArgv): readonly string[] {
  const inherited = ours.filter((flag, n) => !OWN.test(flag) && ours[n - 1] !== '--env-file');
  return [...inherited, `--max-semi-space-size=${Math.min(64, 16 * contexts)}`];
}
