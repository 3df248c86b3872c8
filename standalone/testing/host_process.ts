/** A host in a process of its own, to be killed: takes a data directory, prints `{ url, elasticsearchUrl, authorization }` on one line once rules are served. */
import { startEmbeddedStack } from '../embedded_stack';
import { createConsoleLogger } from '../kibana';

async function main(dataDirectory: string): Promise<void> {
  const stack = await startEmbeddedStack({ kibanaVersion: '8.12.2', port: 0, elasticsearchPort: 0, dataDirectory, fresh: false, installKey: true, pages: false, log: createConsoleLogger({ level: 'error' }) });
  await stack.kibana.pluginsReady;
  console.log(JSON.stringify({ url: stack.kibana.url, elasticsearchUrl: stack.elasticsearch.url, authorization: stack.hostAuthorization }));
}

const dataDirectory = process.argv[2];
if (dataDirectory === undefined) throw new Error('expected a data directory');
void main(dataDirectory);
