import type { Placement } from '../placement.js';
import { processOf } from '../ways.js';

/** Where the contexts run that the file does not name; undefined: it names all. */
export function unnamedText(placement: Placement): string | undefined {
  const { unnamed } = placement;
  if (!unnamed.length) return undefined;
  const homes = [...new Set(unnamed.map((context) => processOf(placement, context).name))];
  const [are, run] = unnamed.length === 1 ? ['is', 'runs'] : ['are', 'run'];
  return `${unnamed.join(', ')} ${are} not placed: ${run} in ${homes.length === 1 ? homes[0] : 'own processes'}`;
}
