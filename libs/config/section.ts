import { z } from 'zod';

/** A group of environment variables with their schema, known by its name; `T` is what `Config.get` gives back. */
export interface Section<T> {
  readonly name: string;
  readonly shape: z.ZodRawShape;
  /** What is wrong with settings that are right one by one; asked only then. */
  readonly problemOf?: (values: never) => string | undefined;
  /** Only for the compiler: carries the type of the values. */
  readonly values?: T;
}

/**
 * Declares the settings of one lib. The keys of the shape are environment variable names, `.describe()` on each says
 * what it is for. Values arrive as text: use `z.coerce.number()` and `z.stringbool()`.
 * No message of a schema may hold the value, which may be a secret.
 *
 * @param problemOf  what is wrong with settings that are right one by one, as a sentence
 */
export function section<S extends z.ZodRawShape>(
  name: string,
  shape: S,
  problemOf?: (values: z.output<z.ZodObject<S>>) => string | undefined,
): Section<z.output<z.ZodObject<S>>> {
  return { name, shape, problemOf };
}
