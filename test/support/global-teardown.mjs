export default async () => (await import('./postgres-setup.ts')).teardown();
