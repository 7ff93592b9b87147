import { z } from 'zod';
import { lineOf } from './line.js';
import { problemOfSecret } from './secret.js';

/** A line of text, normalised and checked: something visible, at most `max` code points. */
export const Text = (max: number) =>
  z
    .string()
    .check((field) => {
      const reading = lineOf(field.value, max);
      if ('text' in reading) field.value = reading.text;
      else field.issues.push({ code: 'custom', message: reading.problem, input: field.value });
    })
    .meta({ minLength: 1, maxLength: max });

/** A password as typed, normalised only when it is hashed. Any characters, no rules about their kinds. */
export const Secret = (min: number, max: number) =>
  z
    .string()
    .check(({ value, issues }) => {
      const problem = problemOfSecret(value, min, max);
      if (problem) issues.push({ code: 'custom', message: problem, input: value });
    })
    .meta({ minLength: min, maxLength: max });

/** A text in ASCII that is compared by machines, such as an address. It is trimmed and otherwise checked by its pattern. */
export const Token = (max: number) =>
  z
    .string()
    .max(max, { abort: true })
    .overwrite((raw) => raw.replaceAll(/^ +|(?<! ) +$/g, ''));
