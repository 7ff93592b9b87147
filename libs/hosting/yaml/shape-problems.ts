import type { z } from 'zod';
import { didYouMean, quoted } from './did-you-mean.js';
import type { FileProblem } from './file-problem.js';
import type { Path, Source } from './source.js';

export type Issue = z.core.$ZodIssue;

/**
 * What is wrong with the shape of the file, in words and with places.
 * @param keysAt  the keys that may stand at a path
 */
export const shapeProblems = (
  issues: readonly Issue[],
  source: Source,
  keysAt: (path: Path) => readonly string[],
): readonly FileProblem[] =>
  issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) =>
          source.problem(
            [...issue.path, key],
            `unknown key ${quoted(key)}${didYouMean(key, keysAt(issue.path))}`,
            'key',
          ),
        )
      : [problemOf(issue, source)],
  );

function problemOf(issue: Issue, source: Source): FileProblem {
  const { path, code, message } = issue;
  const name = String(path.at(-1) ?? 'the file');
  if (!source.has(path)) return source.problem(path, `${name} is missing`);
  if (code === 'invalid_key') return source.problem(path, `${quoted(name)}: ${issue.issues[0]!.message}`, 'key');
  if (code === 'invalid_value')
    return source.problem(path, `unknown ${name} ${quoted(source.at(path))}: ${issue.values.join(' or ')}`);
  const subject = typeof path.at(-1) === 'number' ? String(path.at(-2)) : name;
  return source.problem(path, `${subject} ${message}`);
}
