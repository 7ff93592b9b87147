import { Email } from '#shared/contracts/users';
import { Text } from '#shared/kernel';

/** Who e-mails are from. `name` is empty when there is none. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** Of `Cleave <orders@example.com>` or `orders@example.com`; undefined when it is neither, or not fit for a header. */
export function senderOf(text: string): Sender | undefined {
  const named = /^([^<>]*)<([^<>]+)>$/.exec(text.trim());
  const name = named?.[1]!.trim() ?? '';
  const address = Email.safeParse(named?.[2] ?? text);
  if (!address.success || (name && !Text(200).safeParse(name).success)) return undefined;
  return { name, address: address.data };
}
