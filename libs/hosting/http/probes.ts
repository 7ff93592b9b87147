/** Paths of health, which probes ask every few seconds: without a span, and without a line in the log. */
const PROBES: ReadonlySet<string | undefined> = new Set(['/livez', '/readyz', '/health']);

/** @param route  the pattern of the route, such as `/v1/orders/:id`; undefined: none */
export const isProbe = (route: string | undefined): boolean => PROBES.has(route);
