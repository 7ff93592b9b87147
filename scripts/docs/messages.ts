import { contexts } from '#contexts';
import { type Contract, type ContractClass, Directory } from '#libs/messaging';
import { commentsIn } from './comments.js';
import { payloadText } from './payload-text.js';
import { reactionsOf } from './reactions-of.js';
import { contractsIn, ownMessagesOf } from './contracts-in.js';

const entries = Object.entries(contexts.contexts);
const directory = new Directory(Object.fromEntries(entries.map(([name, { subscribes }]) => [name, subscribes])));

const INTRODUCTION = `# Messages

What the contexts say to each other, and each to itself. Generated from the contracts; \`npm run docs:messages\` writes it.
A command goes to its owner, who fulfils or refuses it; a query is answered; an event goes to whoever subscribes; an
effect is a call to the world outside, made after the commit. Commands and queries can be sent by the contexts named, by
any where none is.
`;

/** `docs/messages.md`: per context every contract, who sends it, who receives it, who reacts, what is in it. */
export async function messagesText(): Promise<string> {
  const sections = await Promise.all(entries.map(([name, { contracts }]) => sectionOf(name, contractsIn(contracts))));
  return [INTRODUCTION, ...sections].join('\n');
}

async function sectionOf(context: string, face: readonly ContractClass[]): Promise<string> {
  const own = await ownMessagesOf(context);
  const all = [...face, ...own].map((type) => messageOf(type, new Set(own.map(({ contract }) => contract.name))));
  return [`## ${context}\n`, ...(await Promise.all(all))].join('\n');
}

async function messageOf(type: ContractClass, own: ReadonlySet<string>): Promise<string> {
  const { contract } = type;
  const receivers = directory.receiversOf(contract, contract.context, own);
  const inside = receivers.map((receiver) => receiver.replace(/\.effects$/, ''));
  const reacting = await Promise.all(inside.map(async (receiver) => (await reactionsOf(receiver)).to(type)));
  const isOwn = own.has(contract.name);
  return [
    `### ${contract.name}\n`,
    ...[commentsIn(contract.context).get(type.name)].filter(Boolean).map((comment) => `${comment}\n`),
    ...lines({
      [contract.kind]: sentence(contract, isOwn),
      reacts: reacting.flat().map((name) => `\`${name}\``).join(', ') || 'nobody',
      payload: `\`${payloadText(contract.payload)}\``,
      [contract.kind === 'effect' ? 'result' : 'reply']: contract.reply && `\`${payloadText(contract.reply)}\``,
      errors: Object.entries(contract.errors).map(([code, kind]) => `\`${code}\` (${kind})`).join(', '),
    }),
    '',
  ].join('\n');

  function sentence({ kind, from, context }: Contract, isOwn: boolean): string {
    if (isOwn) return `${context} to itself`;
    if (kind === 'event') return `${context} → ${receivers.join(', ') || 'nobody'}`;
    return `${from?.join(', ') ?? 'any'} → ${context}`;
  }
}

const lines = (facts: Readonly<Record<string, string | undefined>>): string[] =>
  Object.entries(facts).flatMap(([name, fact]) => (fact ? [`- ${name}: ${fact}`] : []));
