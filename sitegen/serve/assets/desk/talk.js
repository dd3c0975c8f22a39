/* What is asked of the preview's server, with the token of its run. */
const HOME = '/__sitegen/desk/';
const token = document.querySelector('script[data-token]')?.dataset.token ?? '';
const page = decodeURIComponent(location.pathname);

export class Refused extends Error {
  constructor(message, status) { super(message); this.status = status }
}

async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(HOME + path, { ...options, headers: { 'X-Sitegen-Token': token, ...options.headers } });
  } catch {
    throw new Refused('The preview does not answer. Is it still running?', 0);
  }
  const found = await answer.json().catch(() => ({ refused: `The preview failed (${answer.status}).` }));
  if (!answer.ok) throw new Refused(found.refused, answer.status);
  return found;
}
const send = (path, body) => ask(path, { method: 'POST', body: JSON.stringify({ page, ...body }), headers: { 'Content-Type': 'application/json' } });

export const readArticle = () => ask(`article?${new URLSearchParams({ page })}`);
export const readQueue = () => ask(`queue?${new URLSearchParams({ page })}`);
export const readNames = typed => ask(`names?${new URLSearchParams({ typed })}`);
export const act = body => send('act', body);
export const undo = () => send('undo', { do: 'quotation' });
export const redo = () => send('redo', { do: 'quotation' });

/* what outlives a reload of the page, and what outlives the browser */
const STATE = path => `sitegen-desk ${path}`, TYPED = path => `sitegen-desk-typed ${path}`, BY = 'sitegen-desk-by', OPEN = 'sitegen-desk-open';
const guarded = (work, otherwise) => { try { return work() } catch { return otherwise } };
export const remembered = () => guarded(() => JSON.parse(sessionStorage.getItem(STATE(page)) || '{}'), {});
export const rememberAt = (path, state) => guarded(() => sessionStorage.setItem(STATE(path), JSON.stringify(state)));
export const remember = state => rememberAt(page, state);
export const typedBefore = () => guarded(() => JSON.parse(sessionStorage.getItem(TYPED(page)) || '{}'), {});
export const rememberTyped = kept => guarded(() => sessionStorage.setItem(TYPED(page), JSON.stringify(kept)));
export const isOpen = () => guarded(() => sessionStorage.getItem(OPEN) === '1', false);
export const setOpen = open => guarded(() => sessionStorage.setItem(OPEN, open ? '1' : '0'));
export const editor = () => guarded(() => localStorage.getItem(BY) ?? '', '');
export const setEditor = name => guarded(() => localStorage.setItem(BY, name));
