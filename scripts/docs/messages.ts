import { z } from 'zod';
import { contexts } from '#contexts';
import { docstringOf } from '#libs/declarations';
import { contractsIn, directoryOf } from '#libs/hosting';
import type { Contract, ContractClass, ContractKind } from '#libs/messaging';
import * as operations from '#libs/messaging/ops';
import * as kernel from '#shared/kernel';
import { ownMessagesOf } from './own-messages-of.js';
import { PayloadText } from './payload-text.js';
import { reactionsOf } from './reactions-of.js';

const INTRODUCTION = `# Messages

What the contexts say to each other, and each to itself. Generated from the contracts by \`npm run docs:messages\`.

A command is sent to its owner, which executes or refuses it; a query is answered; an event is sent to all subscribed
contexts; an effect is a call of an external system, made after the commit. \`gateway\` is the public API, \`host\` the
process itself when it starts, \`any\` every context. Every context serves the contracts for operators. A \`sealed\` field
is encrypted for its receiver on every transport and in every table.
`;
const KINDS: readonly ContractKind[] = ['command', 'query', 'event', 'effect'];

const entries = Object.entries(contexts.contexts);
const directory = directoryOf(contexts);
const payloads = new PayloadText(schemasIn(kernel, operations, ...entries.map(([, { contracts }]) => contracts)));

/** `docs/messages.md`: every contract by context, with its senders, receivers, handlers and payload. */
export async function messagesText(): Promise<string> {
  const sections = await Promise.all(entries.map(([name, { contracts }]) => sectionOf(name, contractsIn(contracts))));
  return [INTRODUCTION, ...sections, await operationsSection(), definitions()].join('\n');
}

async function sectionOf(context: string, face: readonly ContractClass[]): Promise<string> {
  const own = await ownMessagesOf(context);
  const names = new Set(own.map(({ contract }) => contract.name));
  const inOrder = [...KINDS.flatMap((kind) => face.filter(({ contract }) => contract.kind === kind)), ...own];
  return [`## ${context}\n`, ...(await Promise.all(inOrder.map((type) => messageOf(type, names))))].join('\n');
}

/** Every context has the same handlers for these contracts, so those of one are listed. */
async function operationsSection(): Promise<string> {
  const reactions = await reactionsOf(entries[0]![0]);
  const messages = contractsIn(operations).map((type) => {
    const way = `${sendersOf(type.contract, new Set())} → every context`;
    return described(type, way, reactions.to(type));
  });
  return [`## every context\n`, ...messages].join('\n');
}

async function messageOf(type: ContractClass, own: ReadonlySet<string>): Promise<string> {
  const { contract } = type;
  const receivers = own.has(contract.name)
    ? [contract.context]
    : directory.receiversOf(contract, contract.context, own);
  const reactions = await Promise.all(receivers.map(async (receiver) => (await reactionsOf(receiver)).to(type)));
  return described(type, `${sendersOf(contract, own)} → ${receivers.join(', ') || 'nobody'}`, reactions.flat());
}

function described(type: ContractClass, way: string, reactions: readonly string[]): string {
  const { contract } = type;
  const comment = docstringOf(type.name, contract.declaredAt());
  const facts = {
    [contract.kind]: way,
    'taken by': reactions.map(code).join(', ') || 'nobody',
    payload: code(payloads.of(contract.payload)),
    [contract.kind === 'effect' ? 'result' : 'reply']: contract.reply && code(payloads.of(contract.reply)),
    errors: Object.entries<string>(contract.errors)
      .map(([name, kind]) => `${code(name)} (${kind})`)
      .join(', '),
  };
  const lines = Object.entries(facts).flatMap(([name, fact]) => (fact ? [`- ${name}: ${fact}`] : []));
  return [`### ${contract.name}\n`, ...(comment ? [`${comment}\n`] : []), ...lines, ''].join('\n');
}

function sendersOf({ name, kind, from, context }: Contract, own: ReadonlySet<string>): string {
  if (own.has(name) || kind === 'event') return context;
  return from?.join(', ') ?? 'any';
}

function definitions(): string {
  const lines = payloads.definitions
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([name, text]) => `- ${name}: ${code(text)}`);
  return ['## What the names stand for\n', ...lines, ''].join('\n');
}

function schemasIn(...faces: readonly Readonly<Record<string, unknown>>[]): Record<string, z.ZodType> {
  const all = faces.flatMap((face) => Object.entries(face));
  return Object.fromEntries(all.filter((entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType));
}

const code = (text: string): string => `\`${text}\``;
