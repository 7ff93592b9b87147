import type { Changes } from '../changes.js';
import { withContract } from '../edit/door-file.js';
import { withHandler } from '../edit/module-file.js';
import { withCell } from '../edit/tables.js';
import type { Name } from '../names.js';
import { declare } from './contract.js';
import { pathsOf, type Subject, subjectOf } from './paths.js';

/** A query for one row, which at first returns its key only. */
export function makeQuery(changes: Changes, context: string, useCase: Name): void {
  const subject = subjectOf(changes, context);
  const view = `${useCase.pascal}Reply`;
  declareQuery(changes, context, useCase, subject, view, `export const ${view} = z.object({ id: z.uuid() });`);
  wireQuery(changes, context, useCase);
  const { key, name } = subject;
  makeQueryHandler(changes, context, useCase, subject, { imports: '', shown: `{ id: ${name.camel}.${key} }` });
  makeSpec(changes, context, useCase, subject);
}

export function declareQuery(
  changes: Changes,
  context: string,
  useCase: Name,
  { unknown }: Subject,
  view: string,
  schema: string,
): void {
  const text = `
${schema}

export class ${useCase.pascal} extends query('${context}.${useCase.kebab}.v1', {
  payload: z.object({ id: Id }),
  reply: ${view},
  errors: { '${unknown}': 'not-found' },
  key: (q) => q.id,
  from: ['gateway'],
}) {}
`;
  declare(changes, { context, kind: 'query', names: [useCase.pascal, view], text });
}

/** Registers the query in module, message controller and README. */
export function wireQuery(changes: Changes, context: string, useCase: Name): void {
  const { module, door, readme, specifier } = pathsOf(context);
  const [handler, from] = [`${useCase.pascal}Handler`, `./queries/${useCase.kebab}.js`];
  const method = useCase.camel.replace(/^(get|list)(?=[A-Z])/, '');
  changes.edit(module, (text) => withHandler(text, 'queries', handler, from));
  changes.edit(door, (text) =>
    withContract(text, 'query', useCase.pascal, method[0]!.toLowerCase() + method.slice(1), specifier),
  );
  changes.edit(readme, (text) => withCell(text, 'answers', `\`${useCase.kebab}\``));
}

export function makeQueryHandler(
  changes: Changes,
  context: string,
  useCase: Name,
  { name, key, entity, unknown }: Subject,
  { imports, shown }: { readonly imports: string; readonly shown: string },
): void {
  const { inside, specifier } = pathsOf(context);
  const query = useCase.pascal;
  const where = key === 'id' ? 'id' : `${key}: id`;
  changes.create(
    inside(`queries/${useCase.kebab}`),
    `import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { refuse, type ReplyOf } from '#libs/messaging/contract';
import { ${query} } from '${specifier}';
import { ${name.pascal} } from '${entity}';
${imports}
@QueryHandler(${query})
export class ${query}Handler implements IQueryHandler<${query}> {
  constructor(@InjectRepository(${name.pascal}) private readonly rows: Repository<${name.pascal}>) {}

  async execute({ id }: ${query}): Promise<ReplyOf<${query}>> {
    const ${name.camel} = await this.rows.findOneBy({ ${where} });
    if (!${name.camel}) throw refuse(${query}, '${unknown}', { id });
    return ${shown};
  }
}
`,
  );
}

function makeSpec(changes: Changes, context: string, { kebab, pascal }: Name, { unknown }: Subject): void {
  const module = `${nameOfContext(context)}Module`;
  changes.create(
    pathsOf(context).inside(`queries/${kebab}.int.spec`),
    `import { newId } from '#libs/messaging';
import { type LoneContext, testContext } from '#libs/testing';
import { ${pascal} } from '#shared/contracts/${context}';
import { ${module} } from '../index.js';

let context: LoneContext;
beforeAll(async () => (context = await testContext(${module})));
afterAll(() => context?.close());

it('knows only what exists', async () => {
  await expect(context.ask(new ${pascal}({ id: newId() }))).rejects.toMatchObject({ code: '${unknown}' });
});
`,
  );
}

const nameOfContext = (context: string): string =>
  context.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
