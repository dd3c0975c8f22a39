/* What the desk lays over the text without touching it: the words in hand, suggestions, and two ends to drag. */
import { el } from './parts.js';

const can = typeof Highlight === 'function' && 'highlights' in CSS;

export function paint(name, ranges) {
  if (can) CSS.highlights.set(`sitegen-${name}`, new Highlight(...ranges.filter(Boolean)));
}
export function wipe() {
  if (can) for (const name of ['hand', 'doubt', 'suggestion']) CSS.highlights.delete(`sitegen-${name}`);
}

/* While a pointer is down on the text its links are none: no browser starts a selection on a link, nor on anything
   else that can have the focus. */
export function unlink() {
  for (const link of document.querySelectorAll('#text a[href]')) {
    link.dataset.href = link.getAttribute('href');
    link.removeAttribute('href');
  }
}
export function relink() {
  for (const link of document.querySelectorAll('#text a[data-href]')) {
    link.setAttribute('href', link.dataset.href);
    delete link.dataset.href;
  }
}

const EDGE = 72, STEP = 9; /* pixels: how near the edge of the window a pointer scrolls it, and how far in a frame */

/* Two handles at the ends of the words in hand. `moved(side, place)` while one is dragged, `dropped()` after. */
export class Ends {
  constructor(root, text, moved, dropped) {
    this.text = text;
    this.handles = ['start', 'end'].map(side => {
      const handle = el('div', { class: `end end-${side}`, 'aria-hidden': 'true' });
      handle.addEventListener('pointerdown', event => this.#drag(event, handle, side, moved, dropped));
      root.append(handle);
      return handle;
    });
    this.place = this.place.bind(this);
    addEventListener('scroll', this.place, { passive: true });
    addEventListener('resize', this.place);
  }

  #drag(down, handle, side, moved, dropped) { /* over the text alone: what lies on it gives way, and at an edge it moves on */
    down.preventDefault();
    handle.setPointerCapture(down.pointerId);
    const { host } = handle.getRootNode(), low = innerHeight - (host.shadowRoot.querySelector('.bar')?.offsetHeight ?? 0);
    let [x, y] = [down.clientX, down.clientY], isHeld = true, isMoved = false;
    const follow = () => {
      const place = this.text.under(x, Math.min(y, low - 2));
      if (place !== null) moved(side, this.text.nearest(place, `${side}s`));
    };
    const scroll = () => {
      if (!isHeld) return;
      const by = !isMoved ? 0 : y > low - EDGE ? STEP : y < EDGE ? -STEP : 0;
      if (by) { scrollBy({ top: by, behavior: 'instant' }); follow() }
      requestAnimationFrame(scroll);
    };
    const move = event => { [x, y, isMoved] = [event.clientX, event.clientY, true]; follow() };
    const up = () => {
      isHeld = false;
      for (const one of [handle, host]) one.classList.remove('is-held');
      handle.removeEventListener('pointermove', move);
      dropped();
    };
    for (const one of [handle, host]) one.classList.add('is-held');
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', up, { once: true });
    handle.addEventListener('pointercancel', up, { once: true });
    requestAnimationFrame(scroll);
  }

  at(parts) { this.parts = parts; this.place() }

  place() {
    if (!this.parts) return;
    const first = this.text.range(this.parts[0])?.getClientRects()[0], last = [...(this.text.range(this.parts.at(-1))?.getClientRects() ?? [])].at(-1);
    [[this.handles[0], first, 'left'], [this.handles[1], last, 'right']].forEach(([handle, rect, edge]) => {
      handle.hidden = !rect;
      if (!rect) return;
      handle.style.left = `${rect[edge]}px`;
      handle.style.top = `${rect.top}px`;
      handle.style.height = `${rect.height}px`;
    });
  }

  gone() {
    removeEventListener('scroll', this.place);
    removeEventListener('resize', this.place);
    this.handles.forEach(handle => handle.remove());
  }
}
