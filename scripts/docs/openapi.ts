import 'reflect-metadata';
import { HealthModule } from '../../libs/hosting/health/health.module.js';
import { Readiness } from '../../libs/hosting/health/readiness.js';
import { ApiDocument } from '../../src/modules/gateway/openapi/api-document.js';
import { gatewayApplication } from '../../src/modules/gateway/testing/gateway-application.js';

/** The OpenAPI document as the gateway serves it at `/openapi.json`, from a gateway without contexts. */
export async function openApiText(): Promise<string> {
  const { app } = await gatewayApplication({}, [], { modules: [HealthModule.for(new Readiness())] });
  try {
    return `${JSON.stringify(JSON.parse(await app.get(ApiDocument).json()), null, 2)}\n`;
  } finally {
    await app.close();
  }
}
