/* Half-typed text: what the desk's fields hold beside what they were given, for each thing in hand, over a redraw and
   over a reload of the page. Nothing of it is written before it is sent. */
import { rememberTyped, typedBefore } from './talk.js';

const REST = 800; /* milliseconds without a key after which the page may be loaded again */
const FIELDS = 'input,textarea';

export class Typed {
  #kept = typedBefore(); /* {of which thing: {id of the field: text}} */
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
    for (const [id, text] of Object.entries(this.#kept[this.#drawn] ?? {})) {
      const field = this.root.getElementById(id);
      if (!field) continue;
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
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
    const isNew = field.value !== field.defaultValue;
    field.closest('form')?.toggleAttribute('data-unsaved', isNew);
    this.#set(this.#drawn, field.id, isNew ? field.value : null);
  }
  #set(thing, id, text) {
    const fields = { ...this.#kept[thing] };
    if (text === null) delete fields[id]; else fields[id] = text;
    if (Object.keys(fields).length) this.#kept[thing] = fields; else delete this.#kept[thing];
    rememberTyped(this.#kept);
  }
}
