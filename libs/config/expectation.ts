import { z } from 'zod';

/**
 * The allowed values of a setting as a text: `must be a whole number from 0 to 65535`. Empty when only the schema's own message can say
 * it, as for a pattern.
 */
export function expectationOf(schema: z.core.$ZodType): string {
  const { type, enum: words, format, ...limits } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });
  if (words) return `must be one of ${words.join(', ')}`;
  if (type === 'boolean') return 'must be 1 or 0 (or true or false, yes or no, on or off)';
  if (type === 'integer') return `must be a whole number${rangeText(limits.minimum ?? 1, limits.maximum)}`; // `positive()` has no minimum
  if (type === 'number')
    return limits.maximum === undefined
      ? 'must be a number greater than 0'
      : `must be a number${rangeText(limits.minimum ?? 0, limits.maximum)}`;
  if (format === 'email') return 'must be an e-mail address';
  return limits.minLength && format === undefined ? `must have ${lengthText(limits.minLength, limits.maxLength)}` : '';
}

/** Zod writes the largest exact integer where a schema has no upper limit. */
const rangeText = (least: number, most = Infinity): string =>
  most < Number.MAX_SAFE_INTEGER ? ` from ${least} to ${most}` : ` that is at least ${least}`;

const lengthText = (least: number, most: number | undefined): string =>
  most === undefined ? `at least ${least} characters` : `${least} to ${most} characters`;
