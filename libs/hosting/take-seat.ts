import { parseArgs } from 'node:util';
import { Config } from '#libs/config';
import { seatConfig } from './config.js';
import type { Contexts } from './contexts.js';
import { monolithPlacement, readPlacement } from './placement/index.js';
import { seatIn, SeatError, type Seat } from './seat.js';

/** Everything in this process, without a file. Throws ConfigurationError. */
export const monolithSeat = (all: Contexts): Seat =>
  seatIn(monolithPlacement(all), undefined, Config.read([seatConfig]).get(seatConfig).CLEAVE_REPLICA);

/**
 * The seat that the settings name (CLEAVE_PLACEMENT, CLEAVE_PROCESS, CLEAVE_REPLICA), or the arguments `--placement`,
 * `--process` and `--replica`, which go before them. Throws ConfigurationError, PlacementError, SeatError.
 */
export function seatFrom(all: Contexts, args: readonly string[] = process.argv.slice(2)): Seat {
  const given = argumentsIn(args);
  const env = {
    ...process.env,
    ...(given.placement && { CLEAVE_PLACEMENT: given.placement }),
    ...(given.process && { CLEAVE_PROCESS: given.process }),
    ...(given.replica && { CLEAVE_REPLICA: given.replica }),
  };
  const {
    CLEAVE_PLACEMENT: file,
    CLEAVE_PROCESS: name,
    CLEAVE_REPLICA: replica,
  } = Config.read([seatConfig], env).get(seatConfig);
  if (!file)
    throw new SeatError('Say of which placement this process is a part: CLEAVE_PLACEMENT, or --placement FILE.');
  return seatIn(readPlacement(file, all), name, replica);
}

function argumentsIn(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({ args: [...args], options: { placement: text, process: text, replica: text } }).values;
  } catch (error) {
    throw new SeatError(`${(error as Error).message}. It takes --placement FILE, --process NAME and --replica N.`);
  }
}
