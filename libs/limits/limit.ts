import { z } from 'zod';

const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;
const TEXT = /^([1-9]\d{0,8})\/([1-9]\d{0,4})([smhd])$/;

/** So many requests in so much time, counted from the first one on. */
export class Limit {
  constructor(
    readonly quota: number,
    readonly seconds: number,
    private readonly text = `${quota}/${seconds}s`,
  ) {}

  /** As it stands in a setting: `10/15m`. */
  toString(): string {
    return this.text;
  }
}

/** A setting such as `10/15m`: 10 requests in 15 minutes. */
export const limitSetting = (usual: string) =>
  z
    .string()
    .default(usual)
    .refine((text) => TEXT.test(text), {
      error: 'must be a number of requests in a time, such as 100/10s, 10/15m or 1000/1h',
    })
    .transform((text) => {
      const [, quota, amount, unit] = TEXT.exec(text) ?? [];
      return new Limit(Number(quota), Number(amount) * SECONDS[unit as keyof typeof SECONDS], text);
    });
