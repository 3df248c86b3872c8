/** Loads classic scripts in parallel and runs them in the order given. Rejects with the address of the first that cannot be loaded. */
export function loadScripts(addresses: readonly string[]): Promise<void> {
  return loadAll(
    addresses.map((address) => {
      const script = document.createElement('script');
      script.async = false;
      script.src = address;
      return { element: script, address };
    }),
    (element) => document.head.append(element)
  );
}

/** Loads style sheets before the place where Emotion writes, so that Emotion wins. Rejects like `loadScripts`. */
export function loadStyles(addresses: readonly string[]): Promise<void> {
  return loadAll(
    addresses.map((address) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = address;
      return { element: link, address };
    }),
    (element) => document.head.insertBefore(element, document.querySelector('meta[name="emotion"]'))
  );
}

async function loadAll(files: ReadonlyArray<{ readonly element: HTMLElement; readonly address: string }>, insert: (element: HTMLElement) => void): Promise<void> {
  await Promise.all(
    files.map(
      ({ element, address }) =>
        new Promise<void>((resolve, reject) => {
          element.addEventListener('load', () => resolve());
          element.addEventListener('error', () => reject(new Error(`Could not load ${address}`)));
          insert(element);
        })
    )
  );
}
