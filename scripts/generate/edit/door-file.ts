import ts from 'typescript';
import { importing } from './imports.js';
import { classIn, inserted, treeOf } from './source.js';

const KINDS = {
  command: { decorator: 'Accepts', bus: 'CommandBus', field: 'commands', call: 'execute' },
  query: { decorator: 'Answers', bus: 'QueryBus', field: 'queries', call: 'execute' },
  event: { decorator: 'Hears', bus: 'EventBus', field: 'events', call: 'publish' },
} as const;
export type DoorKind = keyof typeof KINDS;

/** A line of a message controller: decorator, method and body, aligned in columns. */
const LINE = /^ {2}(@\w+\(\w+\)) +(\w+\(\w+: \w+\)) +(\{ .+ \})$/;

/** Adds a contract to a message controller. */
export function withContract(text: string, kind: DoorKind, name: string, method: string, from: string): string {
  const { decorator, bus, field, call } = KINDS[kind];
  let door = importing(text, [decorator], '#libs/messaging');
  door = importing(importing(door, [bus], '@nestjs/cqrs'), [name], from);
  door = withBus(door, field, bus);
  const { end, members } = classIn(treeOf(door))!;
  const line = `  @${decorator}(${name}) ${free(method, members)}(${kind}: ${name}) { return this.${field}.${call}(${kind}); }\n`;
  return aligned(inserted(door, end - 1, line));
}

/** A method name, changed if it is taken. */
function free(method: string, members: ts.NodeArray<ts.ClassElement>): string {
  const isTaken = members.some((member) => member.name?.getText() === method);
  return isTaken ? `${method}Too` : method;
}

function withBus(text: string, field: string, bus: string): string {
  const door = classIn(treeOf(text))!;
  const constructor = door.members.find(ts.isConstructorDeclaration)!;
  const given = constructor.parameters;
  if (given.some((parameter) => parameter.name.getText() === field)) return text;
  const fields = Object.values(KINDS).map((kind) => kind.field as string);
  const next = given.find((parameter) => fields.indexOf(parameter.name.getText()) > fields.indexOf(field));
  const own = `private readonly ${field}: ${bus}`;
  const at = next?.getStart() ?? given.at(-1)?.end ?? constructor.getText().indexOf('(') + constructor.getStart() + 1;
  return inserted(text, at, next ? `${own}, ` : given.length ? `, ${own}` : own);
}

/** Aligns the lines in columns and groups them by decorator; a controller of another structure is not changed. */
function aligned(text: string): string {
  const all = text.split('\n');
  const lines = all.flatMap((line) => (LINE.exec(line) ? [LINE.exec(line)!.slice(1)] : []));
  const widths = [0, 1].map((column) => Math.max(...lines.map((cells) => cells[column]!.length)));
  const groups = Object.values(KINDS).map(({ decorator }) =>
    lines
      .filter(([first]) => first!.startsWith(`@${decorator}(`))
      .map(([first, method, body]) => `  ${first!.padEnd(widths[0]!)} ${method!.padEnd(widths[1]!)} ${body}`)
      .join('\n'),
  );
  const begin = all.findIndex((line) => LINE.test(line));
  const end = all.findLastIndex((line) => LINE.test(line));
  if (all.slice(begin, end).some((line) => line && !LINE.test(line))) return text;
  return [...all.slice(0, begin), groups.filter(Boolean).join('\n\n'), ...all.slice(end + 1)].join('\n');
}
