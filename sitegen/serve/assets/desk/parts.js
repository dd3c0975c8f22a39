/* Pieces of the desk's own page: elements, buttons with their key, a list to choose from by typing. */
export function el(name, attrs = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attrs)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (key === 'value' && 'defaultValue' in made) made.defaultValue = value;
    else if (key === 'value') made.value = value;
    else made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...inside.flat().filter(one => one !== null && one !== undefined && one !== false));
  return made;
}

const SPOKEN = { '⇧': 'Shift+', '⏎': 'Enter', '←': 'ArrowLeft', '→': 'ArrowRight', Esc: 'Escape' };
const spoken = key => key.replace(/[⇧⏎←→]|^Esc$/g, sign => SPOKEN[sign]);

export function button(label, key, act, attrs = {}) {
  return el('button', { type: 'button', onclick: act, 'aria-keyshortcuts': key ? spoken(key) : null, ...attrs }, el('span', {}, label), key && el('kbd', { 'aria-hidden': 'true' }, key));
}

/* one of several, as a row of buttons; `keyed`: Shift and a digit choose, too */
export function choice(label, options, current, choose, keyed = false) {
  return el('div', { class: 'row', role: 'group', 'aria-label': label },
    ...options.map(([value, text], n) => button(text, keyed ? `⇧${n + 1}` : '', () => choose(value), { 'aria-pressed': String(value === current) })));
}

let lists = 0;
/* A combobox: options at once, more by typing. `given`: options; `more(typed)`: promise of further ones;
   `free(typed)`: options made of the typed words. An option: {label, detail, value, current}. */
export function chooser(label, given, more, free, choose) {
  const id = `list-${lists += 1}`;
  let options = [], active = -1, asked = 0;
  const list = el('ul', { role: 'listbox', id, 'aria-label': label });
  const input = el('input', {
    type: 'text', id: `choose-${label.toLowerCase().replace(/\W+/g, '-')}`, role: 'combobox', 'aria-expanded': 'true', 'aria-controls': id, 'aria-autocomplete': 'list', 'aria-label': label,
    placeholder: 'Type a name', autocomplete: 'off', spellcheck: 'false', maxlength: 300,
  });
  const fold = words => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  function show() {
    list.replaceChildren(...options.map((option, n) => el('li', {
      role: 'option', id: `${id}-${n}`, 'aria-selected': String(n === active), class: option.current ? 'is-current' : null,
      onmousedown: event => event.preventDefault(), onclick: () => choose(option.value),
    }, n < 9 && !input.value ? el('kbd', { 'aria-hidden': 'true' }, String(n + 1)) : null, el('span', {}, option.label), option.detail ? el('small', {}, option.detail) : null)));
    if (active >= 0) input.setAttribute('aria-activedescendant', `${id}-${active}`); else input.removeAttribute('aria-activedescendant');
    list.children[active]?.scrollIntoView({ block: 'nearest' });
  }
  async function fill() {
    const typed = input.value.trim(), turn = asked += 1;
    const near = given.filter(option => fold(option.label).includes(fold(typed)));
    options = typed ? [...near, ...free(typed)] : given;
    active = typed ? 0 : -1;
    show();
    if (!typed || !more) return;
    const found = await more(typed).catch(() => []);
    if (turn !== asked) return;
    const known = new Set(near.map(option => option.label));
    options = [...near, ...found.filter(option => !known.has(option.label)), ...free(typed)];
    show();
  }
  input.addEventListener('input', fill);
  input.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { active = (active + step + options.length) % options.length; show(); event.preventDefault() }
    else if (event.key === 'Enter' && options[active]) { choose(options[active].value); event.preventDefault() }
  });
  fill();
  return Object.assign(el('div', { class: 'chooser' }, input, list), { pick: n => options[n] && choose(options[n].value), input });
}
