import { z } from 'zod';
import { lineOf } from './line.js';
import { problemOfSecret } from './secret.js';

/** A line that people wrote, brought into its one form and checked: something that can be seen, at most `max` code points. */
export const Text = (max: number) =>
  z
    .string()
    .check((field) => {
      const reading = lineOf(field.value, max);
      if ('text' in reading) field.value = reading.text;
      else field.issues.push({ code: 'custom', message: reading.problem, input: field.value });
    })
    .meta({ minLength: 1, maxLength: max });

/** A password, as it was typed: it is brought into its one form where it is hashed. Any characters, no rules about their kinds. */
export const Secret = (min: number, max: number) =>
  z
    .string()
    .check(({ value, issues }) => {
      const problem = problemOfSecret(value, min, max);
      if (problem) issues.push({ code: 'custom', message: problem, input: value });
    })
    .meta({ minLength: min, maxLength: max });

/** What is written in ASCII and compared by machines, such as an address. Spaces around it are taken off; all else is for the pattern to judge. */
export const Token = (max: number) =>
  z
    .string()
    .max(max, { abort: true })
    .overwrite((raw) => raw.replaceAll(/^ +| +$/g, ''));
