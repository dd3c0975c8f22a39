/* The search page. The index is loaded when somebody first searches; without it the page's links remain. */
(() => {
'use strict';
/* as on every page (app.js): the theme, and folders' pages when opened from the file system */
const root = document.documentElement;
document.querySelector('[data-theme-toggle]')?.addEventListener('click', () => {
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme:dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
  try { localStorage.theme = root.dataset.theme } catch {}
});
if (location.protocol === 'file:') document.querySelectorAll('a[href$="/"]:not([href*=":"])').forEach(a => a.href += 'index.html');

const form = document.querySelector('form[data-search]');
if (!form) return;
const $ = (s, r = document) => r.querySelector(s), $$ = (s, r = document) => [...r.querySelectorAll(s)];
const list = $('.results'), out = $('output', form), more = $('[data-next]'), selects = $$('select', form), say = form.dataset;
const STEP = 40, NAMES = 8, SAID = 3; /* records looked at together, names first, quotations of a briefing in sight */
let engine, queue = [], groups = new Map(), words = [], turn = 0;

const load = () => engine ??= import(new URL(form.dataset.search + 'pagefind.js', location)).then(async p => {
  /* a worker has its own file's policy: without one, WebAssembly is allowed on this page and nowhere else;
     notes and dates of records are shown and not searched */
  await p.options({ baseUrl: new URL(form.dataset.root, location).pathname, excerptLength: 28, noWorker: true, ranking: { metaWeights: { title: 5, note: 0, date: 0 } } });
  await p.init();
  const filters = await p.filters();
  selects.forEach(s => {
    const wanted = s.dataset.value || '';
    Object.entries(filters[s.name] || {}).sort(([a], [b]) => a.localeCompare(b)).forEach(([v, n]) => s.append(new Option(`${v} (${count(n)})`, v)));
    s.value = wanted;
  });
  return p;
});

/* plain English has the dates that most of the world writes, as on the other pages */
const fail = () => {
  out.textContent = out.dataset.failed; list.style.minHeight = 0; list.ariaBusy = false;
  const rest = $('.prose'); rest.classList.remove('else'); $('p', rest).hidden = true;
};
const lang = root.lang.replace(/^en$/, 'en-GB'), count = n => n.toLocaleString(lang);
const day = iso => iso && new Date(iso).toLocaleDateString(lang, { dateStyle: 'medium', timeZone: 'UTC' });

const el = (name, cls, ...inside) => { const e = document.createElement(name); if (cls) e.className = cls; e.append(...inside); return e };
const fold = s => s.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase(), tokens = s => fold(s).match(/[\p{L}\p{N}]+/gu) || [];
/* near enough for what is only lit: words that begin so, and longer or shorter forms of a long one */
const starts = t => words.some(w => t.startsWith(w) || w.length > 4 && t.length !== w.length && t.startsWith(w.slice(0, -1)));
/* an excerpt is text with <mark>: nothing else of it gets into the page */
const lit = s => s.split(/([\p{L}\p{N}]+)/u).map(t => t && starts(fold(t)) ? el('b', '', t) : t);
const excerpt = d => {
  const p = el('p'), all = (d.raw_content ?? d.content).trim();
  new DOMParser().parseFromString(d.excerpt, 'text/html').body.childNodes.forEach(n => p.append(n.nodeName === 'MARK' ? el('b', '', n.textContent) : n.textContent));
  const part = p.textContent.trim();
  if (!all.startsWith(part.slice(0, 25))) p.prepend('… ');
  if (!all.endsWith(part.slice(-25))) p.append(' …');
  return p;
};
const link = (d, text) => { const a = el('a', '', ...lit(text)); a.href = location.protocol === 'file:' ? d.url.replace(/\/(#|$)/, '/index.html$1') : d.url; return a };
const where = (...parts) => el('p', 'where', parts.filter(Boolean).join(' · '));

/* Pagefind finds words by stem, then those that only begin so, else what the question begins with (`net` for `netanyahu`):
   what has all words (near) comes first, the last is left out */
async function find(p, q, filters) {
  const only = (kind, rest) => filters.kind ? rest === [say.briefing, say.quote].includes(filters.kind) && { ...filters } : { ...filters, kind };
  const has = await Promise.all(/"/.test(q) ? [] : words.map(async w => new Set((await p.search(`"${w}"`)).results.map(r => r.id))));
  const search = async kinds => {
    if (!kinds) return [];
    const found = (await p.search(q || null, { filters: kinds })).results.filter(r => !q || r.words.length || r.matchedMetaFields?.includes('title'));
    return found.map(r => ({ r, far: has.filter(ids => !ids.has(r.id)).length, lack: words.filter((_, n) => has[n] && !has[n].has(r.id)) }));
  };
  const names = await search(only({ none: [say.briefing, say.quote] }, false)), rest = await search(only({ any: [say.briefing, say.quote] }, true));
  const near = all => all.filter(h => !h.far), far = all => all.filter(h => h.far);
  return [...near(names).slice(0, NAMES), ...near(rest), ...far(names).slice(0, NAMES), ...far(rest), ...near(names).slice(NAMES), ...far(names).slice(NAMES)];
}
async function show(first) {
  const mine = turn, some = queue.slice(0, STEP), data = await Promise.all(some.map(h => h.r.data()));
  if (mine !== turn) return;
  /* the old results stay until the new ones are there, so that keys and eyes never meet an empty list */
  if (first) { list.replaceChildren(); groups = new Map() }
  queue = queue.slice(STEP);
  const items = some.map((h, n) => {
    const d = data[n], title = tokens(d.meta.title), all = [...title, ...tokens(d.raw_content ?? d.content)], kind = d.filters.kind?.[0];
    if (!h.lack.every(w => all.some(t => t.startsWith(w)))) return null;
    const name = kind !== say.briefing && kind !== say.quote, named = words.every(w => title.some(t => t.startsWith(w)));
    /* whole words before begun ones; names, called so and people first; else as Pagefind weighs */
    const order = [h.far > 0, !name, ...name ? [!named, kind !== say.person] : [], !words.every(w => all.includes(w))];
    return { d, kind, name, order };
  }).filter(Boolean);
  items.map((it, n) => [it, n]).sort(([a, m], [b, n]) => { const i = a.order.findIndex((x, k) => x !== b.order[k]); return i < 0 ? m - n : a.order[i] - b.order[i] }).forEach(([it]) => it.name ? named(it) : grouped(it));
  out.textContent = (list.children.length ? list.children.length === 1 && !queue.length ? out.dataset.one : out.dataset.many : out.dataset.none).replace('{n}', count(list.children.length) + (queue.length ? '+' : ''));
  if (!list.children.length) queue = [];
  more.hidden = !queue.length;
}
function named({ d, kind }) {
  const li = el('li', 'named', el('h2', '', link(d, d.meta.title)));
  if (tokens(d.excerpt.replace(/<[^>]*>/g, '')).join() !== tokens(d.meta.title).join()) li.append(excerpt(d));
  li.append(where(kind, day(d.meta.date))); list.append(li);
}
function grouped({ d, kind }) {
  const page = d.url.split('#')[0];
  if (!groups.has(page)) { const li = el('li'); groups.set(page, { li, n: 0 }); list.append(li) }
  const g = groups.get(page), said = kind === say.quote;
  if (!g.head) { g.head = el('h2', '', link({ url: page }, said ? d.meta.note : d.meta.title)); g.li.prepend(g.head, where(said ? '' : d.meta.note, day(d.meta.date))) }
  if (!said) { const old = g.head.nextSibling; old.replaceWith(excerpt(d), where(d.meta.note, day(d.meta.date))); return }
  if (!g.n) g.li.append(g.ul = el('ul'));
  if (++g.n === SAID + 1) { g.sum = el('summary'); g.li.append(el('details', '', g.sum, g.ul = el('ul'))) }
  if (g.sum) g.sum.textContent = say.more.replace('{n}', count(g.n - SAID));
  const p = excerpt(d); p.prepend(link(d, d.meta.title), ': '); g.ul.append(el('li', '', p));
}
async function run(push) {
  const q = form.q.value.trim(), filters = {}, mine = ++turn;
  words = tokens(q);
  selects.forEach(s => { if (s.value) filters[s.name] = s.value });
  list.ariaBusy = true;
  if (push) {
    const u = new URL(location); u.search = new URLSearchParams([...(q ? [['q', q]] : []), ...Object.entries(filters)]);
    history.replaceState(null, '', u);
  }
  if (!words.length && !Object.keys(filters).length) { list.replaceChildren(); more.hidden = true; out.textContent = ''; list.ariaBusy = false; return }
  try {
    const found = await find(await load(), q, filters);
    if (mine !== turn) return;
    queue = found;
    await show(true);
    if (mine === turn) list.ariaBusy = false;
  } catch { fail() }
}

const p = new URLSearchParams(location.search);
form.q.value = p.get('q') || '';
selects.forEach(s => s.dataset.value = p.get(s.name) || '');
let timer;
form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(run, 150, true) });
form.addEventListener('submit', e => { e.preventDefault(); clearTimeout(timer); run(true) });
form.addEventListener('focusin', () => load().catch(() => {}), { once: true });
more.addEventListener('click', async () => { const n = list.children.length; await show(); $('a', list.children[n] || list.lastElementChild)?.focus() });
/* arrow keys walk from the field through the results and back */
document.addEventListener('keydown', e => {
  if (e.key !== 'ArrowDown' && e.key !== 'ArrowUp') return;
  const stops = [form.q, ...$$('a', list).filter(a => a.checkVisibility())], at = stops.indexOf(document.activeElement);
  if (at < 0) return;
  const to = stops[at + (e.key === 'ArrowDown' ? 1 : -1)];
  if (to) { e.preventDefault(); to.focus() }
});
if (location.search) { selects.forEach(s => { if (s.dataset.value) s.append(new Option(s.dataset.value, s.dataset.value, true, true)) }); run().then(() => {}) }
})();
