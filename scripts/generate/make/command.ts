import type { Changes } from '../changes.js';
import { withContract } from '../edit/door-file.js';
import { withHandler } from '../edit/module-file.js';
import { withCell } from '../edit/tables.js';
import type { Field } from '../fields.js';
import type { Name } from '../names.js';
import { declare } from './contract.js';
import { makeHandler } from './decision.js';
import { pathsOf, subjectOf } from './paths.js';

/** A command in the context's contracts, with the decision about the row that it names. */
export function makeCommand(changes: Changes, context: string, useCase: Name, fields: readonly Field[]): void {
  const { module, door, readme, specifier } = pathsOf(context);
  const subject = subjectOf(changes, context);
  const message = useCase.pascal;
  const taken = fields.map(({ name, taken }) => `, ${name.camel}: ${taken}`).join('');
  declare(changes, {
    context,
    kind: 'command',
    names: [message],
    text: `
export class ${message} extends command('${context}.${useCase.kebab}.v1', {
  payload: z.object({ id: Id${taken} }),
  reply: z.object({ id: z.uuid() }),
  errors: { '${subject.unknown}': 'not-found' },
  key: (c) => c.id,
  from: ['gateway'],
}) {}
`,
  });
  const handler = makeHandler(changes, {
    ...{ context, useCase, subject, message },
    ...{ from: specifier, key: 'id', isEvent: false, isTimed: false },
  });
  makeDecision(changes, context, useCase, fields);
  changes.edit(module, (text) => withHandler(text, 'commands', handler, `./commands/${useCase.kebab}.js`));
  changes.edit(door, (text) => withContract(text, 'command', message, methodOf(useCase), specifier));
  changes.edit(readme, (text) => withCell(text, 'accepts', `\`${useCase.kebab}\``));
}

/** `rename` of `rename-product`: short method names suffice, since a controller belongs to one context. */
const methodOf = ({ kebab, camel }: Name): string => (kebab.includes('-') ? kebab.split('-')[0]! : camel);

function makeDecision(changes: Changes, context: string, useCase: Name, fields: readonly Field[]): void {
  const { inside, specifier } = pathsOf(context);
  const { name, domain, unknown } = subjectOf(changes, context);
  const [command, about] = [useCase.pascal, name.camel];
  const type = `import type { ${name.pascal} } from '${domain.replace('../domain/', './')}';`;
  changes.create(
    inside(`domain/${useCase.kebab}`),
    `import { refuse, type ReplyOf } from '#libs/messaging/contract';
import { ${command} } from '${specifier}';
${type}

/** Knows only what exists. */
export function ${useCase.camel}({ id }: ${command}, ${about}: ${name.pascal} | undefined) {
  if (!${about}) throw refuse(${command}, '${unknown}', { id });
  return { set: { ${about} }, reply: { id } satisfies ReplyOf<${command}> };
}
`,
  );
  const samples = fields.map(({ name: field, sample }) => `, ${field.camel}: ${sample}`).join('');
  changes.create(
    inside(`domain/${useCase.kebab}.spec`),
    `import { ${command} } from '${specifier}';
${type}
import { ${useCase.camel} } from './${useCase.kebab}.js';

const id = '01890a5d-ac96-774b-bcce-b30209900001';
const command = new ${command}({ id${samples} });
const ${about} = {} as ${name.pascal};

describe('${useCase.camel}', () => {
  it('keeps the ${name.words}, and answers with its id', () => {
    expect(${useCase.camel}(command, ${about})).toEqual({ set: { ${about} }, reply: { id } });
  });

  it('knows only what exists', () => {
    expect(() => ${useCase.camel}(command, undefined)).toThrow('${unknown}');
  });
});
`,
  );
}
