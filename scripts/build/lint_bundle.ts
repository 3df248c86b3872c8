import vm from 'node:vm';
import { sharedLibraries } from './shared_libraries';

/** What a bundle did while it loaded, seen from inside an empty world. */
interface LoadRecord {
  readonly defined: Array<{ key: string; argumentCount: number }>;
  readonly touched: string[];
}

/**
 * Loads the script where nothing but `__kbnBundles__.define` may be used and gives a sentence for each thing it must not do
 * (`kibana-contract.md` §3.6; 8.12.2 runs plugin scripts in no particular order).
 */
export function lintBundle(source: string, key: string): string[] {
  const problems: string[] = [];
  const { defined, touched } = load(source, problems);
  if (defined.length !== 1 || defined[0]?.key !== key) problems.push(`the bundle must define ${key} once, it defined: ${defined.map((entry) => entry.key).join(', ') || 'nothing'}`);
  for (const name of touched) problems.push(`the bundle touches ${name} while it loads`);
  for (const [, name] of source.matchAll(/__kbnSharedDeps__\.([A-Za-z0-9_]+)/g)) {
    if (name !== undefined && !Object.values(sharedLibraries).includes(name)) problems.push(`the bundle uses __kbnSharedDeps__.${name}, which not every supported Kibana has`);
  }
  if (/__kbnSharedDeps__(?!\.[A-Za-z])/.test(source)) problems.push('the bundle uses __kbnSharedDeps__ as a whole');
  if (/__kbnBundles__\.get\b/.test(source)) problems.push('the bundle asks for another bundle');
  if (/(^|[^A-Za-z0-9_$.])eval\s*\(/.test(source)) problems.push('the bundle uses eval');
  if (/\bnew Function\s*\(|[^A-Za-z0-9_$.]Function\s*\(\s*["'`]/.test(source)) problems.push('the bundle makes functions from text');
  if (/sourceMappingURL/.test(source)) problems.push('the bundle names a source map');
  return problems;
}

function load(source: string, problems: string[]): LoadRecord {
  const record: LoadRecord = { defined: [], touched: [] };
  const bundles = { define: (...values: unknown[]) => record.defined.push({ key: String(values[0]), argumentCount: values.length }) };
  const world = new Proxy({ __kbnBundles__: bundles } as Record<string, unknown>, {
    has: () => true,
    get: (target, name) => {
      if (name === Symbol.unscopables) return undefined;
      if (name === '__kbnBundles__') return target.__kbnBundles__;
      record.touched.push(String(name));
      return undefined;
    },
    set: (_target, name) => {
      record.touched.push(String(name));
      return true;
    },
  });
  try {
    vm.runInContext(source, vm.createContext(world), { timeout: 5_000 });
  } catch (error) {
    problems.push(`the bundle throws while it loads: ${error instanceof Error ? error.message : String(error)}`);
  }
  return record;
}
