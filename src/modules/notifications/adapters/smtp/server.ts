/** Where a mail server is, and who we are to it. */
export interface Server {
  readonly host: string;
  readonly port: number | undefined;
  /** TLS from the first byte. */
  readonly secure: boolean;
  /** TLS is demanded: a password goes over no plain connection, except inside this machine. */
  readonly requireTLS: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | undefined;
}

/** Of `smtp://user:password@host:port`; undefined when it is none, or says more than that. */
export function serverOf(text: string): Server | undefined {
  const url = URL.parse(text);
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol)) return undefined;
  if (!url.hostname || !['', '/'].includes(url.pathname) || url.search || url.hash) return undefined;
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const [user, pass] = [decoded(url.username), decoded(url.password)];
  if (user === undefined || pass === undefined) return undefined;
  const secure = url.protocol === 'smtps:';
  return {
    host,
    port: url.port ? Number(url.port) : undefined,
    secure,
    requireTLS: !secure && user !== '' && !isHere(host),
    auth: user ? { user, pass } : undefined,
  };
}

const isHere = (host: string): boolean => /^(localhost|::1|127(\.\d{1,3}){3})$/.test(host);

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
