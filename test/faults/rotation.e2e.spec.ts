import { rotation } from '#test/rotation.fixtures';

describe('over TCP', () => rotation('tcp', () => Promise.resolve({})));
