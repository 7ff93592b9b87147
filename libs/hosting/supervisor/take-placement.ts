import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { TRANSPORT_NAMES } from '#libs/messaging/transports';
import type { Contexts } from '../contexts.js';
import { DISCOVERIES, monolithPlacement, readPlacement, splitPlacement, type Placement } from '../placement/index.js';

/** The arguments cannot be understood; the message says which there are. */
export class ArgumentsError extends Error {
  readonly code = 'hosting.arguments';
}

const USAGE =
  'npm start takes --placement FILE or --split CONTEXT[,CONTEXT], --transport tcp|redis|rabbitmq, --discovery static|consul, and --traces';

/**
 * The placement that the arguments name: a file, or contexts split off from the rest. `--transport` and `--discovery` go before what
 * the file says.
 * Throws ArgumentsError and PlacementError.
 *
 * @param folder  files are relative to it
 */
export function placementFrom(all: Contexts, args: readonly string[], folder: string): Placement {
  const { placement: file, split, ...words } = argumentsIn(args);
  if (file !== undefined && split !== undefined) throw new ArgumentsError(`${USAGE}: not both of the first two.`);
  const transport = oneOf(TRANSPORT_NAMES, 'transport', words.transport);
  const discovery = oneOf(DISCOVERIES, 'discovery', words.discovery);
  if (split !== undefined) return splitPlacement(all, split.split(','), transport, discovery);
  const placement = file === undefined ? monolithPlacement(all) : readPlacement(resolve(folder, file), all, {}, file);
  return { ...placement, ...(transport && { transport }), ...(discovery && { discovery }) };
}

/** Whether the arguments ask for traces to be kept. Throws ArgumentsError. */
export const keepsTraces = (args: readonly string[]): boolean => argumentsIn(args).traces;

function argumentsIn(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    const traces = { type: 'boolean', default: false } as const;
    const options = { placement: text, split: text, transport: text, discovery: text, traces };
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new ArgumentsError(`${USAGE}. ${(error as Error).message} (npm start -- --help says more)`);
  }
}

function oneOf<Name extends string>(names: readonly Name[], what: string, given: string | undefined): Name | undefined {
  const known = names.find((name) => name === given);
  if (given !== undefined && !known)
    throw new ArgumentsError(`There is no ${what} ${given}; there are ${names.join(' and ')}.`);
  return known;
}
