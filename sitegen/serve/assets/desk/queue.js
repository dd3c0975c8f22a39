/* What is in doubt in the article in hand, and which articles of the site wait. Pure. */

/* the doubts of an article as things to take in hand, in the server's order; what is not on the page is left out */
export function itemsOf(view) {
  return view.doubts.map(doubt => doubt.type === 'mention' ? mentionOf(view, doubt) : quotationOf(view, doubt)).filter(Boolean);
}
const isAt = (at, [start, end]) => at[0] === start && at[1] === end;

function quotationOf(view, doubt) {
  const thing = view[doubt.suggested ? 'suggestions' : 'quotations'].find(one => isAt(one.at[0], doubt.at[0]));
  return thing && { type: 'quotation', at: thing.at, thing, suggested: doubt.suggested, doubt };
}

function mentionOf(view, doubt) {
  for (const card of view.cards) {
    const thing = card.mentions.find(one => isAt(one.at, doubt.at[0]));
    if (thing) return { type: 'mention', at: [thing.at], thing, card, doubt };
  }
  return null;
}

/* the speakers of a quotation as they are to be written */
export function wantOf({ speaker, others }) {
  if (speaker.kind === 'unnamed') return { unnamed: speaker.name };
  return { speaker: speaker.kind === 'unknown' ? [] : [speaker.entity ?? speaker.name, ...others] };
}

/* where the thing in hand stands in the queue; -1 for not at all */
export const placeOf = (queue, hand) => queue.findIndex(item => item.type === hand?.type && item.at[0][0] === hand.at[0][0]);

/* what there is to say of a name in doubt */
export function whyOf({ doubt, card }, view) {
  const names = doubt.others.map(id => view.cards.find(other => other.id === id)?.name).filter(Boolean);
  return {
    'doubtful-link': `Perhaps the same as ${names.join(' or ')}`,
    'doubtful-type': `Few signs say that it is a name at all, and of this type (${card.type})`,
    'doubtful-bounds': 'It may go on, or be two names',
  }[doubt.kind];
}

/* what told who speaks when an editor said so, and what does now */
export function besideOf({ beside: { before, now } }) {
  const [was, is] = [before, now].map(words => words ? `“${words}”` : 'nothing');
  return `Beside it stood ${was}, and now ${is}.`;
}

/* how many of something on the site, in words */
export const many = (n, one, more = `${one}s`) => `${n} ${n === 1 ? one : more}`;
export function reachOf({ mentions, quotations, articles }) {
  return [many(mentions, 'mention'), quotations && many(quotations, 'quotation'), articles && many(articles, 'article')].filter(Boolean).join(', ');
}

/* what the build after an action made otherwise, here and in other articles; "" for nothing */
export function changeOf({ mentions, quotations, articles }) {
  const what = [mentions && many(mentions, 'mention'), quotations && many(quotations, 'quotation')].filter(Boolean).join(' and ');
  return what && `It changed ${what} in ${many(articles, 'article')}.`;
}
