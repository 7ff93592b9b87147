import type { Directory } from '#libs/messaging';
import type { Contract, ContractClass } from '#libs/messaging/contract';
import * as operations from '#libs/messaging/ops';
import { convert } from '../openapi/convert.js';
import { EnvelopeHeaders } from './envelope.schema.js';
import { answersOf, type Json, messagesOf, onTheWire, type Placed } from './messages.js';

const DESCRIPTION = `What the contexts of Cleave say to each other, whichever transport lies between them. A command is executed or refused by
its owner, a query is answered, an event goes to every context that subscribes to it. Messages are stored before they are sent and
delivered at least once, requests are answered within a deadline. A field marked \`x-sealed\` is encrypted for its receiver.
The attributes of CloudEvents travel in the envelope: \`id\` and \`type\` (the name of the message) beside the headers, \`subject\` as \`key\`.`;

/** The contracts that every context serves have one channel, whose address is the name of the asked context. */
const EVERY = 'every-context';

/** The AsyncAPI document of all messages between contexts; a context's messages to itself are not in it. */
export function asyncApiDocument(directory: Directory): Json {
  const placed = placedIn(directory);
  return {
    asyncapi: '3.1.0',
    info: {
      title: 'Cleave',
      version: '1',
      description: DESCRIPTION,
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
      tags: [...directory.contexts, EVERY].map((name) => ({ name })),
    },
    defaultContentType: 'application/json',
    channels: channelsOf(directory, placed),
    operations: Object.fromEntries(placed.flatMap(operationsOf)),
    components: {
      messages: Object.assign({}, ...placed.map(messagesOf)) as Json,
      messageTraits: {
        envelope: {
          headers: onTheWire(convert(EnvelopeHeaders, 'output').schema),
          correlationId: { location: '$message.header#/correlationid' },
        },
      },
    },
  };
}

function placedIn(directory: Directory): readonly Placed[] {
  const contracts = Object.values(directory.contracts).flat();
  const served = classesIn(operations).map((type) => ({ type, senders: sendersOf(type.contract), receivers: [EVERY] }));
  return [
    ...contracts.map((type) => ({
      type,
      senders: sendersOf(type.contract),
      receivers: directory.receiversOf(type.contract, type.contract.context, new Set()),
    })),
    ...served,
  ];
}

const sendersOf = ({ from }: Contract): readonly string[] => from ?? ['any'];
const classesIn = (face: object): readonly ContractClass[] =>
  Object.values(face).filter((one): one is ContractClass => typeof one === 'function' && 'contract' in one);

/** A channel for what each context receives, and one on which its answers go back to whoever asked. */
function channelsOf({ contexts }: Directory, placed: readonly Placed[]): Json {
  const channels = [...contexts, EVERY].flatMap((context) => {
    const received = placed.filter(({ receivers }) => receivers.includes(context)).map(({ type }) => type.contract);
    const answers = received.flatMap(answersOf);
    const everybody = context === EVERY;
    const inbox = {
      address: everybody ? '{context}' : context,
      description: `What ${everybody ? 'every context' : context} receives.`,
      ...(everybody && { parameters: { context: { enum: contexts, description: 'The context that is asked.' } } }),
      messages: refs(received),
    };
    const replies = { address: null, description: 'Back to whoever asked.', messages: refs(answers) };
    return [[context, inbox], ...(answers.length ? [[repliesOf(context), replies]] : [])];
  });
  return Object.fromEntries(channels) as Json;
}

/** One for each context that sends the message, and one for each that takes it. */
function operationsOf({ type, senders, receivers }: Placed): readonly (readonly [string, Json])[] {
  const { contract } = type;
  const answers = answersOf(contract);
  return receivers.flatMap((receiver) => {
    const operation = {
      channel: { $ref: pointer('channels', receiver) },
      messages: [{ $ref: pointer('channels', receiver, 'messages', contract.name) }],
      ...(answers.length && { reply: replyFrom(receiver, answers) }),
    };
    const sends = senders.map((sender) => [
      receivers.length > 1 ? `${sender}.sends.${contract.name}.to.${receiver}` : `${sender}.sends.${contract.name}`,
      { action: 'send', summary: `${sender} → ${receiver}`, ...operation },
    ]);
    const takes = [
      `${receiver}.receives.${contract.name}`,
      { action: 'receive', summary: `${receiver} ← ${senders.join(', ')}`, ...operation },
    ];
    return [...sends, takes] as [string, Json][];
  });
}

const replyFrom = (context: string, answers: readonly { readonly name: string }[]): Json => ({
  channel: { $ref: pointer('channels', repliesOf(context)) },
  messages: answers.map(({ name }) => ({ $ref: pointer('channels', repliesOf(context), 'messages', name) })),
});

const repliesOf = (context: string): string => `${context}.replies`;
const pointer = (...path: readonly string[]): string => `#/${path.join('/')}`;
const refs = (named: readonly { readonly name: string }[]): Json =>
  Object.fromEntries(named.map(({ name }) => [name, { $ref: pointer('components', 'messages', name) }]));
