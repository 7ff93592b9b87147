/**
 * Token of the settings of the provider that hosting has started beside payments; they stand in place of the environment's. Absent where
 * it has started none.
 */
export const PROVIDER_SETTINGS = 'payment-provider-settings';

export type ProviderSettings = Readonly<Record<string, string>>;
