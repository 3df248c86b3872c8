/** Shows how a long step goes on: one changing line on a terminal, plain lines elsewhere. */
export function progress(title: string): { update(text: string): void; end(): void } {
  const started = Date.now();
  const seconds = (): string => `${((Date.now() - started) / 1000).toFixed(1)} s`;
  if (!process.stdout.isTTY) {
    console.log(`${title} …`);
    return { update: () => undefined, end: () => console.log(`${title}: done in ${seconds()}`) };
  }
  process.stdout.write(`${title} …`);
  return {
    update: (text) => void process.stdout.write(`\r${title}: ${text}\u001b[K`),
    end: () => void process.stdout.write(`\r${title}: done in ${seconds()}\u001b[K\n`),
  };
}
