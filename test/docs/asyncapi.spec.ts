import { contexts } from '#contexts';
import { contractsIn, directoryOf } from '#libs/hosting';
import * as operations from '#libs/messaging/ops';
import { asyncApiDocument } from '../../src/modules/gateway/asyncapi/document.js';

interface Schema {
  readonly properties: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
}
interface Message {
  readonly description?: string;
  readonly payload: Schema;
  readonly 'x-consumed-by': readonly string[];
}
interface Operation {
  readonly action: 'send' | 'receive';
  readonly reply?: { readonly messages: readonly { readonly $ref: string }[] };
}
interface Document {
  readonly channels: Readonly<Record<string, { readonly messages: object }>>;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly components: { readonly messages: Readonly<Record<string, Message>> };
}

const text = JSON.stringify(asyncApiDocument(directoryOf(contexts)));
const { channels, operations: acts, components } = JSON.parse(text) as Document;
const { messages } = components;

describe('the AsyncAPI document', () => {
  it('has every contract, and who sends and takes it', () => {
    const faces = Object.values(contexts.contexts).flatMap((entry) => contractsIn(entry.contracts));
    for (const { contract } of [...faces, ...contractsIn(operations)]) {
      const message = messages[contract.name]!;
      const isTaken = message['x-consumed-by'].length > 0; // an event may have no subscriber yet, and so no channel
      for (const sender of isTaken ? (contract.from ?? []) : [])
        expect(Object.keys(acts).filter((id) => id.startsWith(`${sender}.sends.${contract.name}`))).not.toEqual([]);
    }
    for (const [context, { subscribes }] of Object.entries(contexts.contexts))
      for (const { contract } of subscribes) {
        expect(acts).toHaveProperty([`${context}.receives.${contract.name}`, 'action'], 'receive');
        expect(channels[context]!.messages).toHaveProperty([contract.name]);
      }
  });

  it('describes an event with all of its consumers', () => {
    expect(messages['inventory.product-changed.v1']).toMatchObject({
      summary: 'event: inventory → orders',
      'x-sent-by': ['inventory'],
      'x-consumed-by': ['orders'],
      description: 'The whole of what copies of a product keep; `version` grows with every change of it.',
    });
  });

  it('joins a request with its reply, and with its refusal by the declared codes', () => {
    const of = (name: string) => `#/channels/orders.replies/messages/orders.get-order.v1.${name}`;
    expect(acts['gateway.sends.orders.get-order.v1']!.reply!.messages).toEqual([
      { $ref: of('reply') },
      { $ref: of('refusal') },
    ]);
    expect(messages['orders.get-order.v1.refusal']!.payload.properties['code']!.enum).toEqual(['orders.not-found']);
    expect(acts['orders.sends.payments.charge-payment.v1']!.reply).toBeUndefined();
  });

  it('marks what only the receiver can read', () => {
    const register = messages['users.register-user.v1']!;
    expect(register).toMatchObject({ 'x-sealed': ['/password'] });
    expect(register.payload.properties['password']).toMatchObject({ 'x-sealed': true });
    expect(text.includes('isSealed')).toBe(false);
  });

  it('forbids no field of a later release', () => expect(text.includes('"additionalProperties":false')).toBe(false));

  it('refers to nothing that is not there', () => {
    const document = JSON.parse(text) as object;
    const at = (pointer: string): unknown =>
      pointer
        .split('/')
        .slice(1)
        .reduce((part: any, name) => part?.[name] as unknown, document);
    const missing = [...text.matchAll(/"\$ref":"#([^"]+)"/g)].filter(([, pointer]) => at(pointer!) === undefined);
    expect(missing.map(([, pointer]) => pointer)).toEqual([]);
  });
});
