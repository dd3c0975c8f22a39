/* What stands in the desk's panel for the thing in hand. Each function gives elements; `desk` does what they ask. */
import { KEYS } from './keys.js';
import { button, choice, chooser, el } from './parts.js';
import { besideOf, many, reachOf, whyOf } from './queue.js';
import { readNames } from './talk.js';
import { meets } from './text.js';

const KINDS = [['direct', 'Direct'], ['partial', 'Partial'], ['indirect', 'Indirect']];
export const TYPES = [['person', 'Person'], ['organisation', 'Organisation'], ['place', 'Place'], ['event', 'Event'], ['other', 'Other']];
const percent = share => `${Math.round(share * 100)}\u00a0% sure`;
const share = part => `About ${Math.round(part * 100)}\u00a0%`;
const capital = words => words.charAt(0).toUpperCase() + words.slice(1);
export const part = (title, ...inside) => el('section', { 'aria-label': title }, el('h3', {}, title), ...inside);
export const head = (desk, title, note) => el('div', { class: 'head' },
  el('h2', { tabindex: '-1', id: 'head' }, title), note && el('p', { class: 'note' }, note),
  button('Back', 'Esc', () => desk.letGo(), { class: 'plain' }));
export const said = words => el('blockquote', {}, words);

const siteNames = known => async typed => (await readNames(typed)).filter(found => !known.has(found.id))
  .map(found => ({ label: found.name, detail: `${found.type}, elsewhere on this site`, value: { id: found.id, name: found.name, elsewhere: true } }));

/* ---- a quotation, marked or only found ---- */
const NEAREST = 3; /* who stands nearest to the words is likeliest to be chosen */

function speakerOptions(desk, current, at) {
  const { view } = desk;
  const cards = [...view.cards].sort((a, b) => (b.type === 'person') - (a.type === 'person') || b.quotations - a.quotations || b.mentions.length - a.mentions.length);
  const options = cards.map(card => ({ label: card.name, detail: card.type === 'person' ? '' : card.type, value: { speaker: [card.id] }, current: current?.entity === card.id }));
  const unnamed = view.unnamed.map(name => ({ label: name, detail: 'without a name', value: { unnamed: name }, current: current?.kind === 'unnamed' && current.name === name }));
  const nobody = { label: 'Not stated', detail: 'the article does not say', value: { speaker: [] }, current: current?.kind === 'unknown' };
  const people = options.filter((_, n) => cards[n].type === 'person'), others = options.filter((_, n) => cards[n].type !== 'person');
  const sorted = [...people, ...unnamed, nobody, ...others];
  const near = new Set(desk.nearestCards(at).slice(0, NEAREST).map(card => options[cards.indexOf(card)]));
  const rank = option => option.current ? 0 : near.has(option) ? 1 : 2;
  return sorted.sort((a, b) => rank(a) - rank(b)); /* within each people first, as before */
}
export function speakers(desk, current, at, choose) {
  const known = new Set(desk.view.cards.map(card => card.id));
  const more = async typed => (await siteNames(known)(typed)).map(option => ({ ...option, value: { speaker: [option.value.name] } }));
  const free = typed => [
    { label: `“${typed}”`, detail: 'a source without a name', value: { unnamed: typed } },
    { label: typed, detail: 'by this name', value: { speaker: [typed] } },
  ];
  return chooser('Who says it', speakerOptions(desk, current, at), more, free, choose);
}
function ends(desk) {
  const step = (label, side, by, key) => button(label, key, () => desk.moveEnd(side, by), { class: 'small' });
  return el('div', {},
    el('div', { class: 'row' }, step('Begin earlier', 'start', -1, '⇧←'), step('Begin later', 'start', 1, '⇧→')),
    el('div', { class: 'row' }, step('End earlier', 'end', -1, '←'), step('End later', 'end', 1, '→')),
    desk.pending && el('div', { class: 'row' }, button('Set these words', '⏎', () => desk.setExtent(), { class: 'main' }), button('As before', 'Esc', () => desk.letGo())));
}

function kinds(desk, quotation) {
  const set = kind => desk.correct('quotation', quotation.at, { kind }, 'kind');
  desk.shifted = n => KINDS[n] && set(KINDS[n][0]);
  return choice('Kind', KINDS, quotation.kind, set, true);
}

export function quotationPanel(desk, quotation, hand) {
  const { suggested } = hand, doubt = desk.doubtOf(hand);
  const list = speakers(desk, quotation.speaker, [quotation.at[0][0], quotation.at.at(-1)[1]], want => desk.correct('quotation', quotation.at, want, 'speaker'));
  desk.numbers = list.pick;
  const name = quotation.speaker.name || 'nobody known';
  const why = quotation.beside ? `By an editor’s word. ${besideOf(quotation)}` : quotation.edited ? 'By an editor’s word.' : `${capital(quotation.reason)}. ${percent(quotation.confidence)}.`;
  return [
    head(desk, suggested ? 'A quotation? Not on the page' : `${capital(name)}, ${quotation.kind}`, why),
    said(desk.text.words([quotation.at[0][0], quotation.at.at(-1)[1]])),
    el('div', { class: 'row' },
      doubt && button(suggested ? 'Take it' : 'It is right', 'a', () => desk.accept(), { class: 'main' }),
      button(suggested ? 'Drop it' : 'No quotation', 'x', () => desk.remove()),
      quotation.stated && button('Ask the machine who', 'b', () => desk.dropSpeaker())),
    part('Who says it', list),
    part('Kind', kinds(desk, quotation)),
    part('Its words', ends(desk)),
  ];
}

/* ---- a name ---- */
function owners(desk, card, doubt, choose) {
  const likely = new Set(doubt?.others);
  const others = desk.view.cards.filter(other => other.id !== card.id).sort((a, b) =>
    likely.has(b.id) - likely.has(a.id) || (b.type === card.type) - (a.type === card.type));
  const given = others.map(other => ({ label: other.name, detail: other.type, value: { id: other.id, name: other.name } }));
  const known = new Set(desk.view.cards.map(other => other.id));
  return chooser('Whose it is', given, siteNames(known), typed => [{ label: typed, detail: 'somebody new', value: { name: typed, fresh: true } }], choose);
}

/* what a word on a name is about, here or in the article: mentions, and quotations that they speak */
function spokenOf(desk, card, mention) {
  const words = desk.text.words(mention.at), isSame = other => desk.reach === 'here' ? other === mention : desk.text.words(other.at) === words;
  const mentions = card.mentions.filter(isSame);
  const spoken = desk.view.quotations.filter(({ edited, source }) => !edited && source && mentions.some(one => meets([one.at], source)));
  return { mentions: mentions.length, quotations: spoken.length };
}

export function mentionPanel(desk, hand) {
  const { card, thing: mention } = hand, doubt = desk.doubtOf(hand);
  const words = desk.text.words(mention.at), alike = desk.alike(words);
  const set = type => desk.retype(card, mention, type), list = owners(desk, card, doubt, owner => desk.give(card, mention, owner));
  [desk.numbers, desk.shifted] = [list.pick, n => TYPES[n] && set(TYPES[n][0])];
  const reach = [['here', 'Only here'], ['article', `In the article (${alike})`], ['site', `On the site (${card.site.mentions})`]];
  const changes = desk.reach === 'site' ? `${card.name} on the site: ${reachOf(card.site)}.` : `“${words}”${desk.reach === 'here' ? ' here' : ''}: ${reachOf(spokenOf(desk, card, mention))}.`;
  const here = `${capital(card.type)}. ${many(card.mentions.length, 'mention')}${card.quotations ? ` and ${many(card.quotations, 'quotation')}` : ''} in this article`;
  return [
    head(desk, card.name, `${here}; on the site ${reachOf(card.site)}.`),
    doubt && el('p', { class: 'badge' }, `${whyOf({ doubt, card }, desk.view)}. ${share(doubt.confidence)} of such names are right as they are.`),
    el('div', { class: 'row' }, doubt && button('It is right', 'a', () => desk.accept(), { class: 'main' }), button('Not a name', 'x', () => desk.remove())),
    part(`How far your word on “${words}” goes`, choice('How far your word goes', reach, desk.reach, value => desk.setReach(value)),
      el('p', { class: 'note', id: 'changes' }, changes)),
    part('Type', choice('Type', TYPES, card.type, set, true)),
    part(desk.reach === 'site' ? 'The same as' : 'Whose it is', list),
    parting(desk, card),
    cardPart(desk, card),
  ];
}

/* one card that is two: some of its words, or all of it in this article, are somebody else */
function parting(desk, card) {
  const forms = new Map();
  for (const mention of card.mentions) {
    const words = desk.text.words(mention.at);
    if (!forms.has(words)) forms.set(words, []);
    forms.get(words).push(mention);
  }
  const rows = forms.size < 2 ? [] : [...forms].map(([words, mentions]) =>
    button(`“${words}” (${mentions.length}) is somebody else`, '', () => desk.part(card, mentions[0]), { class: 'small' }));
  if (card.site.articles > 1) rows.push(button(`In this article “${card.name}” is somebody else`, '', () => desk.card(card, { apart: true }), { class: 'small' }));
  return rows.length > 0 && part('Part the card', el('div', { class: 'row' }, ...rows));
}

function cardPart(desk, card) {
  const name = el('input', { type: 'text', value: card.name, maxlength: 300, id: 'card-name' });
  const note = el('textarea', { rows: 4, maxlength: 20000, id: 'card-note', value: card.note });
  const line = el('input', { type: 'text', value: card.lines[0] ?? '', maxlength: 500, id: 'card-line' });
  const words = card.descriptions.map(described => el('li', {}, el('q', {}, described.text),
    el('span', { class: 'row' },
      button('First', '', () => desk.describe(card, described, { choose: true }), { class: 'small', 'aria-pressed': String(described.first) }),
      button('Hide', '', () => desk.describe(card, described, { hide: true }), { class: 'small' }))));
  const form = (act, ...inside) => el('form', { onsubmit: event => { event.preventDefault(); desk.send(event.target, act) } }, ...inside);
  return part('The card',
    form(() => desk.card(card, { name: name.value.trim() }), el('label', { for: 'card-name' }, 'Name everywhere'), name, el('button', { class: 'small' }, 'Rename')),
    form(() => desk.card(card, { note: note.value }), el('label', { for: 'card-note' }, 'Note, on card and page'), note, el('button', { class: 'small' }, 'Save the note')),
    form(() => desk.line(card, line.value.trim()), el('label', { for: 'card-line' }, 'Your line, in this article'), line, el('button', { class: 'small' }, 'Save the line')),
    words.length > 0 && el('h4', {}, 'What the article says'), words.length > 0 && el('ul', { class: 'said' }, ...words));
}

/* ---- a date ---- */
export function datePanel(desk, date) {
  const input = el('input', { type: 'text', value: date.value, id: 'date-value', placeholder: '2026-05-20', maxlength: 10, inputmode: 'numeric' });
  desk.typed = input;
  const write = () => desk.correct('date', [date.at], { value: input.value.trim() }, 'date');
  const set = event => { event.preventDefault(); desk.send(event.target, write) };
  return [
    head(desk, 'A date', `“${desk.text.words(date.at)}”`),
    el('form', { onsubmit: set }, el('label', { for: 'date-value' }, 'Day, month or year'), input, el('button', { class: 'main' }, 'Set the date')),
    el('div', { class: 'row' }, button('No date', 'x', () => desk.remove())),
  ];
}

/* ---- nothing in hand ---- */

function row(desk, item) {
  const why = item.suggested ? 'Not on the page: take or drop'
    : item.thing.beside ? `${item.thing.speaker.name || 'Not stated'}? ${besideOf(item.thing)}`
    : item.type === 'mention' ? whyOf(item, desk.view) : `${item.thing.speaker.name || 'Speaker not known'}? ${item.thing.reason}`;
  return el('li', {}, el('button', { type: 'button', class: 'open', onclick: () => desk.take(item, true, true) },
    el('span', { class: 'q' }, desk.text.words([item.at[0][0], item.at.at(-1)[1]])), el('small', {}, why)));
}

function siteParts(desk) { /* the next article, and all that wait */
  const next = desk.nextArticle, waits = one => one.doubts ? many(one.doubts, 'mark') + ' to look at' : 'nothing in doubt';
  return [
    (desk.isAtEnd || !desk.queue.length) && next && el('div', { class: 'row goes-on' }, button(`Next: ${next.title}`, 'n', () => desk.goOn(), { class: 'main' })),
    desk.site?.length > 0 && part(many(desk.site.length, 'other article') + ' to approve', el('ol', { class: 'left' }, ...desk.site.slice(0, 12).map(one =>
      el('li', {}, el('a', { href: one.url }, one.title), el('small', {}, ` ${waits(one)}`))))),
  ];
}

function cardList(desk) {
  const one = card => el('li', {}, el('button', { type: 'button', class: 'open', onclick: () => desk.take({ type: 'mention', at: [card.mentions[0].at], thing: card.mentions[0], card }) },
    el('span', {}, card.name), el('small', {}, `${card.type}, ${many(card.mentions.length, 'mention')}`)));
  return desk.view.cards.length > 0 && part('Cards', el('ul', {}, ...desk.view.cards.map(one)));
}

export function homePanel(desk) {
  const { view } = desk;
  const name = el('input', { type: 'text', id: 'by', value: desk.by, autocomplete: 'name', maxlength: 100, onchange: event => desk.setBy(event.target.value.trim()) });
  const signed = [el('label', { for: 'by' }, 'Your name'), name];
  const told = view.told.map(one => el('li', { class: `is-${one.severity}` }, el('b', {}, one.message), one.hint && el('small', {}, one.hint), el('small', {}, `${one.file}${one.line ? `:${one.line}` : ''}`)));
  const state = view.state.approved ? `Approved by ${view.state.approved.by} on ${view.state.approved.on}.`
    : view.state.stale ? 'Changed since it was approved.' : 'Not approved.';
  const held = [view.state.draft && 'a draft', view.ahead && 'dated ahead'].filter(Boolean).join(', ');
  const count = desk.queue.length ? `${many(desk.queue.length, 'mark')} ${desk.isAtEnd ? 'left in doubt' : 'to look at'}` : 'Nothing is in doubt';
  const [goesOn, waiting] = siteParts(desk);
  return [
    el('div', { class: 'head' }, el('h2', { tabindex: '-1', id: 'head' }, count),
      el('p', { class: 'note' }, 'Click a quotation or a name, or select words.')),
    held && el('p', { class: 'badge' }, `Not published yet: ${held}`),
    !desk.by && el('div', { class: 'signed' }, ...signed, el('small', {}, 'It stands beside each correction.')),
    goesOn,
    desk.queue.length > 0 && el('ol', { class: 'queue' }, ...desk.queue.map(item => row(desk, item))),
    told.length > 0 && part('What the build says', el('ul', { class: 'told' }, ...told)),
    part('Approval', el('p', {}, state), ...desk.by ? signed : [],
      !view.state.approved && el('button', { type: 'button', class: 'main', onclick: () => desk.approve(name.value.trim()) }, 'Approve this briefing')),
    waiting,
    cardList(desk),
    el('details', {}, el('summary', {}, 'Keys'), el('dl', { class: 'keys' }, ...KEYS.flatMap(([names, what]) => [el('dt', {}, ...names.map(name => el('kbd', {}, name))), el('dd', {}, what)]))),
  ];
}
