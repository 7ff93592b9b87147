/**
 * The smallest ACL rules of a process, for services whose names begin so: `cleave-`.
 * @param services  others that it follows
 */
export const rulesFor = (start: string, services: readonly string[] = []): string =>
  [
    `service_prefix "${start}" { policy = "write" }`,
    ...services.map((service) => `service "${service}" { policy = "read" }`),
    'node_prefix "" { policy = "read" }',
  ].join(' ');
