import type { Type } from '@nestjs/common';
import { dirname, join, relative } from 'node:path';
import { placeOfMember, sourceOf } from '#libs/declarations';
import type { Contexts, Door } from '../contexts.js';
import { ForgottenError } from './forgotten-error.js';
import { unlistedIn } from './unlisted.js';
import { foldersWithoutLine } from './without-line.js';

/**
 * Checks at start, before anything is opened, that each folder of a context is in the list of the contexts, and that everything in the
 * folder of a hosted context is listed in its module. Without the sources, as in an image with compiled code only, it checks nothing.
 * Throws ForgottenError.
 *
 * @param modules  of those that are hosted here, by context; the door's among them
 */
export function checkListed(all: Contexts, modules: Readonly<Record<string, Type<object>>>, door?: Door): void {
  const list = sourceOf(all.file);
  const folderOf = (name: string): string => join(dirname(list), name);
  const steps = [
    ...foldersWithoutLine(all, list),
    ...Object.entries(modules).flatMap(([name, module]) =>
      unlistedIn(folderOf(name), relative(process.cwd(), join(folderOf(name), `${name}.module.ts`)), module),
    ),
    ...(door?.problems((type, member) => placeOfMember(folderOf(all.door.name), type, member) ?? type) ?? []),
  ];
  if (steps.length) throw new ForgottenError(steps);
}
