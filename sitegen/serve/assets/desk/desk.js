/* The editor's desk over a briefing of the preview: what is in hand, what a key or a click does with it.
   A built site has none of this. */
import { Ends, paint, wipe } from './marks.js';
import { datePanel, homePanel, mentionPanel, quotationPanel, wordsPanel } from './panel.js';
import { button, el } from './parts.js';
import * as talk from './talk.js';
import { PlainText, holds, meets } from './text.js';

const HERE = new URL('.', import.meta.url);
const UNDO = { quotation: 'quotation', mention: 'name', date: 'date', description: 'description', line: 'line', entity: 'card', approve: 'approval' };
const sheetOf = async name => new CSSStyleSheet().replace(await (await fetch(new URL(name, HERE))).text());

class Desk {
  constructor(root) {
    this.root = root;
    this.view = null;
    this.hand = null; /* {type, at, thing, card?, ghost?} */
    this.pending = null;
    this.reach = 'here';
    this.isCardOpen = false;
    this.by = talk.editor();
    this.busy = false;
    this.isWalking = false; /* from one thing in doubt to the next, not from what was clicked */
  }

  get isOpen() { return document.documentElement.classList.contains('sitegen-desk') }

  /* ---- open and closed ---- */
  async open() {
    document.documentElement.classList.add('sitegen-desk');
    talk.setOpen(true);
    this.root.replaceChildren(el('p', { class: 'waits' }, 'The desk opens…'));
    try { await this.load() } catch (error) { return this.#empty(error) }
    const kept = talk.remembered();
    [this.reach, this.isCardOpen, this.isWalking] = [kept.reach ?? 'here', kept.isCardOpen ?? false, kept.isWalking ?? false];
    this.#again(kept.hand);
    if (kept.told) this.say(kept.told);
    this.#keep();
  }
  close() {
    document.documentElement.classList.remove('sitegen-desk');
    talk.setOpen(false);
    this.letGo(false);
    wipe();
    this.#door(true);
  }
  #door(focus) {
    const door = button('Desk', 'e', () => this.open(), { class: 'door', 'aria-label': 'Open the desk' });
    this.root.replaceChildren(door);
    if (focus) door.focus({ preventScroll: true });
  }
  start() { if (talk.isOpen()) this.open(); else this.#door(false) }
  #empty(error) {
    const leave = button('Leave the desk', 'e', () => this.close());
    this.root.replaceChildren(el('div', { class: 'bar', role: 'region', 'aria-label': 'Desk' }, el('p', { role: 'status' }, error.message), leave));
  }

  /* ---- what the server knows ---- */
  async load() {
    this.view = await talk.readArticle();
    this.text = new PlainText(this.view.text, this.view.blocks);
    const doubt = this.view.quotations.filter(q => q.doubtful).map(thing => ({ type: 'quotation', at: thing.at, thing }));
    const ghosts = this.view.suggestions.map(thing => ({ type: 'quotation', at: thing.at, thing, ghost: true }));
    this.queue = [...doubt.sort((a, b) => a.thing.confidence - b.thing.confidence), ...ghosts.sort((a, b) => b.thing.confidence - a.thing.confidence)];
    this.settled = this.view.quotations.filter(q => q.edited).length;
    paint('doubt', doubt.flatMap(item => item.at.map(at => this.text.range(at))));
    paint('ghost', ghosts.flatMap(item => item.at.map(at => this.text.range(at))));
    if (this.view.seen === '') setTimeout(() => this.#follow(), 400);
  }
  async #follow() { /* the page is made again; where it does not change, what is known does */
    for (const wait of [0, 400, 800, 1600]) {
      await new Promise(done => setTimeout(done, wait));
      const hand = this.#told(this.hand);
      try { await this.load() } catch { continue }
      if (this.view.seen) return this.isOpen && !this.pending && this.#again(hand);
    }
  }

  /* ---- what is in hand ---- */
  find(place) { /* the thing at a place of the text: a name before the quotation around it */
    for (const card of this.view.cards) for (const mention of card.mentions) {
      if (holds([mention.at], place)) return { type: 'mention', at: [mention.at], thing: mention, card };
    }
    const date = this.view.dates.find(one => holds([one.at], place));
    return date ? { type: 'date', at: [date.at], thing: date } : this.findQuotation(place);
  }
  findQuotation(place) {
    const thing = this.view.quotations.find(one => holds(one.at, place));
    if (thing) return { type: 'quotation', at: thing.at, thing };
    const ghost = this.view.suggestions.find(one => holds(one.at, place));
    return ghost ? { type: 'quotation', at: ghost.at, thing: ghost, ghost: true } : null;
  }
  take(item, focus = true, isWalking = false) {
    this.pending = null;
    this.isWalking = isWalking;
    this.hand = item;
    this.#draw(focus);
    if (item) this.#scrollTo(item.at);
    this.#keep();
  }
  letGo(draw = true) {
    const had = this.pending;
    this.pending = null;
    if (!had) this.hand = null;
    this.ends?.gone();
    this.ends = null;
    if (draw) { this.#draw(true); this.#keep() }
  }
  step(by) {
    if (!this.queue.length) return this.take(null);
    const now = this.hand ? this.queue.findIndex(item => item.at[0][0] === this.hand.at[0][0] && item.type === this.hand.type) : -1;
    this.take(this.queue[now < 0 ? (by > 0 ? 0 : this.queue.length - 1) : (now + by + this.queue.length) % this.queue.length], true, true);
  }
  #again(told) { /* the same thing on the page as it is now */
    const found = told && (told.type === 'quotation' ? this.findQuotation(told.place) : told.type === 'words' ? null : this.find(told.place));
    this.hand = found ?? null;
    this.#draw(told?.focus);
    if (found) this.#scrollTo(found.at, true);
  }
  #told(item) { return item && { type: item.type, place: item.at[0][0], focus: this.root.activeElement?.id === 'head' || !!this.root.activeElement } }
  #keep(told = '', hand = this.#told(this.hand)) {
    talk.remember({ hand, told, reach: this.reach, isCardOpen: this.isCardOpen, isWalking: this.isWalking });
  }
  #scrollTo(at, lazily) {
    const rect = this.text.range(at[0])?.getBoundingClientRect();
    if (!rect) return;
    const room = this.root.querySelector('.panel')?.getBoundingClientRect(), low = innerWidth < 800 && room ? room.top : innerHeight - 80;
    const isSeen = rect.top > 90 && rect.bottom < low;
    if (!isSeen || !lazily && rect.top > low) scrollTo({ top: scrollY + rect.top - Math.min(innerHeight, low) / 3, behavior: 'instant' });
  }

  /* ---- what is written ---- */
  async write(body, what, next = this.hand) {
    if (this.busy) return;
    if (!this.view.seen) return this.say('The page is being made again; one moment.', true);
    this.busy = true;
    this.#keep(`Written: ${what}.`, this.#told(next));
    try {
      const done = await talk.act({ ...body, text: this.view.digest, seen: this.view.seen, by: this.by });
      this.view.seen = done.seen;
      this.pending = null;
      this.say(`Written: ${what}.`);
      this.view.undo ||= body.do;
      if (next !== this.hand) { this.queue = this.queue.filter(item => item !== this.hand); this.hand = next; this.#draw(true); if (next) this.#scrollTo(next.at) }
      this.#follow();
    } catch (error) {
      this.#keep();
      this.say(error.message, true);
      if (error.status === 409) this.#follow();
    } finally { this.busy = false }
  }
  correct(what, at, want, name, fresh = false, entity = '') {
    return this.write({ do: what, at, want, new: fresh, entity }, name, fresh ? { type: what, at } : this.#goesOn() && name === 'speaker' ? this.#next() : this.hand);
  }
  card(card, want) { return this.write({ do: 'entity', entity: card.id, want }, 'card') }
  line(card, text) { return this.write({ do: 'line', entity: card.name, want: { text } }, 'line') }
  describe(card, described, want) { return this.write({ do: 'description', at: [described.at], entity: card.name, want }, 'description') }
  approve(by) {
    this.setBy(by);
    if (!by) { this.root.querySelector('#by')?.focus(); return this.say('Say who approves it: your name.', true) }
    return this.write({ do: 'approve' }, 'approval');
  }
  setBy(name) { this.by = name; talk.setEditor(name) }
  setReach(value) { this.reach = value; this.#draw(true); this.#keep() }
  async turn(work, what) {
    if (this.busy) return;
    this.busy = true;
    try {
      const done = await work();
      this.#keep(`${what}: ${UNDO[done.what]}.`);
      this.say(`${what}: ${UNDO[done.what]}.`);
      this.#follow();
    } catch (error) { this.say(error.message, true) } finally { this.busy = false }
  }

  #goesOn() { return this.isWalking && this.queue.some(item => item.at === this.hand?.at) }
  #next() {
    const at = this.queue.findIndex(item => item.at === this.hand?.at);
    return this.queue[at + 1] ?? this.queue.find((_, n) => n !== at) ?? null;
  }
  accept() {
    const { thing, at, type, ghost } = this.hand ?? {};
    if (type !== 'quotation' || !(ghost || thing.doubtful)) return;
    const { speaker, others } = thing;
    const want = speaker.kind === 'unnamed' ? { unnamed: speaker.name } : { speaker: speaker.kind === 'unknown' ? [] : [speaker.entity ?? speaker.name, ...others] };
    this.isWalking = true;
    this.write({ do: 'quotation', at, want }, ghost ? 'quotation taken' : 'confirmed', this.#next());
  }
  remove() {
    const { type, at, card } = this.hand ?? {};
    if (!type || type === 'words') return;
    const next = this.#goesOn() ? this.#next() : null;
    if (type === 'mention' && this.reach === 'site') return this.write({ do: 'entity', entity: card.id, want: { ignore: true } }, 'no name anywhere', next);
    this.write({ do: type, at, want: { remove: true, everywhere: type === 'mention' && this.reach === 'article' } }, { quotation: 'no quotation', mention: 'no name', date: 'no date' }[type], next);
  }
  give(card, mention, owner) {
    if (this.reach === 'site') {
      if (owner.fresh) return this.card(card, { name: owner.name });
      return this.card(card, { same_as: owner.id });
    }
    return this.correct('mention', [mention.at], { entity: owner.name, everywhere: this.reach === 'article' }, 'name');
  }
  retype(card, mention, type) {
    if (this.reach === 'site') return this.card(card, { type });
    return this.correct('mention', [mention.at], { type, everywhere: this.reach === 'article' }, 'type');
  }

  /* ---- the words of a quotation ---- */
  moveEnd(side, by) {
    if (this.hand?.type !== 'quotation') return;
    const parts = this.pending ?? this.hand.at, from = side === 'start' ? parts[0][0] : parts.at(-1)[1];
    this.endAt(side, this.text.moved(from, by, `${side}s`));
    this.#draw(false);
  }
  endAt(side, place) {
    const parts = (this.pending ?? this.hand.at).map(at => [...at]);
    if (side === 'start') parts[0][0] = place; else parts.at(-1)[1] = place;
    if (parts.some(([start, end]) => start >= end) || parts.some((at, n) => n && meets([parts[n - 1]], at))) return;
    this.pending = parts;
    this.#paintHand();
  }
  setExtent() {
    if (!this.pending) return;
    const { at, thing, ghost } = this.hand, extent = this.pending;
    const taken = ghost ? thing.speaker.kind === 'unnamed' ? { unnamed: thing.speaker.name } : { speaker: thing.speaker.entity ? [thing.speaker.entity] : [] } : {};
    this.write({ do: 'quotation', at, want: { extent, ...taken } }, 'extent', { ...this.hand, at: extent });
  }

  /* ---- what is shown ---- */
  say(words, isAlarm = false) {
    const place = this.root.querySelector('#said');
    if (!place) return;
    place.className = isAlarm ? 'is-alarm' : '';
    place.textContent = words;
  }
  #paintHand() {
    const parts = this.pending ?? this.hand?.at ?? [];
    paint('hand', parts.map(at => this.text.range(at)));
    this.ends?.at(parts);
  }
  #draw(focus) {
    const hadFocus = this.root.activeElement?.id;
    this.numbers = null;
    this.ends?.gone();
    this.ends = null;
    const { hand } = this;
    const inside = !hand || !hand.thing && hand.type !== 'words' ? homePanel(this)
      : hand.type === 'quotation' ? quotationPanel(this, hand.thing, hand)
      : hand.type === 'mention' ? mentionPanel(this, hand.card, hand.thing)
      : hand.type === 'date' ? datePanel(this, hand.thing) : wordsPanel(this, hand.at[0]);
    const panel = el('div', { class: 'panel', role: 'region', 'aria-label': 'Desk: what is in hand', tabindex: '-1' }, ...inside);
    const said = this.root.querySelector('#said')?.cloneNode(true) ?? el('p', { id: 'said', role: 'status' });
    this.root.replaceChildren(this.#bar(said), panel);
    if (hand?.type === 'quotation') {
      this.ends = new Ends(this.root, this.text, (side, place) => this.endAt(side, place), () => this.setExtent());
    }
    this.#paintHand();
    if (focus) this.root.getElementById?.('head')?.focus({ preventScroll: true });
    else if (hadFocus) this.root.getElementById?.(hadFocus)?.focus({ preventScroll: true });
  }
  #bar(said) {
    const total = this.queue.length + this.settled, left = this.view.left.length;
    const where = total ? `${this.settled} of ${total} settled` : 'Nothing in doubt';
    const articles = left ? `, ${left} ${left === 1 ? 'article' : 'articles'} left` : '';
    return el('div', { class: 'bar', role: 'region', 'aria-label': 'Desk' },
      el('p', { class: 'count' }, el('progress', { max: String(total || 1), value: String(total ? this.settled : 1), 'aria-label': 'Settled' }), el('span', {}, where, articles)),
      said,
      el('div', { class: 'tools' },
        button('Previous', 'p', () => this.step(-1), { disabled: !this.queue.length }), button('Next', 'n', () => this.step(1), { disabled: !this.queue.length }),
        button('Undo', 'z', () => this.turn(talk.undo, 'Undone'), { disabled: !this.view.undo }), button('Redo', '⇧z', () => this.turn(talk.redo, 'Done again'), { disabled: !this.view.redo }),
        button('Leave', 'e', () => this.close())));
  }
}

/* ---- keys, clicks and selections of the page ---- */
function listen(desk, host) {
  const typing = event => /^(INPUT|TEXTAREA|SELECT)$/.test(event.composedPath()[0]?.tagName ?? '') || event.composedPath()[0]?.isContentEditable;
  const keys = {
    n: () => desk.step(1), j: () => desk.step(1), p: () => desk.step(-1), k: () => desk.step(-1),
    a: () => desk.accept(), y: () => desk.accept(), x: () => desk.remove(), Delete: () => desk.remove(),
    z: () => desk.turn(talk.undo, 'Undone'), Z: () => desk.turn(talk.redo, 'Done again'),
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
    if (desk.hand?.type === 'quotation' && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) { event.preventDefault(); return desk.moveEnd(side, event.key === 'ArrowLeft' ? -1 : 1) }
    if (event.key === 'Enter' && desk.pending && event.composedPath()[0]?.tagName !== 'BUTTON') { event.preventDefault(); return desk.setExtent() }
    if (/^[1-9]$/.test(event.key) && desk.numbers) { event.preventDefault(); return desk.numbers(Number(event.key) - 1) }
    if (Object.hasOwn(keys, event.key)) { event.preventDefault(); keys[event.key]() }
  }, true);

  document.addEventListener('click', event => {
    if (!desk.isOpen || !desk.view || event.composedPath().includes(host)) return;
    if (!getSelection().isCollapsed) return;
    const mark = event.target.closest('#text .ent,#text .qn,#text mark.q,#quotes .qi');
    let found = null;
    if (mark?.matches('.qi')) {
      const first = document.querySelector(`#text mark.q[data-q="${mark.dataset.q}"]`);
      found = first && desk.findQuotation(desk.text.of(first)?.[0]);
    } else if (mark?.matches('.qn')) {
      const first = document.querySelector(`#text mark.q[data-q="${mark.dataset.q}"]`);
      found = first && desk.findQuotation(desk.text.of(first)?.[0]);
    } else if (mark?.matches('.ent')) {
      const at = desk.text.of(mark);
      found = at && desk.find(at[0]);
    } else if (event.target.closest('#text')) {
      const place = desk.text.under(event.clientX, event.clientY);
      found = place === null ? null : desk.findQuotation(place);
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
    const at = desk.text.places(range);
    if (at) desk.take({ type: 'words', at: [at] }, false);
  };
  document.addEventListener('pointerup', event => event.composedPath().includes(host) || setTimeout(select));
  document.addEventListener('keyup', event => event.shiftKey && event.key.startsWith('Arrow') && desk.hand?.type !== 'quotation' && select());
}

/* the styles do not come where the page is being left, or the preview has ended: then there is no desk */
const sheets = document.getElementById('text') && await Promise.all([sheetOf('panel.css'), sheetOf('page.css')]).catch(() => null);
if (sheets) {
  const host = document.createElement('sitegen-desk'), root = host.attachShadow({ mode: 'open' });
  const [own, page] = sheets;
  root.adoptedStyleSheets = [own];
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, page];
  document.body.append(host);
  const desk = new Desk(root);
  listen(desk, host);
  desk.start();
}
