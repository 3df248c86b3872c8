/**
 * The composition root: flags → embedded Elasticsearch or a cluster → host with plugins → telemetry → the ready line.
 * Everything it starts ends with this process.
 */
import type { Flags } from './flags';
import { startEmbeddedStack, type EmbeddedStack } from './embedded_stack';
import { startOnCluster } from './cluster_stack';
import { createConsoleLogger } from './kibana';
import { startupFault } from './startup_fault';
import { playIntoStack } from './play_into_stack';
import { assertReadable } from './telemetry/read_events';
import { openBrowser } from './open_browser';

/** Takes the flags of the command line; returns once the ready line is printed. Ends the process with 1 where starting fails. */
export async function main(flags: Flags): Promise<void> {
  try {
    assertReadable(flags.events);
    const stack = flags.elasticsearch ? await startOnCluster(flags, flags.elasticsearch) : await startEmbedded(flags);
    endOnSignals(stack);
    await stack.kibana.pluginsReady;
    const { line, playOn } = await playIntoStack(flags, stack);
    console.log(line);
    const page = `${stack.kibana.url}/app/stagingWatch`;
    console.log(`Staging Watch is ready at ${page}`);
    playOn();
    if (flags.open && process.stdout.isTTY) openBrowser(page);
  } catch (error) {
    console.error(startupFault(error));
    process.exit(1);
  }
}

async function startEmbedded(flags: Flags): Promise<EmbeddedStack> {
  return startEmbeddedStack({
    kibanaVersion: flags.kibanaVersion,
    port: flags.port,
    elasticsearchPort: flags.elasticsearchPort,
    dataDirectory: flags.data,
    fresh: flags.fresh,
    installKey: true,
    pages: true,
    log: createConsoleLogger({ level: 'warn' }),
  });
}

/** Ctrl-C and a request to end close the stack in order; a second Ctrl-C ends at once. */
function endOnSignals(stack: { close(): Promise<void> }): void {
  let ending = false;
  const end = (code: number): void => {
    if (ending) process.exit(code);
    ending = true;
    stack.close().then(
      () => process.exit(code),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      }
    );
  };
  process.on('SIGINT', () => end(130));
  process.on('SIGTERM', () => end(143));
}
