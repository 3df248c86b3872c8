// Plain Node entry of `npm run languages`: runs the TypeScript below scripts/languages/.
import { tsImport } from 'tsx/esm/api';

await tsImport('./languages/main.ts', import.meta.url);
