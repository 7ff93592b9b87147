export { door } from './door.js';
export { GatewayModule } from './gateway.module.js';
export { configureHttp } from './http/configure-http.js';
export { fastifyOptions, nestOptions } from './http/fastify-options.js';
