/* Keys, clicks and selections of the page: what each asks of the desk. */
import { relink, unlink } from './marks.js';
import * as talk from './talk.js';

const NOT_MINE = 'not mine', GO_ON = 'go on'; /* of a key: it is for others; it is done, and the browser does its own as well */

/* Every key: its names, what it does in words, and in code. The panel's list is made of it; docs/desk.md has the same. */
export const KEYS = [
  [['n', 'j'], 'next in doubt; past the last, the next article', desk => desk.step(1)],
  [['p', 'k'], 'the one before', desk => desk.step(-1)],
  [['a', 'y'], 'it is right; take it', desk => desk.accept()],
  [['x', 'Del'], 'no quotation, no name, no date; drop it', desk => desk.remove()],
  [['b'], 'who says it is the machine’s word again', desk => desk.dropSpeaker()],
  [['0–9'], 'in hand a date: its day', typeDay],
  [['1–9'], 'choose from the list', (desk, event) => desk.numbers ? desk.numbers(digitOf(event) - 1) : NOT_MINE],
  [['Shift 1–5'], 'kind of a quotation, type of a name', (desk, event) => desk.shifted ? desk.shifted(digitOf(event) - 1) : NOT_MINE],
  [['r'], 'how far your word on a name goes', widen],
  [['/'], 'type a name', desk => desk.root.querySelector('[role=combobox]')?.focus()],
  [['c'], 'the name of the card', desk => desk.root.getElementById('card-name')?.select()],
  [['v'], 'selects words without a mouse: the first behind what is in hand', desk => desk.chooseWords()],
  [[',', '.'], 'selected words: a word back, a word on', (desk, { key }) => hasWords(desk) && desk.moveWords(key === ',' ? -1 : 1)],
  [['↑', '↓'], 'selected words: to the paragraph before, to the next', (desk, { key }) => isByKeys(desk) ? desk.moveBlocks(key === 'ArrowUp' ? -1 : 1) : NOT_MINE],
  [['←', '→'], 'the end, a word earlier or later', moveEnd],
  [['Shift ←', 'Shift →'], 'the beginning, a word earlier or later', moveEnd],
  [['Enter'], 'set these words; after selecting, the mark there has these words', setWords],
  [['q'], 'selected words: the list is for a quotation', desk => hasWords(desk) && desk.setAs('said')],
  [['m'], 'selected words: the list is for a name of somebody', desk => hasWords(desk) && desk.setAs('named')],
  [['d'], 'selected words: the list is for a description', desk => hasWords(desk) && desk.setAs('described')],
  [['s'], 'selected words say who speaks, where only one quotation is beside them', desk => desk.press('s')],
  [['w'], 'selected words belong to the quotation, where only one is beside them', desk => desk.press('w')],
  [['z', 'Ctrl z'], 'undo', desk => desk.turn(talk.undo, 'Undone')],
  [['Shift z', 'Ctrl Shift z'], 'redo', desk => desk.turn(talk.redo, 'Done again')],
  [['Esc'], 'back', desk => { desk.letGo(); return GO_ON }],
  [['e'], 'open and leave', desk => desk.isOpen ? desk.close() : desk.open()],
];

const hasWords = desk => desk.hand?.type === 'words';
const isByKeys = desk => hasWords(desk) && getSelection().isCollapsed;
const target = event => event.composedPath()[0];
const isTyping = event => /^(INPUT|TEXTAREA|SELECT)$/.test(target(event)?.tagName ?? '') || target(event)?.isContentEditable;
const digitOf = ({ code, key }) => Number(/^Digit([1-9])$/.exec(code)?.[1] ?? key);

function widen(desk) {
  if (desk.hand?.type === 'mention') desk.setReach({ here: 'article', article: 'site', site: 'here' }[desk.reach]);
}
function typeDay(desk) { /* and what is typed stands in the field */
  if (!desk.typed) return NOT_MINE;
  desk.typed.focus();
  desk.typed.select();
  return GO_ON;
}
function moveEnd(desk, { key, shiftKey }) {
  if (!isByKeys(desk) && desk.hand?.type !== 'quotation') return NOT_MINE;
  desk.moveEnd(shiftKey ? 'start' : 'end', key === 'ArrowLeft' ? -1 : 1);
}
function setWords(desk, event) { /* on a button Enter is the button's */
  const name = target(event)?.tagName;
  if (desk.pending && name !== 'BUTTON') desk.setExtent();
  else if (desk.entered && !/^(BUTTON|A)$/.test(name)) desk.entered();
  else return NOT_MINE;
}

/* ---- a key that is pressed ---- */
const ACTS = new Map(KEYS.flatMap(([names, , act]) => names.map(name => [name, act])));
const SHOWN = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', Delete: 'Del' };

function namesOf(event) { /* as the table has them; a digit has two */
  const { key, code, shiftKey } = event;
  if (event.ctrlKey || event.metaKey) return [`Ctrl ${shiftKey ? 'Shift ' : ''}${key.toLowerCase()}`];
  const digits = /^\d$/.test(key) ? ['0–9', ...key === '0' ? [] : ['1–9']] : [];
  if (shiftKey && /^Digit[1-9]$/.test(code)) return ['Shift 1–5', ...digits];
  const name = SHOWN[key] ?? key;
  return digits.length ? digits : [shiftKey && /^(Arrow.*|Z)$/.test(key) ? `Shift ${name.toLowerCase()}` : name];
}

function onKey(desk, event) {
  if (event.defaultPrevented || event.altKey || event.isComposing) return;
  const isReady = desk.isOpen && desk.view;
  for (const name of namesOf(event)) {
    const isMeant = name === 'e' ? !isTyping(event) : isReady && (name === 'Esc' || !isTyping(event));
    const done = isMeant && ACTS.has(name) ? ACTS.get(name)(desk, event) : NOT_MINE;
    if (done === NOT_MINE) continue;
    if (done === GO_ON) event.stopPropagation(); else event.preventDefault();
    return;
  }
}

/* ---- a click on a mark, words that are selected ---- */
function underClick(desk, event) {
  const mark = event.target.closest('#text .ent,#text .qn,#quotes .qi');
  if (mark?.matches('.qi,.qn')) {
    const first = document.querySelector(`#text mark.q[data-q="${mark.dataset.q}"]`);
    return first && desk.findQuotation(desk.text.of(first)?.[0]);
  }
  if (mark) {
    const at = desk.text.of(mark);
    return at && desk.find(at[0]);
  }
  const place = event.target.closest('#text') ? desk.text.under(event.clientX, event.clientY) : null;
  return place === null ? null : desk.find(place); /* a date without a day is no link */
}

function onClick(desk, host, event) {
  if (!desk.isOpen || !desk.view || event.composedPath().includes(host) || !getSelection().isCollapsed) return;
  const found = underClick(desk, event);
  if (!found) return;
  event.preventDefault();
  event.stopPropagation();
  desk.take(found);
}

function takeSelection(desk) {
  const selection = getSelection();
  if (!desk.isOpen || !desk.view || selection.isCollapsed || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  if (!document.getElementById('text')?.contains(range.commonAncestorContainer)) return;
  const at = desk.text.whole(desk.text.places(range));
  if (at) desk.take({ type: 'words', at: [at] }, false);
}

/* ---- the page comes anew neither between two letters, nor while words are being selected, an end is dragged, or it is left ---- */
function holdReloads(desk) {
  let isHeld = false;
  addEventListener('pointerdown', () => { isHeld = true }, true);
  for (const end of ['pointerup', 'pointercancel', 'dragend']) addEventListener(end, () => { isHeld = false }, true);
  document.addEventListener('sitegen-reload', event => {
    const rest = desk.isOpen && (desk.isLeaving || isHeld ? 200 : desk.typing.rest);
    if (!rest) return;
    event.preventDefault();
    setTimeout(event.detail, rest);
  });
}

function listenForWords(desk, host) {
  const select = () => takeSelection(desk);
  document.addEventListener('pointerdown', event => desk.isOpen && event.target.closest?.('#text') && unlink(), true);
  for (const end of ['pointerup', 'pointercancel']) document.addEventListener(end, () => setTimeout(relink), true);
  document.addEventListener('pointerup', event => event.composedPath().includes(host) || setTimeout(select));
  document.addEventListener('keyup', event => event.shiftKey && event.key.startsWith('Arrow') && desk.hand?.type !== 'quotation' && select());
}

export function listen(desk, host) {
  document.addEventListener('keydown', event => onKey(desk, event), true);
  document.addEventListener('click', event => onClick(desk, host, event), true);
  holdReloads(desk);
  listenForWords(desk, host);
}
