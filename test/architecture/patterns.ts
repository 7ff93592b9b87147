import { analyse } from 'scslre';
import ts from 'typescript';
import type { Source } from './sources.js';

/** Regular expressions of these sources that may take more than linear time, or that cannot be judged since they are built while they run. */
export function slowPatterns(sources: readonly Source[]): readonly string[] {
  return sources.flatMap((source) => patternsIn(source).flatMap((pattern) => judged(source.path, pattern)));
}

function patternsIn({ tree }: Source): readonly (RegExp | string)[] {
  const found: (RegExp | string)[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) found.push(patternOf(node.text));
    else if (ts.isNewExpression(node) && node.expression.getText() === 'RegExp') found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function patternOf(literal: string): RegExp {
  const end = literal.lastIndexOf('/');
  return new RegExp(literal.slice(1, end), literal.slice(end + 1));
}

function judged(path: string, pattern: RegExp | string): readonly string[] {
  if (typeof pattern === 'string') return [`${path}: ${pattern} is built while it runs`];
  const { reports } = analyse(pattern);
  return reports.length
    ? [`${path}: ${String(pattern)} takes ${reports[0]!.exponential ? 'exponential' : 'quadratic'} time`]
    : [];
}
