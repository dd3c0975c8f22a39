/* Places of the article's plain text, in code points, and where they stand on the page. */
const SPACE = /^\s$/u, WORD = /[\p{L}\p{N}]+(?:[’'.-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu;
const LABELS = '.pn,.qn';
/* letters of one word; where words stand without spaces between them, letters tell nothing of its ends */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const isLetter = sign => sign !== undefined && /[\p{L}\p{N}\p{M}]/u.test(sign) && !DENSE.test(sign);

export class PlainText {
  /* `blocks`: each with the id of its element and its place; one whose element says something else is left out */
  constructor(text, blocks) {
    this.points = Array.from(text);
    this.chars = []; /* for each place: the text node, and where in it; nothing for white space */
    this.nodes = new Map(); /* of each text node: its places, in order */
    for (const block of blocks) this.#lay(block);
    this.edges = this.#wordEdges();
  }

  #lay({ id, at: [start, end] }) {
    const element = document.getElementById(id);
    if (!element) return;
    const laid = [];
    let place = start;
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode, parent = node.parentElement;
      if (parent.closest(LABELS) || parent.closest('#text [id^="p-"]') !== element) continue;
      for (let offset = 0; offset < node.data.length;) {
        const sign = String.fromCodePoint(node.data.codePointAt(offset));
        if (!SPACE.test(sign)) {
          while (place < end && SPACE.test(this.points[place])) place += 1;
          if (this.points[place] !== sign) return;
          laid.push({ place, node, offset, length: sign.length });
          place += 1;
        }
        offset += sign.length;
      }
    }
    for (const char of laid) {
      this.chars[char.place] = char;
      if (!this.nodes.has(char.node)) this.nodes.set(char.node, []);
      this.nodes.get(char.node).push(char);
    }
  }

  #wordEdges() {
    const starts = [], ends = [], toPoint = [];
    const text = this.points.join('');
    for (let point = 0, unit = 0; point < this.points.length; unit += this.points[point].length, point += 1) toPoint[unit] = point;
    toPoint[text.length] = this.points.length;
    for (const match of text.matchAll(WORD)) for (const [first, length] of pieces(match[0])) {
      starts.push(toPoint[match.index + first]);
      ends.push(toPoint[match.index + first + length]);
    }
    return { starts, ends };
  }

  words([start, end]) { return this.points.slice(start, end).join('').replace(/\s+/gu, ' ').trim() }

  /* the range of the page that shows these places; null where the page does not */
  range([start, end]) {
    let first = start, last = end - 1;
    while (first < end && !this.chars[first]) first += 1;
    while (last >= first && !this.chars[last]) last -= 1;
    if (first > last) return null;
    const range = document.createRange();
    range.setStart(this.chars[first].node, this.chars[first].offset);
    range.setEnd(this.chars[last].node, this.chars[last].offset + this.chars[last].length);
    return range;
  }

  /* the places that a range of the page covers, less white space at its ends; null for none */
  places(range) {
    let start = null, end = null;
    for (const [node, chars] of this.nodes) {
      if (!range.intersectsNode(node)) continue;
      for (const { place, offset, length } of chars) {
        const inside = range.comparePoint(node, offset) >= 0 && range.comparePoint(node, offset + length) <= 0;
        if (!inside) continue;
        start = start === null ? place : Math.min(start, place);
        end = end === null ? place + 1 : Math.max(end, place + 1);
      }
    }
    return start === null ? null : [start, end];
  }

  /* the places widened to whole words: a selection by hand is seldom exact */
  whole(at) {
    if (!at) return at;
    let [start, end] = at;
    while (isLetter(this.points[start - 1]) && isLetter(this.points[start])) start -= 1;
    while (isLetter(this.points[end - 1]) && isLetter(this.points[end])) end += 1;
    return [start, end];
  }

  /* the number that a reader sees at a quotation */
  numberOf(at) { return this.range(at)?.startContainer.parentElement.closest('mark.q')?.dataset.q }

  of(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    return this.places(range);
  }

  /* the place under a point of the window; null outside the text */
  under(x, y) {
    let node, offset;
    if (document.caretPositionFromPoint) {
      const found = document.caretPositionFromPoint(x, y);
      if (found) [node, offset] = [found.offsetNode, found.offset];
    } else {
      const found = document.caretRangeFromPoint?.(x, y);
      if (found) [node, offset] = [found.startContainer, found.startOffset];
    }
    const chars = this.nodes.get(node);
    if (!chars) return null;
    const after = chars.find(char => char.offset >= offset);
    return after ? after.place : chars.at(-1).place + 1;
  }

  /* the next edge of a word from a place, `step` words on */
  moved(place, step, side) {
    const edges = this.edges[side];
    if (step > 0) return edges.find(edge => edge > place) ?? place;
    return edges.findLast(edge => edge < place) ?? place;
  }

  /* the first word from a place on; null past the last */
  wordAt(place) {
    const start = this.edges.starts.find(edge => edge >= place);
    return start === undefined ? null : [start, this.edges.ends.find(edge => edge > start)];
  }

  nearest(place, side) {
    return this.edges[side].reduce((best, edge) => Math.abs(edge - place) < Math.abs(best - place) ? edge : best, this.edges[side][0] ?? place);
  }

  /* where these very words begin */
  starts(words) {
    const wanted = Array.from(words), found = [];
    for (let at = 0; at <= this.points.length - wanted.length; at += 1) if (wanted.every((sign, n) => this.points[at + n] === sign)) found.push(at);
    return found;
  }
  exact([start, end]) { return this.points.slice(start, end).join('') }
}

/* a word, or the words of letters without spaces: where each begins, and how long it is */
function pieces(word) {
  if (!DENSE.test(word) || !Intl.Segmenter) return [[0, word.length]];
  const words = new Intl.Segmenter(document.documentElement.lang || undefined, { granularity: 'word' });
  return [...words.segment(word)].map(({ index, segment }) => [index, segment.length]);
}

export const holds = (parts, place) => parts.some(([start, end]) => start <= place && place < end);
export const meets = (parts, [start, end]) => parts.some(part => part[0] < end && start < part[1]);
