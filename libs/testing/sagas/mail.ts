/** Something on its way: `do stock`, `undo stock`; `done stock`, `refused stock`, `undone stock`; `timer`. */
export type Letter = string;

const KINDS = ['do', 'undo', 'done', 'refused', 'undone'];
const ABSENT = '-';
const NEW = 'n';
const OLD = 'o';

/**
 * What is on its way, in no order. A letter may arrive never, late, and again and again. The marks are one string, which
 * is its own key: comparing worlds is most of an exploration's work.
 */
export class Mail {
  private constructor(
    private readonly places: ReadonlyMap<Letter, number>,
    readonly marks: string,
  ) {}

  static none(steps: readonly string[]): Mail {
    const letters = ['timer', ...steps.flatMap((step) => KINDS.map((kind) => `${kind} ${step}`))];
    return new Mail(new Map(letters.map((letter, place) => [letter, place])), ABSENT.repeat(letters.length));
  }

  /** Letters that can arrive now. */
  letters(): Letter[] {
    return [...this.places.keys()].filter((letter) => this.#mark(letter) !== ABSENT);
  }

  /** It was sent and has not arrived yet. */
  isNew(letter: Letter): boolean {
    return this.#mark(letter) === NEW;
  }

  get hasNew(): boolean {
    return this.marks.includes(NEW);
  }

  /** It has arrived, and may arrive again. */
  arrived(letter: Letter): Mail {
    return this.#with(letter, OLD);
  }

  posting(letters: readonly Letter[]): Mail {
    return letters.reduce<Mail>((mail, letter) => mail.#with(letter, NEW), this);
  }

  without(letters: readonly Letter[]): Mail {
    return letters.reduce<Mail>((mail, letter) => mail.#with(letter, ABSENT), this);
  }

  #mark(letter: Letter): string {
    return this.marks[this.places.get(letter)!]!;
  }

  #with(letter: Letter, mark: string): Mail {
    const place = this.places.get(letter)!;
    return new Mail(this.places, `${this.marks.slice(0, place)}${mark}${this.marks.slice(place + 1)}`);
  }
}
