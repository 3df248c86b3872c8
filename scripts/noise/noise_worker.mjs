// A thread of the noise run: gets numbers of jobs, gives their results.
import { register } from 'tsx/esm/api';

register();
await import('./noise_worker.ts');
