/** Whether to use colours: on a terminal unless NO_COLOR is set, elsewhere only with FORCE_COLOR. */
export function isForColours(
  { isTTY }: { readonly isTTY?: boolean },
  { NO_COLOR, FORCE_COLOR }: NodeJS.ProcessEnv = process.env,
): boolean {
  if (NO_COLOR) return false;
  return FORCE_COLOR ? FORCE_COLOR !== '0' : isTTY === true;
}
