/* What stands in the desk's panel for words that were selected: the better words of a mark, or a new one. */
import { TYPES, head, part, said, speakers } from './panel.js';
import { button, choice, chooser, el } from './parts.js';
import { meets } from './text.js';

/* marks of which these words are the better ones: the one quotation that they meet, the first name in them */
function marksUnder(desk, at) {
  const { quotations, suggestions, cards } = desk.view;
  const spoken = [...quotations, ...suggestions].filter(one => meets(one.at, at));
  const named = cards.flatMap(card => card.mentions.filter(one => meets([one.at], at)).map(thing => ({ thing, card })));
  return [
    ...spoken.length === 1 ? [{ item: { type: 'quotation', at: spoken[0].at, thing: spoken[0], suggested: suggestions.includes(spoken[0]) }, label: 'The whole words of the quotation here' }] : [],
    ...named.length ? [{ item: { type: 'mention', at: [named[0].thing.at], ...named[0] }, label: `The whole name of ${named[0].card.name}` }] : [],
  ];
}

/* quotations of the same paragraph, which these words may name the source of, or belong to; else one that ends in the
   paragraph before and may go on in this */
function beside(desk, at) {
  const blocks = desk.view.blocks.map(block => block.at), own = blocks.findIndex(block => meets([block], at));
  const others = desk.view.quotations.filter(one => !meets(one.at, at));
  const gap = ({ at: parts }) => Math.min(...parts.map(part => part[1] <= at[0] ? at[0] - part[1] : part[0] - at[1]));
  const near = others.filter(one => blocks[own] && meets(one.at, blocks[own])).sort((a, b) => gap(a) - gap(b)).slice(0, 2);
  const before = others.filter(one => blocks[own - 1] && meets(one.at.slice(-1), blocks[own - 1])).slice(-1);
  return (near.length ? near : before).map(one => quotationBeside(desk, at, one, near.length > 0, near.length < 2));
}
function quotationBeside(desk, at, thing, isNear, isOnly) { /* by a key where no other can be meant */
  const item = { type: 'quotation', at: thing.at, thing }, parts = [...thing.at, at].sort((a, b) => a[0] - b[0]);
  const name = () => desk.write({ do: 'quotation', at: thing.at, want: { unnamed: desk.text.words(at) } }, 'speaker', item);
  const words = desk.text.words(thing.at[0]), short = words.length > 40 ? `${words.slice(0, 40)}…` : words; /* with its own marks */
  const title = `Quotation ${desk.text.numberOf(thing.at[0]) ?? ''}, ${short}`;
  return part(title, el('div', { class: 'row' },
    isNear && button('They say who speaks', isOnly ? 's' : '', name, { class: 'small' }),
    button('They belong to it', isOnly ? 'w' : '', () => desk.giveExtent(item, parts), { class: 'small' })));
}

/* one list, for what the words are: said by somebody, a name of somebody, a description of somebody */
const LISTS = [['said', 'A quotation', 'q'], ['named', 'A name of', 'm'], ['described', 'Describes', 'd']];
function listOf(desk, at) {
  if (desk.as === 'said') return speakers(desk, null, at, want => desk.correct('quotation', [at], want, 'quotation', true));
  const whose = desk.nearestCards(at).map(card => ({ label: card.name, detail: card.type, value: card }));
  return desk.as === 'named'
    ? chooser('A name of', whose, null, () => [], card => desk.correct('mention', [at], { type: card.type, entity: card.name }, 'name', true))
    : chooser('Describes', whose, null, () => [], card => desk.correct('description', [at], { choose: true }, 'description', false, card.name));
}

export function wordsPanel(desk, at) {
  const name = type => desk.correct('mention', [at], { type }, 'name', true), list = listOf(desk, at);
  const better = marksUnder(desk, at).map(({ item, label }) => ({ label, set: () => desk.giveExtent(item, [at]) }));
  [desk.numbers, desk.shifted, desk.entered] = [list.pick, n => TYPES[n] && name(TYPES[n][0]), better[0]?.set];
  const value = el('input', { type: 'text', id: 'new-date', placeholder: '2026-05-20', maxlength: 10 });
  return [
    head(desk, 'Mark these words'), said(desk.text.words(at)),
    better.length > 0 && el('div', { class: 'row' }, ...better.map(({ label, set }, n) => button(label, n ? '' : '⏎', set, { class: n ? null : 'main' }))),
    ...beside(desk, at),
    part('As a new name', choice('As a new name', TYPES, null, name, true)),
    part('Or as', el('div', { class: 'row', role: 'group', 'aria-label': 'Or as' },
      ...LISTS.map(([as, label, key]) => button(label, key, () => desk.setAs(as), { 'aria-pressed': String(as === desk.as) }))), list),
    el('form', { onsubmit: event => { event.preventDefault(); desk.correct('date', [at], { value: value.value.trim() }, 'date', true) } },
      el('label', { for: 'new-date' }, 'A date: its day, month or year'), value, el('button', {}, 'Mark the date')),
  ];
}
