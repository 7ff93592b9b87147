import type { ContextServer, Directory } from '#libs/messaging';
import { contractsIn, type ContextEntry } from './contexts.js';

/** The house is not whole; every problem is named. */
export class HouseError extends Error {
  readonly code = 'house.incomplete';
  constructor(readonly problems: readonly string[]) {
    super(`The contexts do not fit together:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** At start: every command and query has its handler behind the door, every subscription somebody who hears it, and nothing is served that is not declared. */
export function checkHouse(entries: Readonly<Record<string, ContextEntry>>, directory: Directory, serverOf: (context: string) => ContextServer): void {
  const problems = Object.entries(entries).flatMap(([context, entry]) => {
    const served = new Map(serverOf(context).contracts.map((contract) => [contract.name, contract]));
    const asked = contractsIn(entry.contracts).filter(({ kind }) => kind === 'command' || kind === 'query');
    const heard = directory.subscriptions[context] ?? [];
    return [
      ...asked.filter(({ name }) => !served.has(name)).map(({ name }) => `${context} does not serve ${name}`),
      ...heard.filter(({ contract }) => !served.has(contract.name)).map(({ contract }) => `${context} subscribes to ${contract.name} and does not hear it`),
      ...[...served.values()].filter(({ kind, name }) => kind === 'event' && !heard.some(({ contract }) => contract.name === name))
        .map(({ name }) => `${context} hears ${name} and does not subscribe to it`),
      ...[...served.values()].filter(({ kind, name, context: owner }) => kind !== 'event' && owner !== context).map(({ name }) => `${context} serves ${name}, which belongs to another context`),
    ];
  });
  if (problems.length) throw new HouseError(problems);
}
