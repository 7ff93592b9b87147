import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { classesIn, placeOfMember } from './index.js';

const PRODUCT = `import { Column, Entity } from 'typeorm';

@Entity('product')
export class Product implements domain.Product {
  @Column({ name: 'name', type: 'text' }) readonly id!: string;
  @Column({ name: 'title', type: 'text' }) readonly name!: string;

  async rename(name: string) {
    return { name };
  }
}
`;
const TWO = `@Injectable()
@Scoped({
  to: '@Nobody',
})
export class First extends Base<'a'> {
  @Saga() follow = () => 1;
}
const heading = 'class Third {}';
abstract class Second {}
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'classes-'));
  mkdirSync(join(folder, 'data'));
  mkdirSync(join(folder, 'testing'));
  writeFileSync(join(folder, 'data', 'product.entity.ts'), PRODUCT);
  writeFileSync(join(folder, 'two.ts'), TWO);
  for (const file of ['two.spec.ts', 'two.fixtures.ts', 'testing/two.ts']) writeFileSync(join(folder, file), TWO);
});
afterAll(() => rmSync(folder, { recursive: true }));

const at = (file: string, line: number) => `${relative(process.cwd(), join(folder, file))}:${line}`;

it('the classes of a folder are found with their decorators and places, those for tests left out', () => {
  expect(classesIn(folder)).toEqual([
    {
      name: 'Product',
      heritage: ' implements domain.Product {',
      decorators: new Set(['Entity', 'Column']),
      place: at('data/product.entity.ts', 3),
    },
    {
      name: 'First',
      heritage: " extends Base<'a'> {",
      decorators: new Set(['Injectable', 'Scoped', 'Saga']),
      place: at('two.ts', 1),
    },
    { name: 'Second', heritage: ' {}', decorators: new Set(), place: at('two.ts', 9) },
  ]);
});

it.each([
  ['Product', 'name', 'data/product.entity.ts', 6],
  ['Product', 'rename', 'data/product.entity.ts', 8],
  ['First', 'follow', 'two.ts', 6],
])('the place of %s.%s is the line on which it is declared', (type, member, file, line) => {
  expect(placeOfMember(folder, type, member)).toBe(at(file, line));
});

it('of what is not there nothing is said', () => {
  expect(placeOfMember(folder, 'Product', 'color')).toBeUndefined();
  expect(placeOfMember(folder, 'Third', 'name')).toBeUndefined();
  expect(classesIn(join(folder, 'nowhere'))).toEqual([]);
});
