import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { REFERENCE_START, REFERENCE_STYLE } from './reference-page.js';

/** A file of the reference, as it is sent. */
export interface ReferenceFile {
  readonly type: string;
  readonly body: Buffer;
  /** Of its content, so that a cached copy can be used for as long as it is the same. */
  readonly etag: string;
}

const JS = 'text/javascript; charset=utf-8';
const CSS = 'text/css; charset=utf-8';
const fromPackage = (name: string) => (): Buffer =>
  readFileSync(createRequire(import.meta.url).resolve(`swagger-ui-dist/${name}`));

/** Everything that the reference consists of: no other file can be asked for, whatever the path. */
const FILES: Readonly<Record<string, readonly [type: string, read: () => Buffer]>> = {
  'swagger-ui.css': [CSS, fromPackage('swagger-ui.css')],
  'swagger-ui-bundle.js': [JS, fromPackage('swagger-ui-bundle.js')],
  'cleave.css': [CSS, () => Buffer.from(REFERENCE_STYLE)],
  'cleave.js': [JS, () => Buffer.from(REFERENCE_START)],
};

export const REFERENCE_FILES = Object.keys(FILES);

/** The files of the reference, read when they are first asked for and kept: 1.8 MB, once somebody has opened it. */
@Injectable()
export class ReferenceFiles {
  private readonly known = new Map<string, ReferenceFile>();

  /** Undefined for a name that is not on the list. */
  file(name: string): ReferenceFile | undefined {
    if (!Object.hasOwn(FILES, name)) return undefined;
    const known = this.known.get(name);
    if (known) return known;
    const [type, read] = FILES[name]!;
    const body = read();
    const file = { type, body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"` };
    this.known.set(name, file);
    return file;
  }

  /** The address of a file, which changes with its content, so that a browser may keep it for ever. */
  address(name: string): string {
    return `/docs/${name}?v=${this.file(name)!.etag.slice(1, -1)}`;
  }
}
