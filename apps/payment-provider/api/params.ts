import type { Metadata } from '../ledger/objects.js';
import { invalid } from './api-error.js';

const METADATA = /^metadata\[([^[\]]{1,40})\]$/;
const MOST_METADATA = 50;

interface Limits {
  readonly min: number;
  readonly max: number;
}

/** The parameters of a request, as they come in a form or a query. Each is asked for by name; `nothingElse` refuses those that were not. */
export class Params {
  private readonly given: ReadonlyMap<string, string>;
  private readonly asked = new Set<string>();

  /** @param text  as in `amount=5&metadata[order]=7` */
  constructor(text: string) {
    this.given = new Map(new URLSearchParams(text));
  }

  /** The same for the same parameters, in whatever order. */
  get canonical(): string {
    return JSON.stringify([...this.given].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  text(name: string, max = 500): string | undefined {
    this.asked.add(name);
    const value = this.given.get(name);
    if (value === '')
      throw invalid(`You passed an empty string for '${name}'.`, { code: 'parameter_invalid_empty', param: name });
    if (value !== undefined && value.length > max)
      throw invalid(`'${name}' has more than ${max} characters.`, { code: 'parameter_invalid_string', param: name });
    return value;
  }

  whole(name: string, { min, max }: Limits): number | undefined {
    const text = this.text(name, 20);
    if (text === undefined) return undefined;
    if (!/^\d{1,12}$/.test(text))
      throw invalid(`Invalid integer: ${name}`, { code: 'parameter_invalid_integer', param: name });
    const value = Number(text);
    if (value < min || value > max)
      throw invalid(`'${name}' must be from ${min} to ${max}.`, { code: 'parameter_invalid_integer', param: name });
    return value;
  }

  flag(name: string): boolean {
    return this.choice(name, ['true', 'false']) === 'true';
  }

  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (!choices.includes(text as T))
      throw invalid(`Invalid ${name}: must be one of ${choices.join(', ')}`, { param: name });
    return text as T;
  }

  /** All of `name[0]`, `name[1]` and so on. */
  list(name: string): readonly string[] {
    const names = [...this.given.keys()].filter((key) => key.startsWith(`${name}[`) && /\[\d{0,2}\]$/.test(key));
    return names.map((key) => this.text(key)!);
  }

  metadata(): Metadata {
    const names = [...this.given.keys()].filter((name) => METADATA.test(name));
    if (names.length > MOST_METADATA)
      throw invalid(`Metadata has more than ${MOST_METADATA} keys.`, { param: 'metadata' });
    return Object.fromEntries(names.map((name) => [METADATA.exec(name)![1]!, this.text(name)!]));
  }

  required<T>(name: string, value: T | undefined): T {
    if (value === undefined)
      throw invalid(`Missing required param: ${name}.`, { code: 'parameter_missing', param: name });
    return value;
  }

  nothingElse(): void {
    for (const name of this.given.keys())
      if (!this.asked.has(name))
        throw invalid(`Received unknown parameter: ${name}`, { code: 'parameter_unknown', param: name });
  }
}
