/* What stands in the desk's panel for the thing in hand. Each function gives elements; `desk` does what they ask. */
import { button, choice, chooser, el } from './parts.js';
import { readNames } from './talk.js';

const KINDS = [['direct', 'Direct'], ['partial', 'Partial'], ['indirect', 'Indirect']];
const TYPES = [['person', 'Person'], ['organisation', 'Organisation'], ['place', 'Place'], ['event', 'Event'], ['other', 'Other']];
const many = (n, one, more = `${one}s`) => `${n} ${n === 1 ? one : more}`;
const percent = share => `${Math.round(share * 100)}\u00a0% sure`;
const capital = words => words.charAt(0).toUpperCase() + words.slice(1);
const part = (title, ...inside) => el('section', { 'aria-label': title }, el('h3', {}, title), ...inside);
const head = (desk, title, note) => el('div', { class: 'head' },
  el('h2', { tabindex: '-1', id: 'head' }, title), note && el('p', { class: 'note' }, note),
  button('Back', 'Esc', () => desk.letGo(), { class: 'plain' }));
const said = words => el('blockquote', {}, words);

const siteNames = known => async typed => (await readNames(typed)).filter(found => !known.has(found.id))
  .map(found => ({ label: found.name, detail: `${found.type}, elsewhere on this site`, value: { id: found.id, name: found.name, elsewhere: true } }));

/* ---- a quotation, marked or only found ---- */
export function speakerOptions(view, current) {
  const cards = [...view.cards].sort((a, b) => (b.type === 'person') - (a.type === 'person') || b.quotations - a.quotations || b.mentions.length - a.mentions.length);
  const options = cards.map(card => ({ label: card.name, detail: card.type === 'person' ? '' : card.type, value: { speaker: [card.id] }, current: current?.entity === card.id }));
  const unnamed = view.unnamed.map(name => ({ label: name, detail: 'without a name', value: { unnamed: name }, current: current?.kind === 'unnamed' && current.name === name }));
  const nobody = { label: 'Not stated', detail: 'the article does not say', value: { speaker: [] }, current: current?.kind === 'unknown' };
  const people = options.filter((_, n) => cards[n].type === 'person'), others = options.filter((_, n) => cards[n].type !== 'person');
  const sorted = [...people, ...unnamed, nobody, ...others];
  return [...sorted.filter(o => o.current), ...sorted.filter(o => !o.current)];
}
function speakers(desk, current, choose) {
  const known = new Set(desk.view.cards.map(card => card.id));
  const more = async typed => (await siteNames(known)(typed)).map(option => ({ ...option, value: { speaker: [option.value.name] } }));
  const free = typed => [
    { label: `“${typed}”`, detail: 'a source without a name', value: { unnamed: typed } },
    { label: typed, detail: 'by this name', value: { speaker: [typed] } },
  ];
  return chooser('Who says it', speakerOptions(desk.view, current), more, free, choose);
}
function ends(desk) {
  const step = (label, side, by, key) => button(label, key, () => desk.moveEnd(side, by), { class: 'small' });
  return el('div', {},
    el('div', { class: 'row' }, step('Begin earlier', 'start', -1, '⇧←'), step('Begin later', 'start', 1, '⇧→')),
    el('div', { class: 'row' }, step('End earlier', 'end', -1, '←'), step('End later', 'end', 1, '→')),
    desk.pending && el('div', { class: 'row' }, button('Set these words', '⏎', () => desk.setExtent(), { class: 'main' }), button('As before', 'Esc', () => desk.letGo())));
}

export function quotationPanel(desk, quotation, { ghost }) {
  const list = speakers(desk, quotation.speaker, want => desk.correct('quotation', quotation.at, want, 'speaker'));
  desk.numbers = list.pick;
  const name = quotation.speaker.name || 'nobody known';
  const why = quotation.edited ? 'By an editor’s word.' : `${quotation.reason}. ${percent(quotation.confidence)}.`;
  return [
    head(desk, ghost ? 'A quotation? Not on the page' : `${capital(name)}, ${quotation.kind}`, why),
    said(desk.text.words([quotation.at[0][0], quotation.at.at(-1)[1]])),
    el('div', { class: 'row' },
      (ghost || quotation.doubtful) && button(ghost ? 'Take it' : 'It is right', 'a', () => desk.accept(), { class: 'main' }),
      button(ghost ? 'Drop it' : 'No quotation', 'x', () => desk.remove())),
    part('Who says it', list),
    part('Kind', choice('Kind', KINDS, quotation.kind, kind => desk.correct('quotation', quotation.at, { kind }, 'kind'))),
    part('Its words', ends(desk)),
  ];
}

/* ---- a name ---- */
function owners(desk, card, choose) {
  const others = desk.view.cards.filter(other => other.id !== card?.id);
  const given = others.map(other => ({ label: other.name, detail: other.type, value: { id: other.id, name: other.name } }));
  const known = new Set(desk.view.cards.map(other => other.id));
  return chooser('Whose it is', given, siteNames(known), typed => [{ label: typed, detail: 'somebody new', value: { name: typed, fresh: true } }], choose);
}

export function mentionPanel(desk, card, mention) {
  const words = desk.text.words(mention.at), alike = desk.text.count(words);
  const list = owners(desk, card, owner => desk.give(card, mention, owner));
  desk.numbers = list.pick;
  const reach = [['here', 'Only here'], ['article', `In the article (${alike})`], ['site', 'On the site']];
  return [
    head(desk, card.name, `${capital(card.type)}. ${many(card.mentions.length, 'mention')}${card.quotations ? ` and ${many(card.quotations, 'quotation')}` : ''} in this article; “${words}” stands here ${many(alike, 'time')}.`),
    part('How far your word goes', choice('How far your word goes', reach, desk.reach, value => desk.setReach(value))),
    el('div', { class: 'row' }, button('Not a name', 'x', () => desk.remove())),
    part('Type', choice('Type', TYPES, card.type, type => desk.retype(card, mention, type))),
    part(desk.reach === 'site' ? 'The same as' : 'Whose it is', list),
    cardPart(desk, card),
  ];
}

function cardPart(desk, card) {
  const name = el('input', { type: 'text', value: card.name, maxlength: 300, id: 'card-name' });
  const note = el('textarea', { rows: 4, maxlength: 20000, id: 'card-note' });
  note.value = card.note;
  const line = el('input', { type: 'text', value: card.lines[0] ?? '', maxlength: 500, id: 'card-line' });
  const words = card.descriptions.map(described => el('li', {}, el('q', {}, described.text),
    el('span', { class: 'row' },
      button('First', '', () => desk.describe(card, described, { choose: true }), { class: 'small', 'aria-pressed': String(described.chosen) }),
      button('Hide', '', () => desk.describe(card, described, { hide: true }), { class: 'small' }))));
  return el('details', { open: desk.isCardOpen, ontoggle: event => { desk.isCardOpen = event.target.open } },
    el('summary', {}, `The card of ${card.name}`),
    el('label', { for: 'card-name' }, 'Name everywhere'), name, button('Rename', '', () => desk.card(card, { name: name.value.trim() }), { class: 'small' }),
    el('label', { for: 'card-note' }, 'Note, on card and page'), note, button('Save the note', '', () => desk.card(card, { note: note.value }), { class: 'small' }),
    el('label', { for: 'card-line' }, 'Your line, in this article'), line, button('Save the line', '', () => desk.line(card, line.value.trim()), { class: 'small' }),
    words.length > 0 && el('h4', {}, 'What the article says'), words.length > 0 && el('ul', { class: 'said' }, ...words));
}

/* ---- a date ---- */
export function datePanel(desk, date) {
  const input = el('input', { type: 'text', value: date.value, id: 'date-value', placeholder: '2026-05-20', maxlength: 10, inputmode: 'numeric' });
  const set = event => { event.preventDefault(); desk.correct('date', [date.at], { value: input.value.trim() }, 'date') };
  return [
    head(desk, 'A date', `“${desk.text.words(date.at)}”`),
    el('form', { onsubmit: set }, el('label', { for: 'date-value' }, 'Day, month or year'), input, el('button', { class: 'main' }, 'Set the date')),
    el('div', { class: 'row' }, button('No date', 'x', () => desk.remove())),
  ];
}

/* ---- words that are not marked ---- */
export function wordsPanel(desk, at) {
  const list = speakers(desk, null, want => desk.correct('quotation', [at], want, 'quotation', true));
  desk.numbers = list.pick;
  const value = el('input', { type: 'text', id: 'new-date', placeholder: '2026-05-20', maxlength: 10 });
  const whose = desk.view.cards.map(card => ({ label: card.name, detail: card.type, value: card }));
  return [
    head(desk, 'Mark these words'), said(desk.text.words(at)),
    part('As a quotation: who says it?', list),
    part('As a name', choice('As a name', TYPES, null, type => desk.correct('mention', [at], { type }, 'name', true))),
    el('details', {}, el('summary', {}, 'As somebody’s name, a description or a date'),
      part('A name of', chooser('A name of', whose, null, () => [], card => desk.correct('mention', [at], { type: card.type, entity: card.name }, 'name', true))),
      part('Describes', chooser('Describes', whose, null, () => [], card => desk.correct('description', [at], { choose: true }, 'description', false, card.name))),
      el('form', { onsubmit: event => { event.preventDefault(); desk.correct('date', [at], { value: value.value.trim() }, 'date', true) } },
        el('label', { for: 'new-date' }, 'A date: its day, month or year'), value, el('button', {}, 'Mark the date'))),
  ];
}

/* ---- nothing in hand ---- */
export function homePanel(desk) {
  const { view } = desk;
  const name = el('input', { type: 'text', id: 'by', value: desk.by, autocomplete: 'name', maxlength: 100, onchange: event => desk.setBy(event.target.value.trim()) });
  const row = item => el('li', {}, el('button', { type: 'button', class: 'open', onclick: () => desk.take(item, true, true) },
    el('span', { class: 'q' }, desk.text.words([item.at[0][0], item.at.at(-1)[1]])),
    el('small', {}, item.ghost ? 'Not on the page: take or drop' : `${item.thing.speaker.name || 'Speaker not known'}? ${item.thing.reason}`)));
  const told = view.told.map(one => el('li', { class: `is-${one.severity}` }, el('b', {}, one.message), one.hint && el('small', {}, one.hint), el('small', {}, `${one.file}${one.line ? `:${one.line}` : ''}`)));
  const state = view.state.approved ? `Approved by ${view.state.approved.by} on ${view.state.approved.on}.`
    : view.state.stale ? 'Changed since it was approved.' : 'Not approved.';
  const held = [view.state.draft && 'a draft', view.ahead && 'dated ahead'].filter(Boolean).join(', ');
  return [
    el('div', { class: 'head' }, el('h2', { tabindex: '-1', id: 'head' }, desk.queue.length ? `${many(desk.queue.length, 'mark')} to look at` : 'Nothing is in doubt'),
      el('p', { class: 'note' }, 'Click a quotation or a name, or select words.')),
    held && el('p', { class: 'badge' }, `Not published yet: ${held}`),
    desk.queue.length > 0 && el('ol', { class: 'queue' }, ...desk.queue.map(row)),
    told.length > 0 && part('What the build says', el('ul', { class: 'told' }, ...told)),
    part('Approval', el('p', {}, state), el('label', { for: 'by' }, 'Your name'), name,
      !view.state.approved && el('button', { type: 'button', class: 'main', onclick: () => desk.approve(name.value.trim()) }, 'Approve this briefing')),
    view.left.length > 0 && part(many(view.left.length, 'other article') + ' to approve', el('ul', { class: 'left' }, ...view.left.slice(0, 12).map(one => el('li', {}, el('a', { href: one.url }, one.title))))),
    el('details', {}, el('summary', {}, 'Keys'), el('dl', { class: 'keys' }, ...[
      ['n, p', 'next, previous in doubt'], ['a', 'it is right; take it'], ['x', 'no quotation, no name; drop it'], ['1–9', 'choose from the list'], ['/', 'type a name'],
      ['← →', 'end a word earlier, later'], ['⇧← ⇧→', 'begin a word earlier, later'], ['⏎', 'set the words'], ['z, ⇧z', 'undo, redo'], ['Esc', 'back'], ['e', 'leave the desk'],
    ].flatMap(([key, what]) => [el('dt', {}, el('kbd', {}, key)), el('dd', {}, what)]))),
  ];
}
