/** Users depends on nobody's events. */
export const subscribes = [] as const;
