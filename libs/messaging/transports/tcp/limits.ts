/** Of one packet on the wire, in bytes: a frame has at most 512 K characters of bodies, which may take three bytes each. */
export const MOST_PACKET_BYTES = 2 * 1024 * 1024;
/** What may wait for a peer that does not read, in bytes; then its connection is broken. */
export const MOST_UNSENT_BYTES = 16 * 1024 * 1024;
/** So long may a packet take from its first byte to its last. */
export const PACKET_MS = 5_000;
/** Of a packet of somebody who has not yet proven who he is, in bytes. */
export const MOST_GREETING_BYTES = 32 * 1024;
/** So long may it take to prove it, encryption included. */
export const GREETING_MS = 3_000;
/** Connections that may be about to; when there are more, the oldest of them is cut. */
export const MOST_UNPROVEN = 64;
/** Contexts that a process may name in its greeting. */
export const MOST_NAMES = 64;
/** Of other processes, proven, to one listener. */
export const MOST_CONNECTIONS = 256;
/** Calls of one connection that are under way at once; more are refused, unbegun. */
export const MOST_CALLS = 1_024;
/** So many of them are requests, so that a rush of requests leaves room for frames. */
export const MOST_REQUESTS = 960;
/** For a connection to stand, encrypted and greeted. */
export const CONNECT_MS = 2_000;
/** How often a connection with calls under way is looked at. */
export const PULSE_MS = 750;
/** After the first look at which nothing has come from the peer it is greeted; after so many, some 3 s, it is taken for dead. */
export const SILENT_PULSES = 4;
/** A stop takes at most ten seconds; so much of it is for calls under way. */
export const DRAIN_MS = 6_000;
export const FLUSH_MS = 500;
