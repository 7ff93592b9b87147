import { Module, type Type } from '@nestjs/common';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContextModule } from '#libs/messaging';
import { unlistedIn } from './unlisted.js';

class Thing {}

/** A folder with one such file, and the problems of a module that lists what is given. */
function problemsOf(source: string, module: Type<object>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'unlisted-'));
  try {
    writeFileSync(join(folder, 'thing.ts'), source);
    return unlistedIn(folder, 'src/modules/shop/shop.module.ts', module).map((problem) =>
      problem.replace(/^\S*thing\.ts/, 'thing.ts'),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

@Module({})
class Empty {}

describe('what lies in the folder of a module and is not in its lists is named', () => {
  it.each([
    ['a command handler', '@CommandHandler(Sell)\nexport class Thing {}', '@CommandHandler() Thing', 'providers'],
    ['a query handler', '@QueryHandler(Show)\nexport class Thing {}', '@QueryHandler() Thing', 'providers'],
    ['an event handler', '@EventsHandler(Sold)\nexport class Thing {}', '@EventsHandler() Thing', 'providers'],
    ['the handler of an effect', '@EffectHandler(Pay)\nexport class Thing {}', '@EffectHandler() Thing', 'providers'],
    ['a storyteller', '@Injectable()\n@Storyteller()\nexport class Thing {}', '@Storyteller() Thing', 'providers'],
    ['a saga', '@Injectable()\nexport class Thing {\n  @Saga() go = () => 1;\n}', '@Saga() Thing', 'providers'],
    [
      'a controller',
      "@Controller({ path: 'things', version: '1' })\nexport class Thing {}",
      '@Controller() Thing',
      'controllers',
    ],
    ['an entity', "@Entity('thing')\nexport class Thing {}", '@Entity() Thing', 'entities'],
    ['a migration', 'export class Thing implements MigrationInterface {}', 'the migration Thing', 'migrations'],
  ])('%s', (_, source, what, list) => {
    expect(problemsOf(source, Empty)).toEqual([
      `thing.ts:1: ${what} is not in use: add it to the ${list} of src/modules/shop/shop.module.ts`,
    ]);
  });

  it('also when it is in another list', () => {
    @Module({ providers: [Thing] })
    class Misplaced {}
    expect(problemsOf("@Controller({ path: 'things', version: '1' })\nexport class Thing {}", Misplaced)).toHaveLength(
      1,
    );
  });
});

describe('what a module lists is in use', () => {
  const context = (entities: Type<object>[], migrations: never[] = []) => ({
    imports: [ContextModule.forRoot({ name: 'shop', entities, migrations })],
  });

  it.each([
    ['a provider', '@CommandHandler(Sell)\nexport class Thing {}', { providers: [Thing] }],
    ['a class for a token', '@Storyteller()\nclass Thing {}', { providers: [{ provide: 'it', useClass: Thing }] }],
    ['a controller', "@Controller({ path: 'things', version: '1' })\nexport class Thing {}", { controllers: [Thing] }],
    ['an entity of the context', "@Entity('thing')\nexport class Thing {}", context([Thing])],
    ['a migration', 'export class Thing implements MigrationInterface {}', context([], [Thing as never])],
    [
      'a part of a module that it imports',
      '@Saga()\nclass Thing {}',
      { imports: [{ module: Empty, providers: [Thing] }] },
    ],
    ['a class that nothing but its importer needs', '@Injectable()\nexport class Thing {}', {}],
  ])('%s', (_, source, metadata) => {
    @Module(metadata)
    class Listing {}
    expect(problemsOf(source, Listing)).toEqual([]);
  });
});
