import { Injectable } from '@nestjs/common';
import { Config } from '#libs/config';
import { Problem } from '../problems/problem.js';
import { docsConfig } from './config.js';

/** Whether the documents of the API are published (`CLEAVE_DOCS`). */
@Injectable()
export class Published {
  readonly isOn: boolean;

  constructor(config: Config) {
    this.isOn = config.get(docsConfig).CLEAVE_DOCS === 'public';
  }

  /** Throws the 404 of an unknown path when they are not. */
  check(): void {
    if (!this.isOn) throw new Problem(404, 'route.not-found');
  }
}
