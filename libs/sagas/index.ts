export { observeSaga } from './figures/observe-saga.js';
export { openSagas, type OpenSaga, type SagaFilter, type SagaPlace } from './open/open-sagas.js';
export { route } from './route.js';
export * from './steps/index.js';
