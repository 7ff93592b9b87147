/** Headers of one connection (RFC 9110, 7.6.1); `keep-alive` and `proxy-connection` are older ones. */
const OF_A_CONNECTION: ReadonlySet<string> = new Set([
  'connection',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Spelled as servers see it that hand headers on as variables: X_User_Id and X.User.Id are X-User-Id to them. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z\d-]/g, '-');

/** @param connection  the header of this name, which may name others that end with the connection, too */
export function hopByHop(connection: string | undefined): (name: string) => boolean {
  const named =
    connection?.includes(',') || !/^(keep-alive|close|upgrade)?$/i.test(connection ?? '') ? words(connection!) : NONE;
  return (name) => OF_A_CONNECTION.has(name) || named.includes(name);
}

const words = (list: string): readonly string[] => list.split(',').map((word) => plainName(word.trim()));
const NONE: readonly string[] = [];
