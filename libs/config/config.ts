import { z } from 'zod';
import { ConfigurationError } from './configuration-error.js';
import { expectationOf } from './expectation.js';
import { rawValue } from './raw-value.js';
import type { Section } from './section.js';

/** The validated settings of a process. */
export class Config {
  private constructor(private readonly values: ReadonlyMap<string, unknown>) {}

  /** Validates all sections at once. Throws one ConfigurationError that names every problem. */
  static read(sections: readonly Section<unknown>[], env: NodeJS.ProcessEnv = process.env): Config {
    const problems = new Set<string>();
    const values = new Map(sections.map((section) => [section.name, readSection(section, env, problems)]));
    if (problems.size) throw new ConfigurationError([...problems]);
    return new Config(values);
  }

  /** The values of a section passed to `read`. */
  get<T>(section: Section<T>): T {
    if (!this.values.has(section.name))
      throw new Error(`The section "${section.name}" was not read; pass it to Config.read.`);
    return this.values.get(section.name) as T;
  }
}

function readSection({ shape, problemOf }: Section<unknown>, env: NodeJS.ProcessEnv, problems: Set<string>): unknown {
  const input: Record<string, string | undefined> = {};
  const unreadable = new Set<string>();
  for (const name of Object.keys(shape)) {
    const raw = rawValue(name, env);
    if ('text' in raw) input[name] = raw.text;
    else {
      problems.add(raw.problem);
      unreadable.add(name);
    }
  }
  const result = z.object(shape).safeParse(input, { error: () => UNSAID });
  const wrong = new Map(result.error?.issues.map(({ path, message }) => [String(path[0]), message]));
  for (const [name, message] of wrong)
    if (!unreadable.has(name)) problems.add(sentenceFor(name, shape[name]!, message, input[name] === undefined));
  const problem = result.success && !unreadable.size && problemOf?.(result.data as never);
  if (problem) problems.add(problem);
  return result.data;
}

/** Marks an error for which the schema has no message of its own. */
const UNSAID = '';

/**
 * One sentence per invalid setting that says what it must be. It never contains the value, which may be a secret, so the messages of
 * schemas must not either (test/docs/settings.spec.ts tries every setting).
 */
function sentenceFor(name: string, schema: z.core.$ZodType, message: string, isMissing: boolean): string {
  const said = expectationOf(schema) || message || 'has a value that cannot be used';
  return isMissing ? `${name} is required: it ${said}.` : `${name} ${said}.`;
}
