/** Flags of the supervisor that its processes must not inherit. */
const OWN = /^--(max-semi-space-size|env-file|inspect|title)/;

/**
 * The Node flags of a process with this number of contexts. Its memory depends mostly on the size of the young generation: a process with
 * one context takes 100 MB under load with V8's 16 MB and 180 with the 64 MB of the monolith, at the same speed. When the supervisor runs
 * from the TypeScript sources, its flags for them are included.
 *
 * @param ours  process.execArgv
 */
export function nodeFlags(contexts: number, ours: readonly string[] = process.execArgv): readonly string[] {
  const inherited = ours.filter((flag, n) => !OWN.test(flag) && ours[n - 1] !== '--env-file');
  return [...inherited, `--max-semi-space-size=${Math.min(64, 16 * contexts)}`];
}
