/* The editor's desk over a briefing of the preview: what is in hand, what a key or a click does with it.
   A built site has none of this. */
import { listen } from './keys.js';
import { Ends, paint, wipe } from './marks.js';
import { datePanel, homePanel, mentionPanel, quotationPanel } from './panel.js';
import { button, el } from './parts.js';
import { changeOf, itemsOf, many, placeOf, reachOf, wantOf } from './queue.js';
import * as talk from './talk.js';
import { PlainText, holds, meets } from './text.js';
import { Typed } from './typed.js';
import { wordsPanel } from './words.js';

const HERE = new URL('.', import.meta.url);
const ANEW = 403; /* the token is that of another run of the preview */
const UNDO = { quotation: 'quotation', mention: 'name', date: 'date', description: 'description', line: 'line', entity: 'card', approve: 'approval' };
const sheetOf = async name => new CSSStyleSheet().replace(await (await fetch(new URL(name, HERE))).text());

class Desk {
  constructor(root) {
    this.root = root;
    this.view = null;
    this.hand = null; /* {type, at, thing, card?, suggested?} */
    this.pending = null;
    this.reach = 'article';
    this.as = 'said'; /* what selected words are taken for */
    this.site = null; /* the other articles that wait; null while that is not known */
    this.isAtEnd = false;
    this.seen = ''; /* the version of the corrections of which the editor knows */
    this.told = ''; /* what was written last */
    this.by = talk.editor();
    this.busy = false;
    this.typing = new Typed(root, () => this.#thing());
    this.isLeaving = false;
    this.isWalking = false; /* from one thing in doubt to the next, not from what was clicked */
  }

  get isOpen() { return document.documentElement.classList.contains('sitegen-desk') }

  /* ---- open and closed ---- */
  async open() {
    document.documentElement.classList.add('sitegen-desk');
    talk.setOpen(true);
    this.root.replaceChildren(el('p', { class: 'waits' }, 'The desk opens…'));
    const kept = talk.remembered();
    this.seen = kept.seen ?? '';
    try { await this.load() } catch (error) { return this.#empty(error) }
    [this.reach, this.isWalking, this.as] = [kept.reach ?? 'article', kept.isWalking ?? false, kept.as ?? 'said'];
    if (kept.starts) this.take(this.queue[0] ?? null, true, true);
    else { this.typedAt = kept.field; this.#again(kept.hand) }
    this.told = kept.told ?? '';
    if (this.told) this.say(this.told);
    this.#keep();
    this.#lookAround();
    if (this.told) setTimeout(() => this.#lookAround(), 1500); /* what other articles change may come later */
  }
  async #lookAround() { /* the other articles; where that takes long, the desk is there already */
    const found = await talk.readQueue().catch(() => null);
    if (!found || !this.isOpen) return;
    this.site = found.articles;
    if (this.hand || this.pending) this.root.querySelector('.bar .count')?.replaceWith(this.#count());
    else this.#draw(!!this.root.activeElement);
    const more = this.told && changeOf(found.changed);
    if (more) this.say(`${this.told} ${more}`);
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
    this.seen = this.view.seen || this.seen; /* while a build is on its way, the version that was written last */
    this.queue = itemsOf(this.view);
    this.settled = this.view.settled;
    const ranges = items => items.flatMap(item => item.at.map(at => this.text.range(at)));
    paint('doubt', ranges(this.queue.filter(item => !item.suggested)));
    paint('suggestion', ranges(this.queue.filter(item => item.suggested)));
    if (this.view.seen === '') setTimeout(() => this.#follow(), 400);
  }
  async #follow() { /* the page is made again; where it does not change, what is known does */
    for (const wait of [0, 400, 800, 1600]) {
      await new Promise(done => setTimeout(done, wait));
      const hand = this.#told(this.hand);
      try { await this.load() } catch { continue }
      if (!this.view.seen) continue;
      this.#lookAround();
      return this.isOpen && !this.pending && this.#again(hand);
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
    const suggestion = this.view.suggestions.find(one => holds(one.at, place));
    return suggestion ? { type: 'quotation', at: suggestion.at, thing: suggestion, suggested: true } : null;
  }
  doubtOf(hand) { return this.queue[placeOf(this.queue, hand)]?.doubt ?? null }
  take(item, focus = true, isWalking = false) {
    this.pending = null;
    this.isAtEnd = false;
    this.isWalking = isWalking;
    this.as = 'said';
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
  step(by) { /* past the last of this article to what there is to say of the whole, and from there to the next article */
    const now = placeOf(this.queue, this.hand);
    if (by > 0 && !this.hand && (this.isAtEnd || !this.queue.length)) return this.goOn();
    const next = now < 0 ? (by > 0 ? 0 : this.queue.length - 1) : now + by;
    this.take(this.queue[next] ?? null, true, true);
    if (this.hand || by < 0) return;
    this.isAtEnd = true;
    this.#draw(true);
  }
  get nextArticle() { return this.site?.find(article => article.doubts) ?? null }
  goOn() {
    const next = this.nextArticle;
    if (!next) return this.say(this.site ? 'Nothing else is in doubt on this site.' : 'The other articles are being looked at; one moment.');
    talk.rememberAt(next.url, { starts: true, isWalking: true });
    this.isLeaving = true; /* a page that comes anew now would come in the other's place */
    location.assign(next.url);
  }
  #again(told) { /* the same thing on the page as it is now */
    const at = told && this.#whereNow(told), found = at && this.#findAt(told.type, at);
    this.hand = found || null;
    this.pending = found && told.digest === this.view.digest ? told.pending : null;
    this.#draw(told?.focus);
    if (found) this.#scrollTo(found.at, true);
  }
  #findAt(type, at) {
    if (type === 'words') return { type, at: [at] };
    return type === 'quotation' ? this.findQuotation(at[0]) : this.find(at[0]);
  }
  #whereNow({ at: [[start, end]], digest, words }) { /* the same words, where the text has changed around them */
    if (digest === this.view.digest) return [start, end];
    const near = this.text.starts(words).sort((a, b) => Math.abs(a - start) - Math.abs(b - start))[0];
    return near === undefined ? null : [near, near + end - start];
  }
  #told(item) {
    if (!item) return null;
    const pending = item === this.hand ? this.pending : null;
    return { type: item.type, at: item.at, words: this.text.exact(item.at[0]), digest: this.view.digest, pending, focus: !!this.root.activeElement };
  }
  #keep(told = '', hand = this.#told(this.hand)) {
    talk.remember({ hand, told, seen: this.seen, reach: this.reach, as: this.as, isWalking: this.isWalking });
  }
  left() { /* the page goes, by another's save or by the editor: what was begun in it */
    if (!this.isOpen || !this.view) return;
    const kept = talk.remembered();
    if (kept.hand) kept.hand.pending = this.pending;
    talk.remember({ ...kept, field: this.typing.place() });
  }
  #thing() { /* what half-typed text is about, by a name that edits elsewhere do not change */
    const { type, at, card } = this.hand ?? {};
    if (!type) return 'article';
    if (card) return `card ${card.id}`;
    const words = this.text.exact(at[0]);
    return `${type} ${this.text.starts(words).indexOf(at[0][0])} ${words}`;
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
    if (!this.seen) return this.say('The page is being made again; one moment.', true);
    this.busy = true;
    this.told = `Written: ${what}.`;
    this.#keep(this.told, this.#told(next));
    const sent = this.typing.sent();
    try {
      const done = await talk.act({ ...body, text: this.view.digest, seen: this.seen, by: this.by });
      this.seen = done.seen;
      this.pending = null;
      sent();
      this.#keep(this.told, this.#told(next));
      this.say(this.told);
      this.view.undo ||= body.do;
      if (next !== this.hand) this.#goOnTo(next);
      this.#follow();
    } catch (error) {
      if (error.status === ANEW) return this.#loadAgain();
      this.#keep();
      this.say(error.message, true);
      if (error.status === 409) this.#follow();
    } finally { this.busy = false }
  }
  #goOnTo(next) { /* at once, before the page is made again */
    const left = this.queue.filter(item => placeOf([item], this.hand) < 0);
    this.settled += this.queue.length - left.length;
    [this.queue, this.hand] = [left, next];
    this.#draw(true);
    if (next) this.#scrollTo(next.at);
  }
  alike(words) { return this.view.cards.flatMap(card => card.mentions).filter(({ at }) => this.text.words(at) === words).length }
  #loadAgain() { /* what is begun comes back, what was asked was not done */
    this.#keep('The preview was started anew, and the page loaded again. Nothing was written: do it once more.');
    location.reload();
  }
  #where(words) { return this.reach === 'article' && this.alike(words) > 1 }
  correct(what, at, want, name, fresh = false, entity = '') {
    const isDone = this.#goesOn() && (name === 'speaker' || what === 'mention');
    return this.write({ do: what, at, want, new: fresh, entity }, name, fresh ? { type: what, at } : isDone ? this.#next() : this.hand);
  }
  card(card, want) {
    const said = { name: 'name everywhere', note: 'note', same_as: 'one card with the other', type: 'type everywhere', apart: 'somebody else in this article' };
    return this.write({ do: 'entity', entity: card.id, note: card.note, want }, `${said[Object.keys(want)[0]]}; ${reachOf(card.site)}`);
  }
  send(form, act) { /* what was typed, where nobody else has written the same meanwhile, or the editor has chosen */
    if (!this.typing.waits(form)) return act();
    form.querySelector('.both button').focus();
    this.say('Somebody else has written here meanwhile: choose first.', true);
  }
  line(card, text) { return this.write({ do: 'line', entity: card.name, want: { text } }, 'line') }
  describe(card, described, want) { return this.write({ do: 'description', at: [described.at], entity: card.name, want }, 'description') }
  approve(by) {
    this.setBy(by);
    if (!by) { this.root.querySelector('#by')?.focus(); return this.say('Say who approves it: your name.', true) }
    return this.write({ do: 'approve' }, 'approval');
  }
  setBy(name) { /* who was asked for, and is told, is not asked for any more */
    this.by = name;
    talk.setEditor(name);
    if (name && this.root.querySelector('#said.is-alarm')) this.say('');
  }
  setAs(value) { this.as = value; this.#draw(true); this.#keep() }
  nearestCards([start, end]) { /* whose names stand nearest to the words first */
    const gap = card => Math.min(...card.mentions.map(({ at }) => at[1] <= start ? start - at[1] : at[0] >= end ? at[0] - end : end - start));
    return [...this.view.cards].sort((a, b) => gap(a) - gap(b));
  }
  press(key) { this.root.querySelector(`.panel [aria-keyshortcuts=${key}]`)?.click() }
  setReach(value) { this.reach = value; this.#draw(true); this.#keep() }
  async turn(work, what) {
    if (this.busy) return;
    this.busy = true;
    try {
      const done = await work();
      this.told = `${what}: ${UNDO[done.what]}.`;
      this.#keep(this.told);
      this.say(this.told);
      this.#follow();
    } catch (error) { if (error.status === ANEW) this.#loadAgain(); else this.say(error.message, true) } finally { this.busy = false }
  }

  #goesOn() { return this.isWalking && placeOf(this.queue, this.hand) >= 0 }
  #next() {
    const at = placeOf(this.queue, this.hand);
    return this.queue[at + 1] ?? this.queue.find((_, n) => n !== at) ?? null;
  }
  accept() {
    const doubt = this.hand && this.doubtOf(this.hand);
    if (!doubt) return;
    this.isWalking = true;
    const { thing, at, type, card } = this.hand, next = this.#next();
    if (type === 'mention') {
      const want = { 'doubtful-link': { entity: card.name }, 'doubtful-type': { type: card.type }, 'doubtful-bounds': { extent: at } }[doubt.kind];
      return this.write({ do: 'mention', at, want: { ...want, everywhere: doubt.kind !== 'doubtful-bounds' && this.alike(this.text.words(at[0])) > 1 } }, 'confirmed', next);
    }
    return this.write({ do: 'quotation', at, want: wantOf(thing) }, doubt.suggested ? 'quotation taken' : 'confirmed', next);
  }
  remove() {
    const { type, at, card } = this.hand ?? {};
    if (!type || type === 'words') return;
    const next = this.#goesOn() ? this.#next() : null;
    if (type === 'mention' && this.reach === 'site') return this.write({ do: 'entity', entity: card.id, want: { ignore: true } }, `no name anywhere; ${reachOf(card.site)}`, next);
    this.write({ do: type, at, want: { remove: true, everywhere: type === 'mention' && this.#where(this.text.words(at[0])) } }, { quotation: 'no quotation', mention: 'no name', date: 'no date' }[type], next);
  }
  dropSpeaker() { /* the editor's word on who says it */
    const { type, at, thing } = this.hand ?? {};
    if (type === 'quotation' && thing.stated) this.write({ do: 'quotation', at, want: { drop: true } }, 'who says it is the machine’s word again');
  }
  give(card, mention, owner) {
    if (this.reach === 'site') return this.card(card, owner.fresh ? { name: owner.name } : { same_as: owner.id });
    return this.correct('mention', [mention.at], { entity: owner.name, everywhere: this.#where(this.text.words(mention.at)) }, 'name');
  }
  retype(card, mention, type) {
    if (this.reach === 'site') return this.card(card, { type });
    return this.correct('mention', [mention.at], { type, everywhere: this.#where(this.text.words(mention.at)) }, 'type');
  }
  part(card, mention) { /* its words, wherever they stand in the article, are somebody else */
    const words = this.text.words(mention.at);
    return this.correct('mention', [mention.at], { entity: words, everywhere: this.alike(words) > 1 }, `“${words}” has a card of its own`);
  }

  /* ---- the words of a quotation ---- */
  moveEnd(side, by) {
    if (this.hand?.type === 'words') {
      const [start, end] = this.hand.at[0], moved = this.text.moved(side === 'start' ? start : end, by, `${side}s`);
      return this.#takeWords(side === 'start' ? [moved, end] : [start, moved]);
    }
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
  /* ---- words chosen by keys ---- */
  chooseWords() { /* those that are selected, else the first behind what is in hand or at the top of the window */
    getSelection().removeAllRanges();
    if (this.hand?.type === 'words') return;
    const seen = this.view.blocks.find(({ at }) => this.text.range(at)?.getBoundingClientRect().bottom > 90);
    const at = this.hand ? this.hand.at.at(-1)[1] : seen?.at[0];
    this.#takeWords(at === undefined ? null : this.text.wordAt(at));
  }
  moveWords(by) {
    const start = this.text.moved(this.hand.at[0][0], by, 'starts');
    this.#takeWords(this.text.wordAt(start));
  }
  moveBlocks(by) {
    const blocks = this.view.blocks.map(block => block.at), now = blocks.findIndex(block => meets([block], this.hand.at[0]));
    const next = blocks[now + by];
    if (next) this.#takeWords(this.text.wordAt(next[0]));
  }
  #takeWords(at) {
    if (!at || at[0] >= at[1]) return;
    this.take({ type: 'words', at: [at] });
    this.say(`“${this.text.words(at)}”`);
  }
  setExtent() {
    if (this.pending) this.giveExtent(this.hand, this.pending);
  }
  giveExtent({ at, thing, suggested, type }, extent) {
    if (type === 'mention') return this.write({ do: 'mention', at, want: { extent } }, 'extent', { type, at: extent });
    this.write({ do: 'quotation', at, want: { extent, ...suggested && wantOf(thing) } }, 'extent', { type: 'quotation', at: extent });
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
    const hadFocus = this.root.activeElement?.id, typedAt = this.typing.place() ?? this.typedAt;
    this.typedAt = null;
    this.numbers = this.shifted = this.entered = this.typed = null;
    this.ends?.gone();
    this.ends = null;
    const { hand } = this;
    const inside = !hand || !hand.thing && hand.type !== 'words' ? homePanel(this)
      : hand.type === 'quotation' ? quotationPanel(this, hand.thing, hand)
      : hand.type === 'mention' ? mentionPanel(this, hand)
      : hand.type === 'date' ? datePanel(this, hand.thing) : wordsPanel(this, hand.at[0]);
    const panel = el('div', { class: 'panel', role: 'region', 'aria-label': 'Desk: what is in hand', tabindex: '-1' }, ...inside);
    const said = this.root.querySelector('#said')?.cloneNode(true) ?? el('p', { id: 'said', role: 'status' });
    this.root.replaceChildren(this.#bar(said), panel);
    if (hand?.type === 'quotation') {
      this.ends = new Ends(this.root, this.text, (side, place) => this.endAt(side, place), () => this.setExtent());
    }
    this.#paintHand();
    this.typing.fill();
    if (!this.typing.goTo(typedAt)) this.root.getElementById(focus ? 'head' : hadFocus)?.focus({ preventScroll: true });
  }
  #count() {
    const total = this.queue.length + this.settled, left = this.site?.filter(article => article.doubts).length;
    const isDone = !total || this.view.state.approved;
    const where = this.view.state.approved ? 'Approved' : total ? `${this.settled} of ${total} settled` : 'Nothing in doubt';
    return el('p', { class: 'count' }, el('progress', { max: String(total || 1), value: String(isDone ? total || 1 : this.settled), 'aria-label': 'Settled' }),
      el('span', {}, where, left ? `, ${many(left, 'article')} left` : ''));
  }
  #bar(said) {
    const isLast = !this.queue.length && !this.nextArticle;
    return el('div', { class: 'bar', role: 'region', 'aria-label': 'Desk' },
      this.#count(),
      said,
      el('div', { class: 'tools' },
        button('Previous', 'p', () => this.step(-1), { disabled: !this.queue.length }), button('Next', 'n', () => this.step(1), { disabled: isLast }),
        button('Undo', 'z', () => this.turn(talk.undo, 'Undone'), { disabled: !this.view.undo }), button('Redo', '⇧z', () => this.turn(talk.redo, 'Done again'), { disabled: !this.view.redo }),
        button('Leave', 'e', () => this.close())));
  }
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
  addEventListener('pagehide', () => desk.left());
  desk.start();
}
