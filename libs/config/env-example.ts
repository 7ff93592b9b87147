import type { z } from 'zod';
import type { Section } from './section.js';

const WIDTH = 110;

/** The text of `.env.example`: every variable of the sections with its description and default. */
export function envExample(sections: readonly Section<unknown>[]): string {
  const seen = new Set<string>();
  const blocks = sections.map(({ name, shape }) => {
    const entries = Object.entries(shape).filter(([key]) => !seen.has(key) && seen.add(key));
    return [
      `# ${name} ${'-'.repeat(Math.max(0, WIDTH - name.length))}`,
      ...entries.map(([key, schema]) => entry(key, schema)),
    ].join('\n\n');
  });
  return (
    [`# Every setting of Cleave. NAME_FILE instead of NAME reads the value from a file.`, ...blocks].join('\n\n') + '\n'
  );
}

function entry(key: string, schema: z.core.$ZodType): string {
  const absent = (schema as z.ZodType).safeParse(undefined);
  const description = describe(schema as z.ZodType);
  const notes = [description, absent.success ? '' : 'Required.'].filter(Boolean).map((note) => `# ${note}`);
  const value = (absent.data ?? '') as string | number | boolean;
  return [...notes, `${absent.success ? '# ' : ''}${key}=${value}`].join('\n');
}

/** Wrappers such as `.default()` and `.optional()` do not inherit the description of what they wrap. */
function describe(schema: z.ZodType | undefined): string {
  for (let depth = 0; schema && depth < 10; depth++) {
    if (schema.description) return schema.description;
    const def = schema.def as { innerType?: z.ZodType; in?: z.ZodType };
    schema = def.innerType ?? def.in;
  }
  return '';
}
