/* Half-typed text: what the desk's fields hold beside what they were given, for each thing in hand, over a redraw and
   over a reload of the page. Nothing of it is written before it is sent, nor over what somebody else has written
   meanwhile: of the two the editor chooses. */
import { button, el } from './parts.js';
import { rememberTyped, typedBefore } from './talk.js';

const REST = 800; /* milliseconds without a key after which the page may be loaded again */
const FIELDS = 'input,textarea';

export class Typed {
  #kept = typedBefore(); /* {of which thing: {id of the field: {text, given: what the field held before it}}} */
  #last = 0; /* when a key was last pressed in a field */
  #isComposing = false; /* letters that are made of several keys */

  #drawn = ''; /* of which thing the fields are */

  /* `root`: of the desk; `thing()`: the name of what is in hand */
  constructor(root, thing) {
    this.root = root;
    this.thing = thing;
    root.addEventListener('input', ({ target, isTrusted }) => {
      if (isTrusted) this.#last = Date.now();
      if (target.matches(FIELDS) && target.id) this.#note(target);
    });
    root.addEventListener('compositionstart', () => { this.#isComposing = true });
    root.addEventListener('compositionend', () => { this.#isComposing = false });
  }

  /* for how many milliseconds the page had better stay: no reload between two letters */
  get rest() {
    if (!this.place()) return 0;
    return this.#isComposing ? REST : Math.max(0, this.#last + REST - Date.now());
  }

  /* the field that is typed in, and where; null for none */
  place() {
    const field = this.root.activeElement;
    return field?.matches(FIELDS) && field.id ? { of: this.#drawn, id: field.id, start: field.selectionStart, end: field.selectionEnd } : null;
  }
  goTo(place) { /* false where the field is none of what is in hand now */
    const field = place?.of === this.#drawn ? this.root.getElementById(place.id) : null;
    field?.focus({ preventScroll: true });
    field?.scrollIntoView({ block: 'nearest' });
    field?.setSelectionRange(place.start, place.end);
    return !!field;
  }

  /* what was typed, in the fields as they are drawn now */
  fill() {
    this.#drawn = this.thing();
    for (const [id, { text, given }] of Object.entries(this.#kept[this.#drawn] ?? {})) {
      const field = this.root.getElementById(id);
      if (!field) continue;
      this.#put(field, text);
      if (given !== field.defaultValue && text !== field.defaultValue) this.#ask(field, given);
    }
  }

  /* whether two words wait for the editor's choice in this form */
  waits(form) { return !!form?.querySelector('.both') }

  /* somebody else's word stands in the file now: theirs, the editor's own, or one below the other */
  #ask(field, given) {
    const theirs = field.defaultValue, own = field.value, list = field.matches('textarea');
    const settle = text => {
      box.remove();
      this.#put(field, text);
      field.focus({ preventScroll: true });
    };
    const box = el('div', { class: 'both', role: 'group', 'aria-label': 'Two wrote here' },
      el('p', {}, 'Somebody else has written here meanwhile:'), el('blockquote', {}, theirs || '(nothing any more)'),
      el('div', { class: 'row' },
        button('Take theirs', '', () => settle(theirs), { class: 'small' }), button('Keep mine', '', () => settle(own), { class: 'small' }),
        list && theirs && button('Both', '', () => settle(`${theirs.trimEnd()}\n\n${own}`), { class: 'small' })));
    field.after(box);
    this.#set(this.#drawn, field.id, { text: own, given }); /* until then, as it was */
  }
  #put(field, text) {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  /* what is about to be sent; to be forgotten, and left, once it is written */
  sent() {
    const thing = this.#drawn, fields = this.root.activeElement?.closest('form,.chooser')?.querySelectorAll(FIELDS) ?? [];
    const ids = [...fields].map(field => field.id);
    return () => {
      for (const id of ids) this.#set(thing, id, null);
      if (ids.includes(this.root.activeElement?.id)) this.root.getElementById('head')?.focus({ preventScroll: true });
    };
  }

  #note(field) {
    const isNew = field.value !== field.defaultValue, waits = field.parentElement.querySelector('.both') && this.#kept[this.#drawn]?.[field.id];
    field.closest('form')?.toggleAttribute('data-unsaved', isNew);
    this.#set(this.#drawn, field.id, isNew || waits ? { text: field.value, given: waits ? waits.given : field.defaultValue } : null);
  }
  #set(thing, id, kept) {
    const fields = { ...this.#kept[thing] };
    if (kept === null) delete fields[id]; else fields[id] = kept;
    if (Object.keys(fields).length) this.#kept[thing] = fields; else delete this.#kept[thing];
    rememberTyped(this.#kept);
  }
}
