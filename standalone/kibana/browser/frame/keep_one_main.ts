/**
 * Makes an element the page's `main` landmark as long as nothing inside it is one: apps built on EUI's page template bring their own, others
 * do not, and a page must have exactly one. Gives the function that stops watching.
 */
export function keepOneMain(element: HTMLElement): () => void {
  let scheduled = 0;
  const update = (): void => {
    scheduled = 0;
    if (element.querySelector('main, [role="main"]')) element.removeAttribute('role');
    else element.setAttribute('role', 'main');
  };
  const observer = new MutationObserver(() => {
    scheduled ||= window.requestAnimationFrame(update);
  });
  observer.observe(element, { childList: true, subtree: true });
  update();
  return () => {
    observer.disconnect();
    window.cancelAnimationFrame(scheduled);
  };
}
