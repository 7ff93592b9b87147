/** Every integer of 15 digits is a double. */
const SHORT = /^(?:0|-?[1-9]\d{0,14})$/;
const PARTS = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Whether a number of JSON is read as the very number that was written: neither rounded, nor infinite, nor a zero with a sign. */
export const isExact = (written: string): boolean =>
  SHORT.test(written) || (decimal(written) !== '-0' && decimal(written) === decimal(String(Number(written))));

/** One spelling for each decimal number; undefined for what is none. */
function decimal(text: string): string | undefined {
  const parts = PARTS.exec(text);
  if (!parts) return undefined;
  const [, sign, whole, fraction = '', exponent = '0'] = parts;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (!significant) return `${sign}0`;
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}
