import type { Document, DocumentStore, Subjects } from './documents.js';

/** A document of the specs: the number of events of its stream, and the name it carries. */
export interface Tally extends Document {
  readonly events: number;
  readonly name: string | null;
  readonly named: string;
}

/** A store in memory that can be lost, or fail: what real stores do by themselves is in their own specs. */
export class MemoryStore implements DocumentStore<Tally> {
  readonly name = 'memory';
  readonly copies = new Map<number, Map<string, Tally>>();
  puts = 0;
  /** How often it was asked which documents carry some names. */
  namings = 0;
  /** How often a round has come by. */
  looks = 0;
  /** Called before every put; may throw, or wait. */
  onPut: (documents: readonly Tally[]) => unknown = () => undefined;

  of = (copy: number): Map<string, Tally> => this.copies.get(copy) ?? new Map();
  exists = async (copy: number): Promise<boolean> => (this.looks++, this.copies.has(copy));
  create = async (copy: number): Promise<void> => void (this.copies.has(copy) || this.copies.set(copy, new Map()));
  drop = async (copy: number): Promise<void> => void this.copies.delete(copy);
  count = async (copy: number): Promise<number> => this.of(copy).size;
  close = async (): Promise<void> => undefined;

  async put(copy: number, documents: readonly Tally[]): Promise<void> {
    await this.onPut(documents);
    this.puts += documents.length;
    for (const document of documents)
      if ((this.of(copy).get(document.id)?.version ?? -1) < document.version) this.of(copy).set(document.id, document);
  }

  async page(copy: number, after: string | undefined, most: number): Promise<readonly Tally[]> {
    return this.sorted(copy, after).slice(0, most);
  }

  async find(copy: number, ids: readonly string[]): Promise<readonly Tally[]> {
    return ids.flatMap((id) => this.of(copy).get(id) ?? []);
  }

  async naming(copy: number, { ids }: Subjects, after: string | undefined, most: number): Promise<readonly string[]> {
    this.namings++;
    const found = this.sorted(copy, after).filter(({ named }) => ids.includes(named));
    return found.slice(0, most).map((document) => document.id);
  }

  private sorted(copy: number, after = ''): readonly Tally[] {
    return [...this.of(copy).values()].filter(({ id }) => id > after).toSorted((x, y) => (x.id < y.id ? -1 : 1));
  }
}
