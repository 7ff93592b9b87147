import { z } from 'zod';
import { ConfigurationError } from './configuration-error.js';
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

  /** The values of a section that `read` was given. */
  get<T>(section: Section<T>): T {
    if (!this.values.has(section.name))
      throw new Error(`The section "${section.name}" was not read; pass it to Config.read.`);
    return this.values.get(section.name) as T;
  }
}

function readSection({ shape }: Section<unknown>, env: NodeJS.ProcessEnv, problems: Set<string>): unknown {
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
  const result = z.object(shape).safeParse(input);
  for (const issue of result.error?.issues ?? []) {
    const name = String(issue.path[0]);
    if (!unreadable.has(name)) problems.add(`${name}: ${explain(issue, input[name])}`);
  }
  return result.data;
}

/** A schema's own message may quote what it was given, which may be a secret. */
function explain(issue: z.core.$ZodIssue, text: string | undefined): string {
  if (text === undefined) return 'is required';
  return issue.message.replaceAll(text, '…');
}
