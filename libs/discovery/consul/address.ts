/** Where an agent answers. */
export interface Address {
  readonly origin: string;
  /** A path before `/v1`, as behind a proxy; without a slash at its end. */
  readonly path: string;
  readonly socketPath?: string;
  /** For messages. */
  readonly where: string;
}

const UNIX = 'unix://';

export const isAddress = (text: string): boolean => {
  try {
    addressOf(text, false);
    return true;
  } catch {
    return false;
  }
};

/** Reads CONSUL_HTTP_ADDR as HashiCorp's tools do: CONSUL_HTTP_SSL holds for `http://`, too. Throws when it is none. */
export function addressOf(text: string, isSsl: boolean): Address {
  if (text.startsWith(`${UNIX}/`)) {
    const socketPath = text.slice(UNIX.length);
    return { origin: 'http://localhost', path: '', socketPath, where: socketPath };
  }
  const url = new URL(/^[a-z]+:\/\//.test(text) ? text : `http://${text}`);
  const isPlain = ['http:', 'https:'].includes(url.protocol) && !url.username && !url.password;
  if (!isPlain || url.search || url.hash) throw new Error('no address of an HTTP API');
  const scheme = isSsl ? 'https:' : url.protocol;
  return { origin: `${scheme}//${url.host}`, path: url.pathname.replace(/\/$/, ''), where: url.host };
}
