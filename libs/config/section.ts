import { z } from 'zod';

/** A named group of environment variables with their schema; `T` is the result of `Config.get`. */
export interface Section<T> {
  readonly name: string;
  readonly shape: z.ZodRawShape;
  /** Checks valid settings together; returns what is wrong with their combination. */
  readonly problemOf?: (values: never) => string | undefined;
  /** Only for the compiler: carries the type of the values. */
  readonly values?: T;
}

/**
 * Declares the settings of one lib. The keys of the shape are environment variable names, `.describe()` on each says
 * what it is for. Values arrive as text: use `z.coerce.number()` and `z.stringbool()`.
 * No message of a schema may hold the value, which may be a secret.
 *
 * @param problemOf  checks valid settings together; returns a sentence if their combination is wrong
 */
export function section<S extends z.ZodRawShape>(
  name: string,
  shape: S,
  problemOf?: (values: z.output<z.ZodObject<S>>) => string | undefined,
): Section<z.output<z.ZodObject<S>>> {
  return { name, shape, problemOf };
}
