/** What every process answers itself. */
const HEALTH = ['livez', 'readyz', 'health'];
const VERSION = /^v\d+$/;

/** Whether a path belongs to Cleave: versions of the API, health, and what the door serves besides. The case of letters does not matter. */
export function isOwnPath(path: string, ofDoor: readonly string[]): boolean {
  const first = (path.split('/', 2)[1] ?? '').toLowerCase();
  return first === '' || VERSION.test(first) || [...HEALTH, ...ofDoor].includes(first);
}
