/** Formats figures for the tables; an unknown one is a dash. */
export const whole = (value: number | undefined): string =>
  value === undefined ? '–' : Math.round(value).toLocaleString('en');
export const digits = (count: number, value: number | undefined): string =>
  value === undefined ? '–' : value.toFixed(count);
/** Two significant digits at least: milliseconds, microseconds. */
export const short = (value: number | undefined): string =>
  value === undefined || value >= 10 ? whole(value) : digits(1, value);
export const percent = (share: number | undefined): string =>
  share === undefined ? '–' : `${Math.round(share * 100)} %`;
