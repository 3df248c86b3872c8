import { startElasticsearch } from '../index';

/** A service of its own process, to be killed: tells its address on standard output. */
async function run(): Promise<void> {
  const [, , dataDirectory] = process.argv;
  const service = await startElasticsearch({
    port: 0, dataDirectory, sourceMappings: false, users: [{ username: 'elastic', password: 'changeme', roles: ['superuser'] }], log: (line) => process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`${service.url}\n`);
}

run().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
