import { contractOf, newId, type Message } from '#libs/messaging';

/** A contract's instance as a sender's outbox would send it, for the first time. */
export function messageOf(sender: string, message: object): Message {
  const { name, key } = contractOf(message);
  const headers = {
    source: sender,
    time: new Date().toISOString(),
    traceparent: '',
    correlationid: newId(),
    causationid: newId(),
  };
  return {
    id: newId(),
    type: name,
    key: key(message as never),
    body: JSON.stringify(message),
    headers: JSON.stringify(headers),
    sends: 1,
  };
}
