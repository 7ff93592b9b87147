import { type OperatorOptions, tellMissing } from '../../api/for-operators.js';
import { signedIn } from '../../api/operator.js';
import { rowsOf } from '../../api/pages.js';
import type { Difference } from '../../api/reconciliation.types.js';
import { print, printJson } from '../../print.js';
import { plain } from '../../table.js';

interface Options extends OperatorOptions {
  readonly state?: string;
  readonly kind?: string;
  readonly olderThan?: number;
  readonly limit: number;
}

/** Prints the differences; contexts that do not answer are named on stderr. */
export async function list({ state, kind, olderThan, limit, ...options }: Options): Promise<void> {
  const missing = new Set<string>();
  const filter = { state, kind, olderThan };
  const data = await rowsOf<Difference>(await signedIn(options), '/ops/reconciliation', filter, limit, missing);
  if (options.json) printJson({ data, missing: [...missing] });
  else print(data.length ? data.map(differenceText).join('\n\n') : 'None.');
  tellMissing([...missing]);
}

/** A few lines: what two sides say is too long for a table. */
export const differenceText = (one: Difference): string =>
  [
    `${one.context}/${one.id}  ${one.kind}, ${one.state}, since ${one.since}`,
    `  order   ${one.orderId}`,
    `  differ  ${one.compared}`,
    `          ${one.ours}`,
    `          ${one.theirs}`,
    `  repair  ${one.isAutomatic ? '' : 'by hand: '}${one.repair}`,
  ]
    .map(plain)
    .join('\n');
