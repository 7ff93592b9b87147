/** The smallest ACL rules of a process, for services whose names begin so: `cleave-`. */
export const rulesFor = (start: string): string =>
  `service_prefix "${start}" { policy = "write" } node_prefix "" { policy = "read" }`;
