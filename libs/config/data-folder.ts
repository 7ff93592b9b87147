import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { section } from './section.js';

export const dataConfig = section('data folder', {
  CLEAVE_DATA_DIR: z.string().default('.cleave').describe('Folder of the embedded database, secrets and run state.'),
});

/** The data folder cannot be used; the message says which path and why. */
export class DataFolderError extends Error {
  readonly code = 'data-folder.unusable';
}

/** Opens the data folder, creating it if missing (0700). Throws DataFolderError. */
export function dataFolder(path: string): DataFolder {
  return new DataFolder(resolve(path));
}

/** Secrets (`secrets/<name>`, 0600) and run state (`run/<name>.json`, 0600) of one installation. */
export class DataFolder {
  constructor(readonly path: string) {
    for (const folder of [path, join(path, 'secrets'), join(path, 'run')])
      this.reported(folder, () => mkdirSync(folder, { recursive: true, mode: 0o700 }));
    this.reported(path, () => chmodSync(path, 0o700));
  }

  /** A random secret of 32 bytes (base64url), created at its first use; concurrent processes get the same one. */
  secret(name: string): string {
    const file = join(this.path, 'secrets', name);
    const known = this.textOf(file);
    if (known) return known;
    return this.reported(file, () => {
      const draft = this.draft(file, randomBytes(32).toString('base64url'));
      try {
        linkSync(draft, file); // unlike rename, link fails when another process was first
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      } finally {
        rmSync(draft, { force: true });
      }
      return readFileSync(file, 'utf8');
    });
  }

  /** Replaces the state atomically: a reader sees the old or the new one. */
  writeState(name: string, state: unknown): void {
    this.writeText(`${name}.json`, JSON.stringify(state, undefined, 2));
  }

  /** The same for a text file (`run/<file>`); returns its path. */
  writeText(file: string, text: string): string {
    const path = join(this.path, 'run', file);
    this.reported(path, () => renameSync(this.draft(path, text), path));
    return path;
  }

  /** The state last written, or undefined when there is none or it cannot be read as JSON. */
  readState<T = unknown>(name: string): T | undefined {
    try {
      return JSON.parse(this.textOf(this.stateFile(name)) ?? '') as T;
    } catch (error) {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  /** Every state whose name begins so. */
  statesLike<T>(start: string): readonly T[] {
    const files = readdirSync(join(this.path, 'run')).filter(
      (file) => file.startsWith(start) && file.endsWith('.json'),
    );
    return files
      .map((file) => this.readState<T>(file.slice(0, -'.json'.length)))
      .filter((state) => state !== undefined);
  }

  removeState(name: string): void {
    rmSync(this.stateFile(name), { force: true });
  }

  private stateFile(name: string): string {
    return join(this.path, 'run', `${name}.json`);
  }

  private draft(file: string, text: string): string {
    const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
    return draft;
  }

  private textOf(file: string): string | undefined {
    return this.reported(file, () => {
      try {
        return readFileSync(file, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    });
  }

  private reported<T>(path: string, action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw new DataFolderError(`The data folder cannot be used: ${path}: ${reason(error as NodeJS.ErrnoException)}.`, {
        cause: error,
      });
    }
  }
}

function reason(error: NodeJS.ErrnoException): string {
  const known: Record<string, string> = {
    ENOSPC: 'the disk is full',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only',
    ENOTDIR: 'a part of the path is a file',
    EEXIST: 'there is a file of that name',
  };
  return known[error.code ?? ''] ?? error.message;
}
