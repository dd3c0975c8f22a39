/* The quote index: its filter. Without a script the pages of the index remain. */
(() => {
'use strict';
const $ = (s, r = document) => r.querySelector(s), $$ = (s, r = document) => [...r.querySelectorAll(s)];

/* first quotes page: filter in place, keep the state in the address; other pages are fetched where the choice needs them */
const f = $('form.filter[data-quotes]'), list = $('.ql');
if (f && list) {
  const own = $$('.ql > li'), got = [], out = $('output', f), none = $('.empty[hidden]'), pager = $('.pager');
  const fold = s => s.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  /* a row that leaves speaker and briefing to the one above says both itself, before some are chosen */
  const whole = rows => {
    let told;
    for (const r of rows) if (r.dataset.speaker) told = r; else {
      const place = $('.where a', r), words = $('.where a', told).textContent, day = $('.where time', told);
      r.dataset.speaker = told.dataset.speaker;
      r.prepend($('.who-said', told).cloneNode(true));
      place.prepend(words.slice(0, words.lastIndexOf(', ') + 2));
      if (day) place.after(' ', day.cloneNode(true));
    }
    return rows;
  };
  const fetchRows = async n => {
    if (n < 2) return whole(own);
    const at = new URL(`page/${n}/`, location), page = new DOMParser().parseFromString(await (await fetch(at)).text(), 'text/html');
    $$('.ql a[href]', page).forEach(a => a.href = new URL(a.getAttribute('href'), at));
    return whole($$('.ql > li', page));
  };
  const between = (from, to) => Promise.all(Array.from({length: to - from + 1}, (_, n) => got[from + n] ??= fetchRows(from + n)));
  const count = n => Number(n).toLocaleString(document.documentElement.lang.replace(/^en$/, 'en-GB'));
  let turn = 0;
  const run = async push => {
    const sp = f.speaker.value, kinds = $$('[name=kind]:checked', f).map(x => x.value), q = fold(f.q.value.trim()), any = sp || q || kinds.length < 3, mine = ++turn;
    let rows = own, total = f.dataset.total, n = 0;
    if (any) try {
      const [from, to] = sp ? f.speaker.selectedOptions[0].dataset.pages.split(' ') : [1, f.dataset.pages];
      rows = (await between(+from, +to)).flat();
    } catch { got.length = 0; total = whole(own).length } // from the file system nothing can be fetched: this page's quotes are filtered
    if (mine !== turn) return;
    list.replaceChildren(...rows);
    rows.forEach(r => { const ok = (!sp || r.dataset.speaker === sp) && kinds.includes($('.q', r).dataset.k) && (!q || fold($('b', r).textContent + ' ' + $('.q', r).textContent).includes(q)); r.hidden = !ok; n += ok });
    out.textContent = (any ? out.dataset.some : out.dataset.all).replace('{n}', count(any ? n : total)).replace('{total}', count(total));
    none.hidden = n > 0; if (pager) pager.hidden = any;
    if (push) { const u = new URL(location); u.search = ''; if (sp) u.searchParams.set('speaker', sp); if (q) u.searchParams.set('q', f.q.value.trim()); if (kinds.length < 3) u.searchParams.set('kind', kinds.join('.')); history.replaceState(null, '', u) }
  };
  const p = new URLSearchParams(location.search);
  if (p.get('speaker')) f.speaker.value = p.get('speaker');
  if (p.get('q')) f.q.value = p.get('q');
  if (p.has('kind')) $$('[name=kind]', f).forEach(x => x.checked = p.get('kind').split('.').includes(x.value));
  f.addEventListener('input', () => run(true)); f.addEventListener('submit', e => { e.preventDefault(); run(true) });
  if (location.search) run();
}
})();
