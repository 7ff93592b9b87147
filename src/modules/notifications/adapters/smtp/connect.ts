import type { SendMailOptions } from 'nodemailer';
import type { Server } from './server.js';

/** E-mails that are on their way at the same time. */
export const CONNECTIONS = 5;

export interface Transport {
  readonly sendMail: (mail: SendMailOptions) => Promise<unknown>;
  readonly close: () => void;
}

/** Waits for nothing: the first e-mail connects. Loads the package, which nobody does who has no mail server. */
export async function connect(server: Server, deadlineMs: number): Promise<Transport> {
  const { createTransport } = await import('nodemailer');
  const shortly = Math.ceil(deadlineMs / 2);
  const transport = createTransport({
    ...server,
    pool: true,
    maxConnections: CONNECTIONS,
    maxRequeues: 0, // sent again by nobody but the outbox, which waits longer from time to time
    dnsTimeout: shortly,
    connectionTimeout: shortly,
    greetingTimeout: shortly,
    socketTimeout: Math.ceil(deadlineMs * 0.9), // before the call is aborted, which says less
    disableFileAccess: true, // no text of an e-mail is a path or a URL to be fetched
    disableUrlAccess: true,
  });
  const headers = { 'auto-submitted': 'auto-generated' }; // RFC 3834: no answering machine answers
  return {
    sendMail: (mail) => transport.sendMail({ ...mail, headers }),
    close: () => transport.close(),
  };
}
