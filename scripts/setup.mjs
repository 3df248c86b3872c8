// Installs and builds what `npm start` and `npm test` need; both do the same by themselves.
import { buildAll } from './setup/build_all.mjs';

await buildAll(['8.12.2', '9.5.0']);
