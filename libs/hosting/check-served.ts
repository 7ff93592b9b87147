import type { Contract, ContractClass, Directory, Engine } from '#libs/messaging';
import { contractsIn, type ContextEntry } from './contexts.js';

/** What the contexts declare and what they serve differ; every problem is named. */
export class UnservedError extends Error {
  readonly code = 'contexts.unserved';
  constructor(readonly problems: readonly string[]) {
    super(`The contexts do not fit together:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** A context as it has started: what its server takes, and the handlers that react to it. */
export type ServedContext = Pick<Engine, 'context' | 'server' | 'reactions'>;

/**
 * Checks at start that every command and query, including those for operators, has one handler, that every subscription has a
 * reaction, and that nothing undeclared is served.
 *
 * @param common  contracts that every context serves
 */
export function checkServed(
  entries: Readonly<Record<string, ContextEntry>>,
  directory: Directory,
  served: readonly ServedContext[],
  common: readonly ContractClass[] = [],
): void {
  const problems = served.flatMap((one) => {
    const { context, server, reactions } = one;
    const asked = [...contractsIn(entries[context]!.contracts), ...common].filter(
      ({ contract: { kind } }) => kind === 'command' || kind === 'query',
    );
    const heard = directory.subscriptions[context] ?? [];
    return [
      ...doorProblems(one, asked, heard),
      ...reactions
        .problems([...asked, ...heard].filter((type) => serves(server, type)))
        .map((problem) => `${context}: ${problem}`),
    ];
  });
  if (problems.length) throw new UnservedError(problems);
}

const serves = ({ contracts }: ServedContext['server'], { contract: { name } }: ContractClass): boolean =>
  contracts.some((served) => served.name === name);

function doorProblems(
  { context, server }: ServedContext,
  asked: readonly ContractClass[],
  heard: readonly ContractClass[],
): string[] {
  const closed = (types: readonly ContractClass[]) => types.filter((type) => !serves(server, type));
  const declared = new Set([...asked, ...heard].map(({ contract }) => contract.name));
  const strange = server.contracts.filter(({ name }) => !declared.has(name));
  return [
    ...closed(asked).map(
      (type) => `${context} does not serve ${told(type.contract)}: write ${doorFor(type)} in its message controller`,
    ),
    ...closed(heard).map(
      (type) =>
        `${context} subscribes to ${told(type.contract)} and does not hear it: write ${doorFor(type)} in its message controller`,
    ),
    ...strange.map((contract) =>
      contract.kind === 'event'
        ? `${context} hears ${told(contract)} and does not subscribe to it: add it to its subscribes.ts`
        : `${context} serves ${told(contract)}, which is not among its contracts: export it in their index.ts`,
    ),
  ];
}

const told = ({ name, declaredAt }: Contract): string => `${name} (${declaredAt()})`;
const DOORS = { command: 'Accepts', query: 'Answers', event: 'Hears', effect: 'EffectHandler' } as const;
const doorFor = ({ name, contract }: ContractClass): string => `@${DOORS[contract.kind]}(${name})`;
