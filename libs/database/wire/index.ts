/** One connection and what is sent on it: all that a process needs which neither opens databases nor migrates them. */
export { arrayLiteral, type Value } from './array-literal.js';
export { binaryArray } from './binary-array.js';
export { Connection, ConnectionLost, type Backend, type ConnectionOptions } from './connection.js';
export { endBackend } from './end-backend.js';
export type { BoundStatement, Row, Statement } from './flight.js';
export { json, plain, quoted, SetStatement, type SetColumn } from './set-statement.js';
