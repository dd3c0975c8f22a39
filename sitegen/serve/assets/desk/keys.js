/* Keys, clicks and selections of the page: what each asks of the desk. */
import { relink, unlink } from './marks.js';
import * as talk from './talk.js';

export function listen(desk, host) {
  const typing = event => /^(INPUT|TEXTAREA|SELECT)$/.test(event.composedPath()[0]?.tagName ?? '') || event.composedPath()[0]?.isContentEditable;
  const keys = {
    n: () => desk.step(1), j: () => desk.step(1), p: () => desk.step(-1), k: () => desk.step(-1),
    a: () => desk.accept(), y: () => desk.accept(), x: () => desk.remove(), Delete: () => desk.remove(),
    z: () => desk.turn(talk.undo, 'Undone'), Z: () => desk.turn(talk.redo, 'Done again'),
    r: () => desk.hand?.type === 'mention' && desk.setReach({ here: 'article', article: 'site', site: 'here' }[desk.reach]),
    q: () => desk.hand?.type === 'words' && desk.setAs('said'),
    m: () => desk.hand?.type === 'words' && desk.setAs('named'),
    d: () => desk.hand?.type === 'words' && desk.setAs('described'),
    s: () => desk.press('s'), w: () => desk.press('w'),
    b: () => desk.dropSpeaker(),
    v: () => desk.chooseWords(),
    ',': () => desk.hand?.type === 'words' && desk.moveWords(-1), '.': () => desk.hand?.type === 'words' && desk.moveWords(1),
    c: () => desk.root.getElementById('card-name')?.select(),
    '/': () => desk.root.querySelector('[role=combobox]')?.focus(),
  };
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.altKey || event.isComposing) return;
    if (event.key === 'Escape' && desk.isOpen && desk.view) { event.stopPropagation(); return desk.letGo() }
    const isTyped = typing(event);
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && desk.isOpen && !isTyped) {
      event.preventDefault();
      return event.shiftKey ? keys.Z() : keys.z();
    }
    if (isTyped || event.ctrlKey || event.metaKey) return;
    if (event.key === 'e') { event.preventDefault(); return desk.isOpen ? desk.close() : desk.open() }
    if (!desk.isOpen || !desk.view) return;
    const side = event.shiftKey ? 'start' : 'end';
    const isByKeys = desk.hand?.type === 'words' && getSelection().isCollapsed;
    if (isByKeys && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) { event.preventDefault(); return desk.moveBlocks(event.key === 'ArrowUp' ? -1 : 1) }
    if ((isByKeys || desk.hand?.type === 'quotation') && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) { event.preventDefault(); return desk.moveEnd(side, event.key === 'ArrowLeft' ? -1 : 1) }
    if (event.key === 'Enter' && desk.pending && event.composedPath()[0]?.tagName !== 'BUTTON') { event.preventDefault(); return desk.setExtent() }
    if (event.key === 'Enter' && desk.entered && !/^(BUTTON|A)$/.test(event.composedPath()[0]?.tagName)) { event.preventDefault(); return desk.entered() }
    const digit = /^Digit([1-9])$/.exec(event.code);
    if (digit && event.shiftKey && desk.shifted) { event.preventDefault(); return desk.shifted(Number(digit[1]) - 1) }
    if (/^\d$/.test(event.key) && desk.typed) { desk.typed.focus(); return desk.typed.select() } /* and what is typed stands there */
    if (/^[1-9]$/.test(event.key) && desk.numbers) { event.preventDefault(); return desk.numbers(Number(event.key) - 1) }
    if (Object.hasOwn(keys, event.key)) { event.preventDefault(); keys[event.key]() }
  }, true);

  document.addEventListener('click', event => {
    if (!desk.isOpen || !desk.view || event.composedPath().includes(host)) return;
    if (!getSelection().isCollapsed) return;
    const mark = event.target.closest('#text .ent,#text .qn,#quotes .qi');
    let found = null;
    if (mark?.matches('.qi,.qn')) {
      const first = document.querySelector(`#text mark.q[data-q="${mark.dataset.q}"]`);
      found = first && desk.findQuotation(desk.text.of(first)?.[0]);
    } else if (mark?.matches('.ent')) {
      const at = desk.text.of(mark);
      found = at && desk.find(at[0]);
    } else if (event.target.closest('#text')) {
      const place = desk.text.under(event.clientX, event.clientY);
      found = place === null ? null : desk.find(place); /* a date without a day is no link */
    }
    if (!found) return;
    event.preventDefault();
    event.stopPropagation();
    desk.take(found);
  }, true);

  const select = () => {
    const selection = getSelection();
    if (!desk.isOpen || !desk.view || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    if (!document.getElementById('text')?.contains(range.commonAncestorContainer)) return;
    const at = desk.text.whole(desk.text.places(range));
    if (at) desk.take({ type: 'words', at: [at] }, false);
  };
  let isHeld = false; /* nor while words are being selected or an end is dragged */
  addEventListener('pointerdown', () => { isHeld = true }, true);
  for (const end of ['pointerup', 'pointercancel', 'dragend']) addEventListener(end, () => { isHeld = false }, true);
  document.addEventListener('sitegen-reload', event => {
    const rest = desk.isOpen && (isHeld ? 200 : desk.typing.rest);
    if (!rest) return;
    event.preventDefault();
    setTimeout(event.detail, rest);
  });

  document.addEventListener('pointerdown', event => desk.isOpen && event.target.closest?.('#text') && unlink(), true);
  for (const end of ['pointerup', 'pointercancel']) document.addEventListener(end, () => setTimeout(relink), true);
  document.addEventListener('pointerup', event => event.composedPath().includes(host) || setTimeout(select));
  document.addEventListener('keyup', event => event.shiftKey && event.key.startsWith('Arrow') && desk.hand?.type !== 'quotation' && select());
}

