import { z } from 'zod';
import type { TransportName } from '#libs/messaging';
import { parseAddress } from './address.js';
import { urlProblem } from './database-url.js';
import { OWN_PROCESS } from './default-process.js';
import { DISCOVERIES } from './placement.js';

/** Typed by the transports there are; importing their list would load all of messaging, and the CLI would take seconds to start. */
const TRANSPORTS = { tcp: true, redis: true, rabbitmq: true } satisfies Record<TransportName, true>;
/** Replicas that a process may have. */
export const MOST_REPLICAS = 32;
const MOST = { replicas: MOST_REPLICAS, processes: 64, pairs: 500 } as const;

const says = (error: string) => ({ error });
const integer = (from: number, to: number, error: string) =>
  z.int(says(error)).min(from, says(error)).max(to, says(error));
/** One value, or a list with one for each replica. */
const perReplica = <T extends z.ZodType>(one: T, error: string) =>
  z.union([one, z.array(one).min(1, says(error)).max(MOST.replicas, says(error))], says(error)).optional();

const transport = z.enum(Object.keys(TRANSPORTS) as TransportName[]).meta({
  description:
    'tcp: straight from process to process; redis, rabbitmq: through a broker, which may be wiped at any time.',
});
const discovery = z.enum(DISCOVERIES).meta({
  description:
    'How processes find each other over TCP. static: by the addresses of this file; consul: each registers in Consul what it serves and where.',
});
const address = z
  .string(says('must be host:port'))
  .refine((text) => parseAddress(text), says('must be host:port with a port from 1 to 65535, such as payments-1:4100'))
  .meta({ pattern: '^.+:[1-9][0-9]{0,4}$' });
const port = integer(1, 65_535, 'must be a port from 1 to 65535');
const url = z
  .string(says('must be a URL, or a variable such as ${ORDERS_DATABASE_URL}'))
  .max(2_000, says('is longer than 2000 characters'))
  .superRefine((text, { addIssue }) => {
    const problem = urlProblem(text);
    if (problem) addIssue(problem);
  });

const processName = (error: string) => z.string(says(error)).regex(/^[a-z][a-z0-9-]{0,31}$/, says(error));
const NO_DEFAULT = `must be the name of a process, or ${OWN_PROCESS}`;
const byDefault = z
  .union([z.literal(OWN_PROCESS), processName(NO_DEFAULT)], says(NO_DEFAULT))
  .optional()
  .meta({
    description: `Where contexts run that no process names; ${OWN_PROCESS}: each in one of its own. Left out: where the gateway runs.`,
  });

const processShape = (context: z.ZodType<string>) =>
  z
    .strictObject(
      {
        contexts: z
          .array(context, says('must be a list of contexts'))
          .min(1, says('hosts nothing: name a context or leave the process out'))
          .max(MOST.processes, says(`are more than ${MOST.processes}`))
          .optional()
          .meta({ description: 'What it hosts. Left out: the context of its own name.' }),
        replicas: integer(1, MOST.replicas, `must be a whole number from 1 to ${MOST.replicas}`)
          .default(1)
          .meta({ description: 'How many of it run and share the work.' }),
        address: perReplica(address, 'must be host:port, or a list with one for each replica').meta({
          description:
            'Where others reach it over TCP, a list for replicas. Left out: npm start chooses free ports, and with discovery: consul each replica takes one.',
        }),
        management: perReplica(port, 'must be a port from 1 to 65535, or a list with one for each replica').meta({
          description: 'Port of health and metrics, the same for all replicas or a list. Left out: a free one.',
        }),
      },
      says('must be a block such as { contexts: [orders], replicas: 2 }'),
    )
    .nullable()
    .meta({ description: 'A process. Without a value it hosts the context of its own name.' });

const pairShape = (context: z.ZodType<string>) =>
  z
    .strictObject(
      { between: z.tuple([context, context], says('must be two contexts, such as [orders, payments]')), transport },
      says('must be a block of between and transport'),
    )
    .meta({ description: 'Two contexts that talk over another transport than the rest, in either direction.' });

const databaseShape = z
  .strictObject(
    {
      url: url.optional().meta({
        description: '${NAME} stands for a variable of the environment. A password is never written here.',
      }),
      pool: integer(2, 200, 'must be a whole number from 2 to 200')
        .optional()
        .meta({ description: 'Connections for queries, of each replica. Left out: CLEAVE_POOL_SIZE.' }),
    },
    says('must be a block of url and pool'),
  )
  .meta({ description: 'A database that was made beforehand, perhaps on a server of its own.' });

/**
 * The shape of a placement file; what is in it is judged by the rules.
 * @param context  names of contexts: editors are told the ones there are
 */
export const placementFile = (context: z.ZodType<string> = z.string(says('must be the name of a context'))) =>
  z.strictObject(
    {
      transport: transport.default('tcp'),
      discovery: discovery.default('static'),
      default: byDefault,
      processes: z
        .record(
          processName('a name is lower-case letters, digits and -, at most 32, a letter first'),
          processShape(context),
          says('must be a block of processes by name'),
        )
        .refine((all) => Object.keys(all).length <= MOST.processes, says(`are more than ${MOST.processes}`))
        .meta({ description: 'The processes by name. No context is in two of them.' }),
      pairs: z
        .array(pairShape(context), says('must be a list of pairs'))
        .max(MOST.pairs, says(`are more than ${MOST.pairs}`))
        .default([])
        .meta({ description: 'Exceptions from the transport.' }),
      databases: z
        .record(z.string(), databaseShape, says('must be a block of contexts'))
        .default({})
        .meta({ description: 'Databases by context. Those that are left out follow the settings of their process.' }),
    },
    says('must be a block of transport, discovery, default, processes, pairs and databases'),
  );

export type PlacementFile = z.output<ReturnType<typeof placementFile>>;

/** The keys that may stand at a path of the file. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  const { processes, pairs, databases, ...rest } = placementFile().shape;
  if (!path.length) return Object.keys({ processes, pairs, databases, ...rest });
  const inner = {
    processes: processShape(z.string()).unwrap(),
    pairs: pairShape(z.string()),
    databases: databaseShape,
  };
  return Object.keys(inner[path[0] as keyof typeof inner].shape);
}
