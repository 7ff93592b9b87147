import type { Changes } from '../changes.js';
import type { Name } from '../names.js';
import { pathsOf, type Subject } from './paths.js';

/** A use case with a decision. */
export interface Deciding {
  readonly context: string;
  readonly useCase: Name;
  readonly subject: Subject;
  /** Its message, and the module from which `commands/` and `domain/` import it. */
  readonly message: string;
  readonly from: string;
  /** The property of the message that is the key of the row. */
  readonly key: string;
  readonly isEvent: boolean;
  /** The decision receives the time and a source of ids, and so can set timers. */
  readonly isTimed: boolean;
}

/** The handler, which loads the decision's data and calls it. */
export function makeHandler(
  changes: Changes,
  { context, useCase, subject, message, from, key, isEvent, isTimed }: Deciding,
): string {
  const [kind, method, given] = isEvent ? ['Event', 'handle', 'event'] : ['Command', 'execute', 'command'];
  const decorator = isEvent ? 'EventsHandler' : 'CommandHandler';
  const handler = isEvent ? useCase.pascal : `${useCase.pascal}Handler`;
  const { name, entity } = subject;
  changes.create(
    pathsOf(context).inside(`commands/${useCase.kebab}`),
    `import { ${decorator}, type I${kind}Handler } from '@nestjs/cqrs';
import { one, UnitOfWork } from '#libs/messaging';
${from.startsWith('#') ? `import { ${message} } from '${from}';\n` : ''}import { ${name.pascal} } from '${entity}';
import { ${useCase.camel} } from '../domain/${useCase.kebab}.js';
${from.startsWith('#') ? '' : `import { ${message} } from '${from}';\n`}
@${decorator}(${message})
export class ${handler} implements I${kind}Handler<${message}> {
  constructor(private readonly work: UnitOfWork) {}

  ${method}(${given}: ${message}) {
    return this.work
      .on({ ${name.camel}: one(${name.pascal}, ${given}.${key}) })
      .decide(({ ${name.camel} }${isTimed ? ', item' : ''}) => ${useCase.camel}(${given}, ${name.camel}${isTimed ? ', item' : ''}));
  }
}
`,
  );
  return handler;
}

/** The decision about a message that may arrive late or twice, and its spec: an existing row is kept, and a missing one ignored. */
export function makeQuietDecision(
  changes: Changes,
  { context, useCase, subject, message, from, key, isEvent }: Deciding,
): void {
  const { inside } = pathsOf(context);
  const { name, domain } = subject;
  const given = isEvent ? 'event' : 'command';
  changes.create(
    inside(`domain/${useCase.kebab}`),
    `import type { ItemTime } from '#libs/messaging/contract';
import type { ${message} } from '${from}';
import type { ${name.pascal} } from '${domain.replace('../domain/', './')}';

/** What is not known here is left alone: it may come too late. */
export function ${useCase.camel}(_${given}: ${message}, ${name.camel}: ${name.pascal} | undefined, _item: ItemTime) {
  return ${name.camel} ? { set: { ${name.camel} } } : {};
}
`,
  );
  changes.create(
    inside(`domain/${useCase.kebab}.spec`),
    `import type { ItemTime } from '#libs/messaging/contract';
import type { ${message} } from '${from}';
import type { ${name.pascal} } from '${domain.replace('../domain/', './')}';
import { ${useCase.camel} } from './${useCase.kebab}.js';

const told = { ${key}: '01890a5d-ac96-774b-bcce-b30209900001' } as ${message};
const ${name.camel} = {} as ${name.pascal};
const item: ItemTime = { now: new Date('2026-03-01T12:00:00Z'), id: (n) => \`id-\${n}\` };

describe('${useCase.camel}', () => {
  it('keeps what it knows', () => {
    expect(${useCase.camel}(told, ${name.camel}, item)).toEqual({ set: { ${name.camel} } });
  });

  it('leaves alone what it does not know', () => {
    expect(${useCase.camel}(told, undefined, item)).toEqual({});
  });
});
`,
  );
}
