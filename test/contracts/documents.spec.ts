import { asyncApiBreaks, type AsyncApi } from '../../scripts/contracts/compare/asyncapi.js';
import { breakText } from '../../scripts/contracts/compare/break.js';
import { openApiBreaks, type OpenApi } from '../../scripts/contracts/compare/openapi.js';

/** Whatever a test changes in a copy of the document. */
type Change = (document: any) => void;
const changed = <T>(document: T, change: Change): T => {
  const copy = JSON.parse(JSON.stringify(document)) as T;
  change(copy);
  return copy;
};
const text = { type: 'string' };

const API: OpenApi = {
  paths: {
    '/v1/orders/{id}': {
      get: {
        operationId: 'ordersShow',
        security: [],
        parameters: [
          { name: 'id', in: 'path', required: true, schema: text },
          { name: 'limit', in: 'query', schema: text },
        ],
        responses: {
          200: {
            headers: { link: {} },
            content: {
              'application/json': { schema: { type: 'object', properties: { total: text }, required: ['total'] } },
            },
          },
          404: { 'x-codes': ['orders.not-found'] },
        },
      },
      post: {
        operationId: 'ordersChange',
        security: [{ accessToken: [] }],
        requestBody: { content: { 'application/json': { schema: { type: 'object', properties: { note: text } } } } },
        responses: { 200: {} },
      },
    },
  },
};
const get =
  (change: Change): Change =>
  (document) =>
    change(document.paths['/v1/orders/{id}'].get);
const post =
  (change: Change): Change =>
  (document) =>
    change(document.paths['/v1/orders/{id}'].post);
const json = (part: any) => part.content['application/json'];

describe('a route', () => {
  it.each<[string, Change, string[]]>([
    ['is as it was', () => {}, []],
    ['is gone', (d) => delete d.paths['/v1/orders/{id}'].get, ['GET /v1/orders/{id}: the route is gone']],
    ['calls its parameter something else', (d) => (d.paths = { '/v1/orders/{order}': d.paths['/v1/orders/{id}'] }), []],
    ['is new', (d) => (d.paths['/v2/orders'] = {}), []],
    [
      'has another id',
      get((o) => (o.operationId = 'ordersGet')),
      ['GET /v1/orders/{id}: its operationId is ordersGet, was ordersShow: generated clients rename it'],
    ],
    ['is closed', get((o) => (o.security = [{ accessToken: [] }])), ['GET /v1/orders/{id}: now needs an access token']],
    ['is opened', post((o) => (o.security = [])), []],
    ['loses a parameter', get((o) => o.parameters.pop()), ['GET /v1/orders/{id}: lost the query parameter limit']],
    [
      'requires a parameter',
      get((o) => (o.parameters[1].required = true)),
      ['GET /v1/orders/{id}: now requires the query parameter limit'],
    ],
    [
      'requires a new parameter',
      post((o) => (o.parameters = [{ name: 'key', in: 'header', required: true }])),
      ['POST /v1/orders/{id}: now requires the header parameter key'],
    ],
    [
      'takes less in a parameter',
      get((o) => (o.parameters[1].schema.maxLength = 3)),
      ['GET /v1/orders/{id}: the query parameter limit: maxLength is 3, was nothing'],
    ],
    ['requires a body', post((o) => (o.requestBody.required = true)), ['POST /v1/orders/{id}: now requires a body']],
    ['takes no body', post((o) => delete o.requestBody), ['POST /v1/orders/{id}: no longer takes a body']],
    [
      'requires a member',
      post((o) => (json(o.requestBody).schema.required = ['note'])),
      ['POST /v1/orders/{id}: request now requires the member note'],
    ],
    [
      'loses a member of its reply',
      get((o) => delete json(o.responses[200]).schema.properties.total),
      ['GET /v1/orders/{id}: reply 200 lost the member total'],
    ],
    [
      'answers null',
      get((o) => (json(o.responses[200]).schema.properties.total = { type: ['string', 'null'] })),
      ['GET /v1/orders/{id}: reply 200: total may now be null'],
    ],
    [
      'answers in another form',
      get((o) => (o.responses[200].content = { 'text/plain': {} })),
      ['GET /v1/orders/{id}: reply 200 is no longer application/json'],
    ],
    ['loses a status', get((o) => delete o.responses[404]), ['GET /v1/orders/{id}: lost the status 404']],
    [
      'loses a header',
      get((o) => delete o.responses[200].headers.link),
      ['GET /v1/orders/{id}: reply 200 lost the header link'],
    ],
    [
      'loses a code',
      get((o) => (o.responses[404]['x-codes'] = [])),
      ['GET /v1/orders/{id}: reply 404 lost the code orders.not-found'],
    ],
    ['answers another success', get((o) => (o.responses[202] = {})), ['GET /v1/orders/{id}: may now answer 202']],
    ['answers another error', get((o) => (o.responses[429] = {})), []],
  ])('that %s', (_, change, breaks) => expect(openApiBreaks(API, changed(API, change)).map(breakText)).toEqual(breaks));
});

const MESSAGES: AsyncApi = {
  components: {
    messages: {
      'orders.order-placed.v1': {
        payload: { type: 'object', properties: { orderId: text }, required: ['orderId'] },
        'x-consumed-by': ['payments', 'notifications'],
      },
      'orders.get-order.v1': {
        'x-consumed-by': ['orders'],
        'x-sent-by': ['gateway'],
        'x-errors': { 'orders.not-found': 'not-found' },
      },
      'orders.get-order.v1.reply': { payload: { type: 'object', properties: { id: text }, required: ['id'] } },
      'orders.get-order.v1.refusal': {},
    },
    messageTraits: { envelope: { headers: { type: 'object', properties: { time: text }, required: ['time'] } } },
  },
};
const message =
  (name: string, change: Change): Change =>
  (document) =>
    change(document.components.messages[name]);
const placed = (change: Change) => message('orders.order-placed.v1', change);
const asked = (change: Change) => message('orders.get-order.v1', change);
const replied = (change: Change) => message('orders.get-order.v1.reply', change);
const HEARD = 'message orders.order-placed.v1: ';
const BY = ': consumed by payments, notifications';

describe('a message', () => {
  it.each<[string, Change, string[]]>([
    ['is as it was', () => {}, []],
    ['is gone', (d) => delete d.components.messages['orders.order-placed.v1'], [`${HEARD}is gone${BY}`]],
    ['loses a member', placed((m) => delete m.payload.properties.orderId), [`${HEARD}lost the member orderId${BY}`]],
    [
      'requires a member, which stored messages do not have',
      placed((m) => {
        m.payload.properties.note = text;
        m.payload.required.push('note');
      }),
      [`${HEARD}now requires the member note${BY}`],
    ],
    ['may have a new member', placed((m) => (m.payload.properties.note = text)), []],
    ['has another consumer', placed((m) => m['x-consumed-by'].push('shipping')), []],
    [
      'loses a member of its reply',
      replied((m) => delete m.payload.properties.id),
      ['message orders.get-order.v1.reply: lost the member id: consumed by gateway'],
    ],
    [
      'replies more',
      replied((m) => {
        m.payload.properties.total = text;
        m.payload.required.push('total');
      }),
      [],
    ],
    [
      'is refused with one code less',
      asked((m) => (m['x-errors'] = {})),
      ['message orders.get-order.v1: lost the error orders.not-found: consumed by orders'],
    ],
    [
      'is refused in another kind',
      asked((m) => (m['x-errors']['orders.not-found'] = 'invalid')),
      ['message orders.get-order.v1: the error orders.not-found is invalid, was not-found: consumed by orders'],
    ],
    [
      'loses a header',
      (d) => delete d.components.messageTraits.envelope.headers.properties.time,
      ['the envelope of every message: lost the member time'],
    ],
  ])('that %s', (_, change, breaks) =>
    expect(asyncApiBreaks(MESSAGES, changed(MESSAGES, change)).map(breakText)).toEqual(breaks),
  );
});
