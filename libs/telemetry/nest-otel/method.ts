import 'reflect-metadata';

export type Method = (...args: unknown[]) => unknown;

/** What decorators below have written at the method, such as the path of a route. */
export function copyMetadata(from: Method, to: Method): void {
  for (const key of Reflect.getMetadataKeys(from) as unknown[])
    Reflect.defineMetadata(key, Reflect.getMetadata(key, from), to);
}
