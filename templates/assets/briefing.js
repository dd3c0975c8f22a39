/* A briefing: names and their cards, quotations and their index. All of it is there without a script, as plain links. */
(() => {
'use strict';
const $ = (s, r = document) => r.querySelector(s), $$ = (s, r = document) => [...r.querySelectorAll(s)];
const wide = matchMedia('(min-width:50rem)'), hoverable = matchMedia('(hover:hover)');

/* copy: the citation, if the page has one, with this address where the site does not know its own */
const here = ($('link[rel=canonical]')?.href || location.href).split('#')[0], flat = e => e.textContent.trim().replace(/\s+/g, ' ');
const cite = $('#cite'), source = cite ? flat(cite).replace(/ https?:\S+$/, '') : document.title;
$$('[data-copy]').forEach(b => b.addEventListener('click', async () => {
  const was = b.textContent;
  try { await navigator.clipboard.writeText(`${source} ${here}`); b.textContent = b.dataset.done }
  catch { getSelection().selectAllChildren($('#' + b.dataset.copy)); b.textContent = b.dataset.failed }
  setTimeout(() => b.textContent = was, 2000);
}));

const text = $('.text'), peek = $('#peek'), leader = $('.leader');
if (text && peek) {
  const spread = $('.spread'), card = m => $(`.who .card[data-e="${m.dataset.e}"]`);
  let timer, shown;
  const clear = () => {
    clearTimeout(timer);
    $$('.is-hot').forEach(e => e.classList.remove('is-hot'));
    leader.classList.remove('on');
  };
  const closePeek = () => { if (peek.matches(':popover-open')) peek.hidePopover(); shown = null };
  const inView = el => { const r = el.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight };

  function lead(m, c) { // an elbow from the mention to its card
    const s = spread.getBoundingClientRect(), rs = m.getClientRects(), a = rs[rs.length - 1], b = c.getBoundingClientRect(), t = text.getBoundingClientRect();
    const y1 = a.bottom - 1, y2 = b.top + 10, x1 = a.right, x2 = b.left - 7, mid = Math.min(x2 - 10, t.right + 16), up = y2 < y1;
    leader.style.cssText = `--c:var(--${m.dataset.t});left:${x1 - s.left}px;top:${y1 - s.top}px;width:${mid - x1}px;height:0;border-top-width:1px`;
    leader.firstChild.style.cssText = `left:${mid - x1}px;top:${up ? y2 - y1 : -1}px;width:${x2 - mid}px;height:${Math.abs(y2 - y1) + 1}px;border-width:${up ? '1px 0 0 1px' : '0 0 1px 1px'}`;
    leader.classList.add('on');
  }
  function fill(m) {
    const c = card(m); if (!c) return null;
    const k = c.cloneNode(true); k.removeAttribute('id'); k.classList.remove('is-hot', 'slim');
    peek.replaceChildren(Object.assign(document.createElement('button'), { className: 'x', type: 'button', textContent: '×', ariaLabel: peek.dataset.close, onclick: closePeek }), k);
    $$('.is-shown', text).forEach(e => e.classList.remove('is-shown'));
    m.classList.add('is-shown');
    return k;
  }
  function heat(m) { // mention in, everything tied to it lights up
    clear();
    const id = m.dataset.e, c = card(m);
    $$(`[data-e="${id}"]`).forEach(e => e.classList.add('is-hot'));
    if (!c || !wide.matches) return;
    if (inView(c)) { closePeek(); lead(m, c) }
    else timer = setTimeout(() => { if (fill(m)) { peek.popover = 'manual'; peek.showPopover(); shown = m } }, 300);
  }
  text.addEventListener('mouseover', e => { const m = e.target.closest('.ent'); if (m && hoverable.matches) heat(m) });
  text.addEventListener('focusin', e => { const m = e.target.closest('.ent'); if (m && m.matches(':focus-visible')) heat(m) });
  text.addEventListener('mouseout', e => {
    if (!e.target.closest('.ent')) return;
    clear();
    if (shown && wide.matches) timer = setTimeout(() => { if (!peek.matches(':hover,:focus-within')) closePeek() }, 250); // forgiving exit
  });
  text.addEventListener('focusout', clear);
  peek.addEventListener('mouseleave', () => { if (wide.matches) closePeek() });
  document.addEventListener('keydown', e => { if (e.key === 'Escape') { clear(); closePeek() } });

  /* narrow: tap opens the sheet instead of leaving the line you are reading */
  text.addEventListener('click', e => {
    const m = e.target.closest('.ent');
    if (m && !wide.matches && card(m)) {
      e.preventDefault(); fill(m);
      peek.popover = 'auto'; peek.showPopover({ source: m });
      $('.x', peek).focus({ preventScroll: true });
      return;
    }
    const q = !e.target.closest('a') && e.target.closest('.q'); // wash is a big mouse target for its index line
    if (q && getSelection().isCollapsed && wide.matches) markQuote(q.dataset.q, true);
  });
  peek.addEventListener('click', e => { if (e.target.closest('a')) closePeek() });

  /* cards and quotes, the other way round */
  const pair = sel => $$(sel).forEach(el => {
    const key = el.dataset.q ? 'q' : 'e', set = on => $$(`[data-${key}="${el.dataset[key]}"]`).forEach(x => x.classList.toggle('is-hot', on));
    el.addEventListener('mouseenter', () => set(true)); el.addEventListener('mouseleave', () => set(false));
    el.addEventListener('focusin', () => set(true)); el.addEventListener('focusout', () => set(false));
  });
  pair('.who .card'); pair('.qi'); pair('.text .q'); pair('.text .qn'); pair('.tl li'); pair('.strip li');

  const qx = $('.qx');
  function markQuote(n, focus) {
    $$('.qi.is-on').forEach(x => x.classList.remove('is-on'));
    const li = $(`.qi[data-q="${n}"]`); if (!li) return;
    li.classList.add('is-on');
    if (focus) $('.x', li).focus({ preventScroll: true });
    if (qx.scrollHeight > qx.clientHeight + 4) qx.scrollTo({ top: li.offsetTop - qx.clientHeight / 2 });
  }
  /* one quotation with its speaker, source and link; the button comes to the line that is pointed at, on touch screens to all */
  const offer = li => {
    const b = Object.assign(document.createElement('button'), { className: 'cp', type: 'button', textContent: qx.dataset.label });
    b.addEventListener('click', async () => {
      const l = b.parentNode, why = $('.doubt', l), who = flat($('h3 > *', l.closest('.sp'))), kind = $('.k', l).firstChild.textContent.trim();
      const words = `${flat($('.x', l))}\n— ${who}, ${kind}${why ? '. ' + flat(why) : ''}\n${source} ${here}${$('.x', l).getAttribute('href')}`;
      try { await navigator.clipboard.writeText(words); b.textContent = qx.dataset.done } catch { prompt(qx.dataset.label, words) }
      setTimeout(() => b.textContent = qx.dataset.label, 2000);
    });
    li?.append(b); return b;
  };
  if (!hoverable.matches) $$('.qi').forEach(offer), $('[data-keys]')?.remove();
  else if (qx) {
    const b = offer(), to = e => { const li = e.target.closest?.('.qi'); if (li && b.parentNode !== li) li.append(b) };
    qx.addEventListener('mouseover', to); qx.addEventListener('focusin', to);
  }

  /* Alt with an arrow: the next quotation, or the one before, from the one in focus or else from what is in view */
  const stops = $$('.text .qn');
  document.addEventListener('keydown', e => {
    if (!e.altKey || e.ctrlKey || e.metaKey || e.key !== 'ArrowDown' && e.key !== 'ArrowUp') return;
    const down = e.key === 'ArrowDown';
    let at = stops.indexOf(document.activeElement);
    if (at < 0) { at = stops.findIndex(q => q.getBoundingClientRect().top > 90); if (at < 0) at = stops.length; if (down) at-- }
    const to = stops[at + (down ? 1 : -1)]; if (!to) return;
    e.preventDefault(); to.focus({ preventScroll: true }); $(`.text .q[data-q="${to.dataset.q}"]`).scrollIntoView({ block: 'center' });
  });

  if (matchMedia('(min-width:75rem)').matches) {
    const seen = new Map();
    const io = new IntersectionObserver(es => {
      es.forEach(e => seen.set(e.target, e.isIntersecting));
      const on = $$('.text .q').find(m => seen.get(m)); if (on) markQuote(on.dataset.q);
    }, { rootMargin: '-18% 0px -62% 0px' });
    $$('.text .q').forEach(m => io.observe(m));
  }
}
})();
