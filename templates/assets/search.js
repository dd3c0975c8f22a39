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
const list = $('.results'), out = $('output', form), more = $('[data-more]'), selects = $$('select', form), STEP = 20;
let engine, found = [], shown = 0, turn = 0;

const load = () => engine ??= import(new URL(form.dataset.search + 'pagefind.js', location)).then(async p => {
  /* a worker has its own file's policy: without one, WebAssembly is allowed on this page and nowhere else */
  await p.options({ baseUrl: new URL(form.dataset.root, location).pathname, excerptLength: 28, noWorker: true });
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

/* an excerpt is text with <mark>: nothing else of it gets into the page */
const excerpt = html => {
  const p = document.createElement('p');
  new DOMParser().parseFromString(html, 'text/html').body.childNodes.forEach(n => {
    const e = n.nodeName === 'MARK' ? document.createElement('b') : null;
    if (e) e.textContent = n.textContent;
    p.append(e || n.textContent);
  });
  return p;
};
async function show(first) {
  const mine = turn, next = await Promise.all(found.slice(shown, shown + STEP).map(r => r.data()));
  if (mine !== turn) return;
  /* the old results stay until the new ones are there, so that keys and eyes never meet an empty list */
  if (first) list.replaceChildren();
  next.forEach(d => {
    const li = document.createElement('li'), h = document.createElement('h2'), a = document.createElement('a'), w = document.createElement('p');
    a.href = location.protocol === 'file:' ? d.url.replace(/\/(#|$)/, '/index.html$1') : d.url;
    a.textContent = d.meta.title; h.append(a);
    w.className = 'where'; w.textContent = [d.filters.kind?.[0], d.meta.note, day(d.meta.date)].filter(Boolean).join(' · ');
    li.append(h, excerpt(d.excerpt), w); list.append(li);
  });
  shown += next.length; more.hidden = shown >= found.length;
}
async function run(push) {
  const q = form.q.value.trim(), filters = {}, mine = ++turn;
  selects.forEach(s => { if (s.value) filters[s.name] = s.value });
  list.ariaBusy = true;
  if (push) {
    const u = new URL(location); u.search = new URLSearchParams([...(q ? [['q', q]] : []), ...Object.entries(filters)]);
    history.replaceState(null, '', u);
  }
  if (!q && !Object.keys(filters).length) { list.replaceChildren(); more.hidden = true; out.textContent = ''; list.ariaBusy = false; return }
  try {
    const p = await load(), answer = await p.search(q || null, { filters });
    if (mine !== turn) return;
    found = answer.results; shown = 0;
    out.textContent = (found.length ? found.length === 1 ? out.dataset.one : out.dataset.many : out.dataset.none).replace('{n}', count(found.length));
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
more.addEventListener('click', async () => { const n = shown; await show(); $$('a', list)[n]?.focus() });
/* arrow keys walk from the field through the results and back */
document.addEventListener('keydown', e => {
  if (e.key !== 'ArrowDown' && e.key !== 'ArrowUp') return;
  const stops = [form.q, ...$$('h2 a', list)], at = stops.indexOf(document.activeElement);
  if (at < 0) return;
  const to = stops[at + (e.key === 'ArrowDown' ? 1 : -1)];
  if (to) { e.preventDefault(); to.focus() }
});
if (location.search) { selects.forEach(s => { if (s.dataset.value) s.append(new Option(s.dataset.value, s.dataset.value, true, true)) }); run().then(() => {}) }
})();
