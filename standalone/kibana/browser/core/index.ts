export { bootstrapCore as __kbnBootstrap__ } from './bootstrap_core';
