import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { declaredBy } from './index.js';

const SOURCE = `import { declaredBy } from '${new URL('index.ts', import.meta.url).href}';

const places = [];
const Marked = () => (places.push(declaredBy(Marked)), () => {});
const base = () => (places.push(declaredBy(base)), class {});

/** A comment that is as long in the sources as in what they are compiled to. */
interface NotThereWhenCompiled {
  readonly value: string;
}
class Declared extends base() {
  @Marked()
  one(value: NotThereWhenCompiled) {
    return value;
  }

  @Marked() two() {}
}
console.log(places.map((place) => place()).join());
`;

describe('the place of a declaration', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'declared-')));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['maps sources', ['--enable-source-maps']],
    ['maps nothing', []],
  ])('is its line in the sources when Node %s', (_, flags) => {
    const { outputText, sourceMapText } = ts.transpileModule(SOURCE, {
      fileName: 'shop.ts',
      compilerOptions: { target: ts.ScriptTarget.ESNext, experimentalDecorators: true, sourceMap: true },
    });
    writeFileSync(join(folder, 'shop.ts'), SOURCE);
    writeFileSync(join(folder, 'shop.mjs'), outputText.replace('shop.js.map', 'shop.mjs.map'));
    writeFileSync(join(folder, 'shop.mjs.map'), sourceMapText!);
    const sources = join(import.meta.dirname, '../../test/support/typescript.mjs');
    const args = [...flags, '--import', sources, 'shop.mjs'];
    const told = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    expect(told.trim()).toBe('shop.ts:11,shop.ts:12,shop.ts:17');
  });

  it('leaves the stack of errors as long as it was', () => {
    const limit = Error.stackTraceLimit;
    declaredBy(() => undefined);
    expect(Error.stackTraceLimit).toBe(limit);
  });
});
