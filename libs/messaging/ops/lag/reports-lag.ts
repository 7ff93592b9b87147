import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { DiscoveryService, Reflector } from '@nestjs/core';
import type { z } from 'zod';
import type { ProjectionLag } from '../contracts/values.js';

/** Returns how far the read models of a context are behind its streams. */
export interface IReportsLag {
  /** Must not take long, nor depend on a store that may be away. */
  lag(): Promise<readonly z.output<typeof ProjectionLag>[]>;
}

const REPORTS = Symbol('reports lag');
/** Marks a provider whose read models are shown beside the lanes of its context. */
export const ReportsLag = (): CustomDecorator<symbol> => SetMetadata(REPORTS, true);

/** The providers of the application that are marked so. */
export const reportersIn = (discovery: DiscoveryService, reflector: Reflector): readonly IReportsLag[] =>
  discovery
    .getProviders()
    .filter(({ metatype }) => metatype && reflector.get<boolean>(REPORTS, metatype))
    .map(({ instance }) => instance as IReportsLag);
