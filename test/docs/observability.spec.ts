import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../architecture/sources.js';

/** `counter('cleave.orders', '{order}', …` */
const DECLARED = /\b(counter|total|gauge|histogram)\(\s*'([a-z][a-z._]+)',\s*'([^']+)'/g;
/** The options of `@OtelMethodCounter`. */
const COUNTED = /\{ name: '(cleave[a-z._]+)', description: /g;
const ROW = /^\| `((?:cleave|http|messaging|nodejs|process|rpc)_[a-z_]+)` +\| ([a-z]+)/gm;
const SUFFIX: Readonly<Record<string, string>> = { s: '_seconds', By: '_bytes' };

const sources = globSync('{libs,src}/**/*.ts', { cwd: ROOT }).filter((file) => !/\.(spec|fixtures)\.ts$/.test(file));
const texts = sources.map((file) => readFileSync(join(ROOT, file), 'utf8'));

/** As Prometheus has it. */
function lineOf(kind: string, name: string, unit: string): string {
  const isCounter = kind === 'counter' || kind === 'total';
  const [plain, suffix] = [name.replaceAll('.', '_'), SUFFIX[unit] ?? ''];
  const named = plain.endsWith(suffix) ? plain : plain + suffix;
  return `${isCounter && !named.endsWith('_total') ? `${named}_total` : named} ${isCounter ? 'counter' : kind}`;
}

it('the table of metrics has those that the sources declare, and no others', () => {
  const declared = texts.flatMap((text) => [
    ...[...text.matchAll(DECLARED)].map(([, kind, name, unit]) => lineOf(kind!, name!, unit!)),
    ...[...text.matchAll(COUNTED)].map(([, name]) => lineOf('counter', name!, '')),
  ]);
  const text = readFileSync(join(ROOT, 'docs/observability.md'), 'utf8');
  const told = [...text.matchAll(ROW)].map(([, name, kind]) => `${name} ${kind}`);
  expect(declared.length).toBeGreaterThan(30);
  expect(told.toSorted()).toEqual([...new Set(declared)].toSorted());
});
