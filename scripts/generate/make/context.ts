import type { Changes } from '../changes.js';
import { importing, importingAll } from '../edit/imports.js';
import { appended, property, treeOf } from '../edit/source.js';
import type { Field } from '../fields.js';
import { type Name, nameOf } from '../names.js';
import { Refused } from '../refused.js';
import { pathsOf, subjectOf } from './paths.js';
import { declareQuery, makeQueryHandler, wireQuery } from './query.js';
import { makeTable } from './table.js';

const CONTEXTS = 'src/modules/contexts.ts';

/** Names that are not allowed: keywords of SQL, and senders that are not contexts. */
const TAKEN =
  'all any case check column end from grant group host limit offset only ops order primary provider references select table then to union user using where';

/** A context with one table and a query for a row of it; returns the query's name. */
export function makeContext(changes: Changes, context: Name, fields: readonly Field[]): Name {
  if (TAKEN.split(' ').includes(context.kebab))
    throw new Refused(`"${context.kebab}" has a meaning already: take another name.`);
  const getting = nameOf(`get-${context.kebab}`);
  const { face, readme, inside } = pathsOf(context.kebab);
  if (changes.find(readme)) throw new Refused(`there is a context ${context.kebab} already.`);
  changes.create(readme, readmeText(context));
  changes.create(inside('index'), `export { ${context.pascal}Module } from './${context.kebab}.module.js';\n`);
  changes.create(
    face('subscribes'),
    `/** What ${context.kebab} hears of others. */\nexport const subscribes = [] as const;\n`,
  );
  changes.create(pathsOf(context.kebab).module, moduleText(context));
  changes.create(pathsOf(context.kebab).door, doorText(context));
  makeTable(changes, context, fields);

  const subject = subjectOf(changes, context.kebab);
  const shown = fields.map(({ name, shown }) => `${name.camel}: ${shown}, `).join('');
  const schema = `export const ${context.pascal} = z.object({ id: z.uuid(), ${shown}createdAt: z.iso.datetime() });`;
  declareQuery(changes, context.kebab, getting, subject, context.pascal, schema);
  wireQuery(changes, context.kebab, getting);
  const imports = `import { view } from '${subject.domain}';\n`;
  makeQueryHandler(changes, context.kebab, getting, subject, { imports, shown: `view(${context.camel})` });
  changes.create(inside(`${context.kebab}.int.spec`), specText(context, getting));
  changes.edit(CONTEXTS, (text) => withContext(text, context));
  return getting;
}

function withContext(text: string, { kebab, camel, pascal }: Name): string {
  const [contracts, hears] = [`#shared/contracts/${kebab}`, `${camel}Hears`];
  const namespaced = importingAll(text, camel, contracts);
  const imported = importing(namespaced, [`subscribes as ${hears}`], `../shared/contracts/${kebab}/subscribes.js`);
  const tree = treeOf(imported);
  const all = property(tree, 'contexts');
  const key = kebab === camel ? kebab : `'${kebab}'`;
  return appended(
    imported,
    all,
    `${key}: { contracts: ${camel}, subscribes: ${hears}, load: async () => (await import('#modules/${kebab}')).${pascal}Module }`,
  );
}

const readmeText = ({ kebab, words }: Name): string => `# ${kebab}

Keeps ${words}. Say here in two sentences what for, and what always holds.

| | |
| --- | --- |
| owns | ${words} |
| accepts | nothing |
| answers | nothing |
| publishes | nothing |
| hears | nothing |
`;

const moduleText = ({ kebab, pascal }: Name): string => `import { Module } from '@nestjs/common';
import { ContextModule } from '#libs/messaging';
import { ${pascal}Init1700000000001 } from './data/migrations/0001-init.js';
import { ${pascal} } from './data/${kebab}.entity.js';
import { ${pascal}MessageController } from './${kebab}.message.controller.js';

@Module({
  imports: [
    ContextModule.forRoot({
      name: '${kebab}',
      entities: [${pascal}],
      migrations: [${pascal}Init1700000000001],
    }),
  ],
  controllers: [${pascal}MessageController],
  providers: [],
})
export class ${pascal}Module {}
`;

const doorText = ({ kebab, pascal }: Name): string => `import { Controller } from '@nestjs/common';

/** The message door of ${kebab}: a line per contract. */
// prettier-ignore
@Controller()
export class ${pascal}MessageController {
  constructor() {}

}
`;

/** Rows are written by decisions alone, so it asks for one that is not there. */
const specText = ({ kebab, camel, pascal }: Name, getting: Name): string => `import { newId } from '#libs/messaging';
import { type LoneContext, testContext } from '#libs/testing';
import { ${getting.pascal} } from '#shared/contracts/${kebab}';
import { ${pascal}Module } from './index.js';

describe('${kebab}', () => {
  let ${camel}: LoneContext;
  beforeAll(async () => (${camel} = await testContext(${pascal}Module)));
  afterAll(() => ${camel}?.close());

  it('knows only what exists', async () => {
    await expect(${camel}.ask(new ${getting.pascal}({ id: newId() }))).rejects.toMatchObject({ kind: 'not-found' });
  });
});
`;
