import type { OperatorOptions } from '../../api/for-operators.js';
import { signedIn } from '../../api/operator.js';
import type { Repaired } from '../../api/reconciliation.types.js';
import { print, printJson } from '../../print.js';
import { plain } from '../../table.js';

/** @param what  a context and an id: `payments/01890a5d-…` */
export async function repair(what: string, reason: string, dryRun: boolean, options: OperatorOptions): Promise<void> {
  const repaired = await (
    await signedIn(options)
  ).post<Repaired>(`/ops/reconciliation/${what}/repair`, { reason, dryRun });
  if (options.json) printJson(repaired);
  else print(repairedText(repaired, dryRun));
}

export const repairedText = ({ kind, orderId, does, state }: Repaired, dryRun: boolean): string =>
  plain(
    dryRun
      ? `${kind} of order ${orderId} is ${state}. With --yes: ${does}`
      : `${kind} of order ${orderId} is ${state} now. ${does}`,
  );
