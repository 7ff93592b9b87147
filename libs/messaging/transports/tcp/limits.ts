/** Size of one packet, in bytes: a frame has at most 512 K characters of bodies, with up to three bytes each. */
export const MOST_PACKET_BYTES = 2 * 1024 * 1024;
/** Bytes that may wait for a peer that does not read; with more, its connection is closed. */
export const MOST_UNSENT_BYTES = 16 * 1024 * 1024;
/** Time from the first to the last byte of a packet. */
export const PACKET_MS = 5_000;
/** Size of a packet before the peer is authenticated, in bytes. */
export const MOST_GREETING_BYTES = 32 * 1024;
/** Time for the handshake, including TLS. */
export const GREETING_MS = 3_000;
/** Connections in the handshake; with more, the oldest is closed. */
export const MOST_UNPROVEN = 64;
/** Contexts that a process may name in its greeting. */
export const MOST_NAMES = 64;
/** Authenticated connections to one listener. */
export const MOST_CONNECTIONS = 256;
/** Calls in progress per connection; further calls are refused before they begin. */
export const MOST_CALLS = 1_024;
/** Requests among them, so that many requests leave room for frames. */
export const MOST_REQUESTS = 960;
/** Time to connect, including TLS and handshake. */
export const CONNECT_MS = 2_000;
/** Interval of the checks of a connection with calls in progress. */
export const PULSE_MS = 750;
/** After one check without data from the peer, a greeting is sent to it; after so many (3 s) the peer is considered dead. */
export const SILENT_PULSES = 4;
/** A stop takes at most ten seconds, of which this is for calls in progress. */
export const DRAIN_MS = 6_000;
export const FLUSH_MS = 500;
