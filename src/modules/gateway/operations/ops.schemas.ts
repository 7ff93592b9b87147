import { z } from 'zod';
import { pageOf } from '#libs/messaging/contract';
import * as ops from '#libs/messaging/ops';
import { Text } from '#shared/kernel';
import { PageQuery } from '../requests/schemas.js';

const at = '2026-11-24T10:00:00.000Z';
const group = '0123456789ab';

/** Contexts that did not answer in time: their data is not included. */
const missing = z.array(z.string()).describe('Contexts that did not answer in time.');

export const ContextName = z
  .string()
  .regex(/^[a-z][a-z-]{0,39}$/, 'the name of a context')
  .meta({ description: 'The name of a context.', examples: ['orders'] });

/** Of dead letters, in a path. */
export const Group = ops.GroupName.meta({
  description: 'The name of a group, as the list of groups gives it.',
  examples: [group],
});

export const Lag = z.object({ contexts: z.array(ops.ContextLag), missing }).meta({
  id: 'Lag',
  description: 'What waits for whom.',
  examples: [
    {
      contexts: [
        {
          context: 'orders',
          replica: 'one',
          lanes: [
            {
              receiver: 'inventory',
              due: 2,
              oldestDueMs: 40,
              underWay: 1,
              later: 0,
              deadLetters: 0,
              inMemory: 3,
              window: 512,
              away: false,
            },
          ],
          inbox: { rows: 12_000, waiting: 3 },
        },
      ],
      missing: ['payments'],
    },
  ],
});

const Count = z.int().min(0);
const Breaker = z.object({
  name: z.string().meta({ description: 'Who calls whom.', examples: ['gateway to payments'] }),
  state: z
    .enum(['closed', 'open', 'half-open'])
    .describe('`closed`: calls are made. `open`: they are refused. `half-open`: the next call is a trial.'),
  since: z.iso.datetime().describe('When it last closed or opened; a trial that fails does not change it.'),
  counts: z
    .object({ successes: Count, failures: Count, refused: Count })
    .describe('Of the last ten seconds. An error code is an answer, and counts as a success.'),
  opened: Count.describe('How often it has opened since the process started.'),
});
export const BreakerList = z.object({ data: z.array(Breaker) }).meta({
  id: 'BreakerList',
  description:
    'One for each context of another process, proxied service and external system that this process has called.',
});
export type BreakerList = z.output<typeof BreakerList>;

export const DeadLetterGroups = z
  .object({ data: z.array(ops.DeadLetterGroup.extend({ context: z.string() })), missing })
  .meta({
    id: 'DeadLetterGroups',
    description: 'Dead letters by type and error.',
    examples: [
      {
        data: [
          {
            context: 'orders',
            group,
            receiver: 'inventory',
            type: 'inventory.reserve-stock.v1',
            error: 'internal: no connection',
            count: 3,
            oldest: at,
            latest: at,
          },
        ],
        missing: [],
      },
    ],
  });
export const DeadLetterPage = pageOf(
  ops.DeadLetter.meta({
    id: 'DeadLetter',
    description: 'A message that one receiver did not process.',
    examples: [
      {
        id: '01890a5d-ac96-774b-bcce-b30209900001',
        receiver: 'inventory',
        type: 'inventory.reserve-stock.v1',
        key: '01890a5d-ac96-774b-bcce-b30209900004',
        group,
        failures: 10,
        why: 'internal: no connection',
        bornAt: at,
        diedAt: at,
      },
    ],
  }),
).meta({ id: 'DeadLetterPage', description: 'A page of dead letters.' });
export const DeadMessage = ops.DeadMessage.meta({
  id: 'DeadMessage',
  description: 'A dead message, and each receiver that did not process it.',
  examples: [
    {
      id: '01890a5d-ac96-774b-bcce-b30209900001',
      type: 'inventory.reserve-stock.v1',
      key: '01890a5d-ac96-774b-bcce-b30209900004',
      headers: {},
      bornAt: at,
      letters: [
        { receiver: 'inventory', group, failures: 10, why: 'internal: no connection', diedAt: at, settled: null },
      ],
    },
  ],
});

/** Which part of the dead letters: all of a context, or those of a group. */
export const DeadLetterQuery = PageQuery.extend({
  group: ops.GroupName.optional().meta({ description: 'Dead letters of this group only.', examples: [group] }),
});
export type DeadLetterQuery = z.output<typeof DeadLetterQuery>;

/** A body may hold personal data, so it is included only on request. */
export const BodyQuery = z.strictObject({
  body: z.enum(['true', 'false']).default('false').describe('With the body of the message.'),
});
export type BodyQuery = z.output<typeof BodyQuery>;

export const Reason = z
  .strictObject({ reason: Text(200) })
  .meta({ id: 'Reason', examples: [{ reason: 'the cause is mended' }] });
export type Reason = z.output<typeof Reason>;
export const Settlement = ops.Redrive.contract.reply!.meta({
  id: 'Settlement',
  description: 'What the request has changed.',
  examples: [{ settled: 1, already: 0, more: false }],
});

export const Story = z
  .object({
    facts: z.array(
      ops.StoryFact.extend({
        context: z.string(),
        ms: z.int().describe('Since the first fact, by the clocks of those who tell.'),
      }),
    ),
    traces: z
      .array(z.object({ id: z.string(), url: z.string().optional().describe('Where people see it.') }))
      .describe('What was recorded of it span by span, the first one first; empty when nothing was.'),
    isWhole: z.boolean().describe('False when a context knows more than it tells.'),
    missing,
  })
  .meta({
    id: 'Story',
    description: 'What happened to an order, in time order.',
    examples: [
      {
        facts: [{ context: 'orders', at, ms: 0, kind: 'event', what: 'order placed', details: {} }],
        traces: [{ id: '4bf92f3577b34da6a3ce929d0e0e4736' }],
        isWhole: true,
        missing: [],
      },
    ],
  });
