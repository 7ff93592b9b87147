import { Injectable, type INestApplication } from '@nestjs/common';

/** The OpenAPI document of the application, generated at the first request for it. */
@Injectable()
export class ApiDocument {
  private app?: INestApplication;
  private text?: string;

  describes(app: INestApplication): void {
    this.app = app;
  }

  async json(): Promise<string> {
    if (!this.app) throw new Error('configureHttp was not called');
    const { openApiDocument } = await import('./document.js'); // its generator costs 150 ms, which no start should pay
    return (this.text ??= JSON.stringify(openApiDocument(this.app).document));
  }
}
