/** Token of the URL of the stand-in provider's own database; hosting provides it. No other part of Cleave reads or writes there. */
export const PROVIDER_DATABASE_URL = 'provider-database-url';
