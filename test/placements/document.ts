import { cpus, totalmem } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { hashOf } from '#test/business-state';
import type { RunOf } from './run-of.js';
import { tableOf } from './table.js';

/** docs/placements.md */
export async function documentOf(runs: readonly RunOf[], file: string): Promise<string> {
  return format(textOf(runs), { ...(await resolveConfig(file)), parser: 'markdown', proseWrap: 'always' });
}

const textOf = (runs: readonly RunOf[]): string => `
# One suite, every placement

The HTTP acceptance (\`test/acceptance\`) is one list of suites, functions of a running system. \`npm test\` runs it on the
monolith; \`npm run test:placements\` runs it on every line of this table, each on databases of its own, and fails when a
test fails, when a process has written a warning or an error, when a rule of the checker is broken, or when two lines end
in different states or read models. \`-- --only microservices/tcp,pairs/redis\` chooses some lines, \`-- --write\` makes this page.

In every line the final state is \`${hashOf(runs[0]!.state!)}\` and the read model is \`${hashOf(runs[0]!.readModel!)}\`.

${tableOf(runs)}

Seconds on ${cpus().length} cores (${Math.round(totalmem() / 2 ** 30)} GB), Node ${process.versions.node}, run from the
sources: **start** is from nothing to serving (most of it is compiling, once per process), a suite is the sum of its tests,
**all** is with PostgreSQL and Jest.

- **placement**: the files in \`placements/\`, over the transport behind the stroke; \`consul\` is over TCP, with no address written
  down (\`test/placements/consul.yaml\`). \`replicas\` is \`microservices.yaml\` with two of orders, two of inventory and two of
  payments (\`test/placements/replicas.yaml\`). A new context needs no line in them:
  \`default\` says where it runs, and this suite runs there.
- **frames**: \`twice\` delivers every frame of the durable lane two times, in every transport and within a process
  (\`FAULT=frames:every:twice\`, see \`libs/messaging/fault/index.ts\`): the copy of one frame goes beside it, so that both meet in one
  batch or at two replicas; that of the next sets out when the first was answered, and meets the inbox. The receipts of both
  are taken. The suite counts in the message log that no message came only once.
- **final state**: a hash of what the first suite, the workload, leaves behind. It places 48 orders of four customers
  by a fixed seed: confirmed, with two lines, declined, out of stock, with a provider whose answer is lost, and three times at
  once under one key. None depends on when another one is served. Then plain SQL reads every database: accounts and their
  copies, products and prices, shelves and each line of the stock ledger, reservations, orders with their lines and reasons,
  the events of orders and checkouts by type, payments, the provider's own ledger, e-mails with their text, what is left in
  outboxes and dead letters. Orders are told by the Idempotency-Key under which the client placed them, accounts by address,
  products by SKU. Ids, times, versions and numbers of attempts are left out: they may differ
  (\`test/support/business-state.ts\`). Each of the corruptions with which the checker is tested changes the hash.
- **read model**: the same of the documents that search shows of those orders, read from PostgreSQL when the projection has seen
  every event: status, reason, payment, customer, lines with their names, total, and whether it is settled, told by the same names
  (\`test/support/read-model.ts\`, [docs/read-side.md](read-side.md)).
`;
