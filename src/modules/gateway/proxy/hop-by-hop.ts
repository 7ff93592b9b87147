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

/** @param connection  the header of this name, which may name others that end with the connection, too */
export function hopByHop(connection: string | undefined): (name: string) => boolean {
  const named =
    connection?.includes(',') || !/^(keep-alive|close|upgrade)?$/i.test(connection ?? '') ? words(connection!) : NONE;
  return (name) => OF_A_CONNECTION.has(name) || named.includes(name);
}

const words = (list: string): readonly string[] => list.split(',').map((word) => word.trim().toLowerCase());
const NONE: readonly string[] = [];
