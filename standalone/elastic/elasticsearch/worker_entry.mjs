// Runs worker.ts where the tree is not bundled: registers the TypeScript loader of the worker's own thread first.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
