/* The preview's half in the browser: reloads what changed and keeps your place, swaps styles, shows mistakes.
   Added to pages by the preview server only; a built site has none of this. */
(() => {
'use strict';
const me = document.currentScript, KEEP = 'sitegen-preview';
const state = { digest: me.dataset.digest, skeleton: me.dataset.skeleton };
const all = selector => [...document.querySelectorAll(selector)];

/* ---- your place on the page, across a reload ---- */
const words = el => { /* without the numbers of paragraphs and marks, which shift */
  const copy = el.cloneNode(true);
  copy.querySelectorAll('sup,.pn,.qn').forEach(number => number.remove());
  return copy.textContent.replace(/\s+/g, ' ').trim().slice(0, 80);
};
const places = () => { /* what is read, and not a menu or a list that stays put beside it */
  const root = document.querySelector('main article') ?? document.querySelector('main') ?? document.body;
  return [...root.querySelectorAll(':is(h1,h2,h3,h4,p,li,td,dd,blockquote)')];
};

function anchor() { /* the topmost element in view, by its words, and how far it is from the top */
  const el = places().find(e => e.getClientRects().length && e.getBoundingClientRect().bottom > 0 && words(e));
  return el ? { tag: el.tagName, id: el.id, words: words(el), top: el.getBoundingClientRect().top } : null;
}
function remember(path) {
  const peek = document.querySelector('#peek:popover-open'), own = peek && document.querySelector('.ent.is-shown');
  const place = {
    path: path ?? location.pathname, y: scrollY, x: scrollX, anchor: scrollY > 0 ? anchor() : null, focus: document.activeElement?.id || '',
    card: own ? { entity: own.dataset.e, nth: all(`.ent[data-e="${own.dataset.e}"]`).indexOf(own) } : null,
    open: all('details').map(d => d.open), checks: all('input[type=checkbox],input[type=radio]').map(i => [i.name, i.value, i.checked]),
  };
  try { sessionStorage[KEEP] = JSON.stringify(place); history.scrollRestoration = 'manual' } catch {}
}
function scrollBack(place) {
  const a = place.anchor;
  const el = a && (places().find(e => e.tagName === a.tag && words(e) === a.words) || (a.id && document.getElementById(a.id)));
  if (el) scrollTo({ left: place.x, top: scrollY + el.getBoundingClientRect().top - a.top, behavior: 'instant' });
  else scrollTo({ left: place.x, top: place.y, behavior: 'instant' });
}
function recall() {
  let place = null;
  try { place = JSON.parse(sessionStorage[KEEP] || 'null'); delete sessionStorage[KEEP] } catch {}
  return place?.path === location.pathname ? place : null;
}
function restore(place) {
  const details = all('details');
  if (details.length === place.open.length) details.forEach((d, i) => { d.open = place.open[i] });
  for (const [name, value, checked] of place.checks) {
    const input = all('input[type=checkbox],input[type=radio]').find(i => i.name === name && i.value === value);
    if (input && input.checked !== checked) { input.checked = checked; input.dispatchEvent(new Event('change', { bubbles: true })) }
  }
  document.getElementById(place.focus)?.focus({ preventScroll: true });
  const still = scrollY, again = () => { if (Math.abs(scrollY - still) < 2) scrollBack(place) }; /* unless the reader went on */
  again();
  document.fonts?.ready.then(again); /* text may be set anew when a font arrives */
  const mention = place.card && all(`.ent[data-e="${place.card.entity}"]`)[place.card.nth];
  if (mention) mention.dispatchEvent(matchMedia('(min-width:50rem)').matches
    ? new MouseEvent('mouseover', { bubbles: true }) : new MouseEvent('click', { bubbles: true, cancelable: true }));
}

/* ---- styles, without a reload ---- */
function swapStyles(hrefs) {
  const links = all('link[rel~=stylesheet]');
  if (links.length !== hrefs.length) return reload();
  links.forEach((old, i) => {
    if (old.getAttribute('href') === hrefs[i]) return;
    const fresh = old.cloneNode();
    fresh.href = hrefs[i];
    fresh.onload = fresh.onerror = () => old.remove(); /* no moment without any style */
    old.after(fresh);
  });
}
let isOurs = false; /* whether the page is being left to be loaded again */
function reload(path) { /* at once, or when the desk says so; `path`: where the article of this page stands now */
  if (!document.dispatchEvent(new CustomEvent('sitegen-reload', { cancelable: true, detail: () => reload(path) }))) return;
  isOurs = true;
  remember(path);
  if (path) location.replace(path + location.hash); else location.reload();
}
/* Not before the page is left: else the browser, which is not done when `load` is told, takes its own place up once more. */
addEventListener('pagehide', () => { if (!isOurs) history.scrollRestoration = 'auto' });

/* ---- mistakes, over the last good page ---- */
const STYLE = `
:host{all:initial;position:fixed;inset:auto 0 0 0;z-index:2147483647;font:15px/1.5 system-ui,sans-serif;color-scheme:light dark}
section{box-sizing:border-box;max-height:60vh;overflow:auto;padding:1rem 1.25rem;background:Canvas;color:CanvasText;border-top:4px solid #c3291c;box-shadow:0 -4px 24px #0006}
h2{margin:0 0 .5rem;font-size:1rem}ol{margin:0;padding:0;list-style:none}li{padding:.5rem 0;border-top:1px solid #8886}
.at,pre,small{font-family:ui-monospace,monospace;font-size:13px}.at{opacity:.8}p{margin:.15rem 0}
pre{margin:.4rem 0 0;overflow:auto}mark{background:#c3291c33;color:inherit;display:block;width:max-content;min-width:100%}
button{float:right;font:inherit;min-width:2.75rem;min-height:2.75rem}`;
const tag = (name, text, ...inside) => {
  const el = document.createElement(name);
  if (text) el.textContent = text;
  el.append(...inside);
  return el;
};
function excerpt(problem) {
  const pre = tag('pre'), width = String(problem.source.at(-1)?.number ?? '').length;
  for (const line of problem.source) {
    const text = `${String(line.number).padStart(width)} | ${line.text}`;
    pre.append(line.number === problem.line ? tag('mark', text) : `${text}\n`);
    if (line.number === problem.line && problem.column) pre.append(`${' '.repeat(width)} | ${' '.repeat(problem.column - 1)}^\n`);
  }
  return pre;
}
function item(problem) {
  const li = tag('li');
  if (problem.place) li.append(Object.assign(tag('p', problem.place), { className: 'at' }));
  const what = tag('p', '', tag('strong', problem.message), ' ', tag('small', problem.code));
  li.append(what);
  if (problem.hint) li.append(tag('p', problem.hint));
  if (problem.source.length) li.append(excerpt(problem));
  return li;
}
function shade(name, style, role, ...inside) { /* an element of ours with styles that no page has a say in */
  const host = document.createElement(name), root = host.attachShadow({ mode: 'open' }), sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  const section = tag('section', '', ...inside);
  section.setAttribute('role', role);
  root.append(section);
  return host;
}
function showProblems(problems) {
  document.querySelector('sitegen-overlay')?.remove();
  if (!problems.length) return;
  const close = Object.assign(tag('button', '×'), { onclick: () => host.remove() });
  close.setAttribute('aria-label', 'Close');
  const many = problems.length > 1;
  const title = `${many ? `${problems.length} mistakes` : 'A mistake'}: the last good pages stay until ${many ? 'they are' : 'it is'} mended`;
  const host = shade('sitegen-overlay', STYLE, 'alert', close, tag('h2', title), tag('ol', '', ...problems.map(item)));
  document.documentElement.append(host);
}

/* ---- above an article: that a build would hold it back, and what was said of it ---- */
const HELD = { draft: 'Draft: a build does not publish it.', future: 'Dated in the future: a build holds it back until then.', expired: 'Expired: a build does not publish it any more.' };
const BADGE = `
:host{all:initial;display:block;font:15px/1.5 system-ui,sans-serif;color-scheme:light dark}
section{padding:.5rem 1.25rem;background:#8a4b00;color:#fff}
p{margin:.15rem 0}ul{margin:.25rem 0 .5rem;padding-left:1.2rem}summary{cursor:pointer}small{font-family:ui-monospace,monospace}`;
function showNotes(told) {
  document.querySelector('sitegen-notes')?.remove();
  if (!told.held && !told.warnings?.length) return;
  const held = told.held ? [tag('p', '', tag('strong', HELD[told.held]))] : [];
  const warnings = told.warnings.map(w => tag('li', '', w.message, ' ', tag('small', `${w.place} ${w.code}`), w.hint ? tag('p', w.hint) : ''));
  const remarks = warnings.length ? [tag('details', '', tag('summary', warnings.length > 1 ? `${warnings.length} remarks of the build` : 'A remark of the build'), tag('ul', '', ...warnings))] : [];
  document.body.prepend(shade('sitegen-notes', BADGE, 'status', ...held, ...remarks));
}

/* ---- the same beside links to such an article ---- */
const SHORT = { draft: 'draft', future: 'not yet published', expired: 'expired' };
const TAG = ':host{all:initial;display:inline-block;margin-inline-start:.5em;vertical-align:middle;font:600 12px/1.5 system-ui,sans-serif}section{padding:0 .5em;border-radius:3px;background:#8a4b00;color:#fff}';
let held = {};
function badge(link) { /* one for each article: below a heading that has it, as in search, no quotation needs it again */
  const why = link.host === location.host && link.pathname !== location.pathname && held[decodeURI(link.pathname)];
  if (why && link.textContent.trim() && !link.closest('.results li li') && !link.querySelector('sitegen-held')) link.append(shade('sitegen-held', TAG, 'note', SHORT[why]));
}
function showHeld(told) {
  held = told;
  all('sitegen-held').forEach(one => one.remove());
  all('main a[href]').forEach(badge);
}
/* what scripts show later, as what a search finds */
new MutationObserver(news => news.forEach(({ addedNodes }) => addedNodes.forEach(node => {
  if (node.nodeType === Node.ELEMENT_NODE && node.closest('main')) [node, ...node.querySelectorAll('a[href]')].filter(e => e.matches('a[href]')).forEach(badge);
}))).observe(document, { childList: true, subtree: true });

/* ---- the line to the server; closed while the page is hidden, so that many tabs do not use it up ---- */
let source = null;
function connect() {
  if (source || document.visibilityState === 'hidden') return;
  const query = new URLSearchParams({ page: location.pathname, digest: state.digest, skeleton: state.skeleton });
  source = new EventSource(`/__sitegen/events?${query}`);
  const on = (name, act) => source.addEventListener(name, event => act(JSON.parse(event.data)));
  on('reload', told => reload(told.path));
  on('styles', told => { state.digest = told.digest; swapStyles(told.hrefs) });
  on('problems', showProblems);
  on('notes', showNotes);
  on('held', showHeld);
  on('progress', told => { const place = document.querySelector('[data-progress]'); if (place) place.textContent = told });
  on('built', told => console.debug(`sitegen: ${told.changed.length} files changed`, told.changed));
  source.onerror = () => { /* the browser tries again by itself unless it has given up */
    if (source?.readyState === EventSource.CLOSED) { disconnect(); setTimeout(connect, 1000) }
  };
}
function disconnect() { source?.close(); source = null }
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' ? disconnect() : connect());
addEventListener('pagehide', disconnect);
addEventListener('pageshow', connect);
const place = recall();
if (place) {
  scrollBack(place); /* at once, so that nothing jumps */
  if (document.readyState === 'complete') restore(place); else addEventListener('load', () => restore(place));
}
connect();
})();
