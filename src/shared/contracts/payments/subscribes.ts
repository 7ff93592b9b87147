/** Payments does what it is told; it depends on nobody's events. */
export const subscribes = [] as const;
