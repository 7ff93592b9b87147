export { Config } from './config.js';
export { ConfigurationError } from './configuration-error.js';
export { DataFolder, DataFolderError, dataConfig, dataFolder } from './data-folder.js';
export { envExample } from './env-example.js';
export { section, type Section } from './section.js';
