/** What a search has found: nodes by key, and every move between them. */
export class Graph<Node> {
  readonly #nodes: Node[] = [];
  readonly #numbers = new Map<string, number>();
  /** Per node: where it was first reached from, and by what. */
  readonly #firstFrom: number[] = [];
  readonly #firstBy: string[] = [];
  /** Every move, as two columns. */
  readonly #from: number[] = [];
  readonly #to: number[] = [];

  constructor(private readonly keyOf: (node: Node) => string) {}

  get size(): number {
    return this.#nodes.length;
  }

  get moves(): number {
    return this.#from.length;
  }

  at(number: number): Node {
    return this.#nodes[number]!;
  }

  /** Every node in the order of discovery, also those that are found on the way. */
  nodes(): Iterable<[number, Node]> {
    return this.#nodes.entries();
  }

  begin(node: Node): void {
    this.#number(node, -1, 'start');
  }

  move(from: number, label: string, node: Node): void {
    this.#from.push(from);
    this.#to.push(this.#number(node, from, label));
  }

  /** The labels of a shortest way. */
  wayTo(number: number): string[] {
    const way: string[] = [];
    for (let at = number; at >= 0; at = this.#firstFrom[at]!) way.unshift(this.#firstBy[at]!);
    return way;
  }

  /** The first node from which no way leads to a goal. */
  cannotReach(isGoal: (node: Node) => boolean): number | undefined {
    const reaches = new Uint8Array(this.size);
    const pending = [...this.nodes()].filter(([, node]) => isGoal(node)).map(([number]) => number);
    const sources = this.#sources();
    while (pending.length) {
      const number = pending.pop()!;
      if (reaches[number]) continue;
      reaches[number] = 1;
      for (const source of sources(number)) if (!reaches[source]) pending.push(source);
    }
    const first = reaches.indexOf(0);
    return first < 0 ? undefined : first;
  }

  #number(node: Node, from: number, label: string): number {
    const key = this.keyOf(node);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.size);
    this.#firstFrom.push(from);
    this.#firstBy.push(label);
    return this.#nodes.push(node) - 1;
  }

  /** Per node, where moves to it come from; sorted once, since there are millions of moves. */
  #sources(): (number: number) => Iterable<number> {
    const begins = new Uint32Array(this.size + 1);
    for (const to of this.#to) begins[to + 1]!++;
    for (let number = 0; number < this.size; number++) begins[number + 1]! += begins[number]!;
    const sorted = new Uint32Array(this.moves);
    const next = begins.slice();
    this.#to.forEach((to, index) => (sorted[next[to]!++] = this.#from[index]!));
    return (number) => sorted.subarray(begins[number], begins[number + 1]);
  }
}
