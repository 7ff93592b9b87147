import { isCollection, isMap, isNode, isScalar, isSeq, type Node, parseDocument, visit, type YAMLError } from 'yaml';
import type { FileProblem } from './file-problem.js';

/** Where something lies in a file: `['processes', 'shop', 'contexts', 0]`. */
export type Path = readonly PropertyKey[];

const MOST_SYNTAX_PROBLEMS = 20;
/** After these errors the parser cannot recover; what it reports later is caused by them. */
const LOSES_THE_WAY = new Set<string>(['UNEXPECTED_TOKEN', 'BAD_INDENT', 'RESOURCE_EXHAUSTION']);

/** The text of a file, and where in it everything stands. */
export class Source {
  private readonly document;

  constructor(private readonly text: string) {
    const options = { resolveKnownTags: false, prettyErrors: false, logLevel: 'error' } as const; // tags such as !!binary would give objects that are not plain data
    this.document = parseDocument(text, options);
  }

  /** YAML syntax errors. */
  get syntaxProblems(): readonly FileProblem[] {
    const all = [...this.document.errors, ...this.document.warnings].toSorted((a, b) => a.pos[0] - b.pos[0]);
    const lost = all.findIndex(({ code }) => LOSES_THE_WAY.has(code));
    const told = lost < 0 ? all : all.slice(0, lost + 1);
    return told.slice(0, MOST_SYNTAX_PROBLEMS).map((error) => this.syntaxProblem(error));
  }

  /** Aliases are refused: a value would have several positions, and a few lines of aliases can expand to a million values. */
  get aliasProblems(): readonly FileProblem[] {
    const problems: FileProblem[] = [];
    visit(this.document, {
      Alias: (_, { source, range }) =>
        void problems.push({ ...this.placeOf(range![0]), reason: `*${source}: aliases are not read; write it out` }),
    });
    return problems;
  }

  /** Keys that are no words, as in `: orders` or `[a]: orders`, have no path. */
  get keyProblems(): readonly FileProblem[] {
    const problems: FileProblem[] = [];
    visit(this.document, {
      Pair: (_, { key }) => {
        if (isScalar(key) && key.value !== null) return;
        const place = this.placeOf(this.behindBlanks((key as Node).range![0]));
        problems.push({ ...place, reason: 'a key must be a word' });
      },
    });
    return problems;
  }

  /** As plain data, when there are no problems. */
  value(): unknown {
    return this.document.toJS();
  }

  /** The scalar at the path; undefined when there is none. */
  at(path: Path): unknown {
    const value = this.document.getIn(path);
    return isCollection(value) ? undefined : value;
  }

  has(path: Path): boolean {
    return this.document.hasIn(path);
  }

  /** A problem with what stands at the path, or with its key; of what is not there, with the nearest that is. */
  problem(path: Path, reason: string, part: 'key' | 'value' = 'value'): FileProblem {
    let node: unknown = this.document.contents;
    let [key, value] = [0, 0];
    for (const step of path) {
      const [keyNode, valueNode] = inside(node, step);
      if (keyNode === undefined) break;
      key = startOf(keyNode) ?? value;
      value = startOf(valueNode) ?? key;
      node = valueNode;
    }
    return { ...this.placeOf(part === 'key' ? key : value), reason };
  }

  private syntaxProblem({ code, message, pos: [offset] }: YAMLError): FileProblem {
    const place = this.placeOf(this.behindBlanks(offset));
    if (code === 'RESOURCE_EXHAUSTION') return { ...place, reason: 'is nested too deeply' };
    const isReference = this.text.slice(offset - 1, offset + 1) === '${';
    const hint = isReference ? '; inside { } write the variable in quotes' : '';
    return { ...place, reason: `is no YAML: ${message}${hint}` };
  }

  /** The parser reports a duplicate or missing key at the end of the line before it. */
  private behindBlanks(offset: number): number {
    return offset + /^[\n ]*/.exec(this.text.slice(offset))![0].length;
  }

  /** Counted here: the parser's own count misses the end of a line inside of some flow collections. */
  private placeOf(offset: number): { line: number; column: number } {
    const lines = this.text.slice(0, offset).split('\n');
    return { line: lines.length, column: lines.at(-1)!.length + 1 };
  }
}

/** The key and the value at a step, where there are such. Elements of a list are their own keys. */
function inside(node: unknown, step: PropertyKey): [key: unknown, value: unknown] | [] {
  if (isSeq(node)) return typeof step === 'number' ? [node.items[step], node.items[step]] : [];
  const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === step) : undefined;
  return pair ? [pair.key, pair.value] : [];
}

/** A missing value, as in `orders:`, has its position after the colon; the position of the key is reported instead. */
const startOf = (node: unknown): number | undefined =>
  isNode(node) && node.range && node.range[1] > node.range[0] ? node.range[0] : undefined;
