/** Replaces the whole page by an error: what a person sees in Kibana too when a script cannot be loaded (`kibana-8.12-observed.md` 6). */
export function showFailure(detail: string): void {
  const box = document.createElement('main');
  box.className = 'hostFailure';
  box.dataset['testSubj'] = 'hostFailure';
  const title = document.createElement('h1');
  title.textContent = 'This page could not be loaded';
  const text = document.createElement('p');
  text.textContent = 'Look at the output of the host and at the console of the browser, then load the page again.';
  const reason = document.createElement('code');
  reason.textContent = detail;
  box.append(title, text, reason);
  document.body.replaceChildren(box);
}
