/** Whether somebody sees colours there: on a terminal, unless NO_COLOR says no; elsewhere only where FORCE_COLOR says so. */
export function isForColours(
  { isTTY }: { readonly isTTY?: boolean },
  { NO_COLOR, FORCE_COLOR }: NodeJS.ProcessEnv = process.env,
): boolean {
  if (NO_COLOR) return false;
  return FORCE_COLOR ? FORCE_COLOR !== '0' : isTTY === true;
}
