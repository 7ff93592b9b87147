/** A product has up to 1.2 kB in memory, by the limits of its contract: all pages together stay below 3 MB. */
const MOST_PRODUCTS = 2_000;
const MOST_PAGES = 100;
const LIFE_MS = 60 * 60_000;

interface Kept<Page> {
  readonly page: Page;
  /** By performance.now(). */
  readonly since: number;
}

/** The latest pages of a list by what was asked; bounded in number, size and age, those asked for last stay. */
export class KeptPages<Page extends { readonly data: readonly object[] }> {
  private readonly pages = new Map<string, Kept<Page>>();
  private products = 0;

  get(key: string): Kept<Page> | undefined {
    const kept = this.pages.get(key);
    return kept && performance.now() - kept.since < LIFE_MS ? kept : undefined;
  }

  set(key: string, page: Page): void {
    this.delete(key);
    this.pages.set(key, { page, since: performance.now() });
    this.products += page.data.length;
    for (const oldest of this.pages.keys()) {
      if (this.products <= MOST_PRODUCTS && this.pages.size <= MOST_PAGES) return;
      this.delete(oldest);
    }
  }

  private delete(key: string): void {
    this.products -= this.pages.get(key)?.page.data.length ?? 0;
    this.pages.delete(key);
  }
}
