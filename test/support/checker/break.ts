/** A corruption of one owner's books and the sentence that must tell it; `<confirmed>` and the like stand for ids. */
export type Break = readonly [what: string, owner: string, sql: string, sees: string];
