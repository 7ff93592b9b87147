import { Email } from '#shared/contracts/users';

const MOST = 10;

/** Of `a@example.com, b@example.com`; none of an empty text; undefined when a part is no address, or there are too many. */
export function addressesIn(text: string): readonly string[] | undefined {
  if (!text.trim()) return [];
  const parts = text.split(',').map((part) => Email.safeParse(part.trim()).data);
  return parts.length <= MOST && parts.every((part) => part !== undefined) ? [...new Set(parts)] : undefined;
}
