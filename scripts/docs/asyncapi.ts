import { contexts } from '#contexts';
import { directoryOf } from '#libs/hosting';
import { asyncApiDocument } from '../../src/modules/gateway/asyncapi/document.js';

/** The AsyncAPI document as the gateway serves it at `/asyncapi.json`. */
export const asyncApiText = (): string => `${JSON.stringify(asyncApiDocument(directoryOf(contexts)), null, 2)}\n`;
