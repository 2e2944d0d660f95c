// The keys of the teller's console, wherever the focus is. One rule: only where text is typed do keys stay where they are. A checkbox, a
// button or a list takes Enter and the arrows, and never the space bar or a letter. What is typed after a key that asks something, or after
// Enter in a field of a question, waits until the hub has painted its answer, and arrives there. A held-down key counts once. See decision
// 0065.
import { arrived, ready, over } from './counter-arrivals.js';

export { arrived };

const TEXT = 'textarea, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=range])';
const ASKS = new Set(['t', 'e', 'a', 'd', 'h', 'p', 'c', 'n', '/', '?']);
const WAIT_MS = 15000;
let desk = null, kept = null;

function nameOf(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') { return 'ctrl+z'; }
  if (event.ctrlKey || event.metaKey || event.altKey) { return null; }
  if (event.key === ' ') { return 'space'; }
  if (event.key === 'Escape') { return 'escape'; }
  return /^[a-z0-9/?]$/i.test(event.key) ? event.key.toLowerCase() : null;
}

function at(event, what) { return event.target instanceof Element ? event.target.closest(what) : null; }
function question() { return document.querySelector('.desk-dialog .dialog'); }
function fieldOf(box) { return box.querySelector('[data-first]') || box.querySelector(TEXT); }

// A dialog that is none of the console's, such as the one that asks for the password again, has its keys to itself.
function isOthers(event, box) {
  const dialog = at(event, '[role=dialog]');
  return dialog !== null && !(box && dialog.contains(box));
}

function pressed(event) {
  const box = question();
  if (!desk || event.isComposing || isOthers(event, box)) { return; }
  if (kept && (box || !at(event, TEXT))) { keep(event); return; }
  if (box) { answer(event, box); return; }
  const field = at(event, TEXT);
  if (field) { leaveField(event, field); return; }
  choose(event);
  const name = event.defaultPrevented ? null : nameOf(event);
  if (!name) { return; }
  event.preventDefault();
  if (!event.repeat) { send(name); }
}

// Escape leaves a field; what was typed there is sent by that.
function leaveField(event, field) {
  if (event.key !== 'Escape') { return; }
  event.preventDefault();
  field.blur();
}

// What the space bar does to a checkbox or a list elsewhere, Enter does here; a button has Enter already.
function choose(event) {
  const choice = event.key === 'Enter' ? at(event, 'input[type=checkbox], input[type=radio], select') : null;
  if (!choice) { return; }
  event.preventDefault();
  if (choice.tagName !== 'SELECT') { choice.click(); return; }
  try { choice.showPicker(); } catch (e) { /* older browsers open it by the arrows alone */ }
}

function send(name) {
  const note = name === 'b' ? document.getElementById('note') : null;
  if (note) { note.focus(); return; }
  if (name === 'm') { document.getElementById('open-small')?.click(); return; }
  if (!ASKS.has(name)) { desk.invokeMethodAsync('PressAsync', name); return; }
  hold(name, []);
}

function hold(name, keys) {
  const mine = kept = { keys: keys };
  const until = performance.now() + WAIT_MS;
  desk.invokeMethodAsync('PressAsync', name).then(asks => deliver(mine, asks === true ? until : 0), () => deliver(mine, 0));
}

function keep(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Tab') { return; }
  event.preventDefault();
  if (event.key === 'Escape') {
    kept = null;
    desk.invokeMethodAsync('PressAsync', 'escape');
    return;
  }
  if (!event.repeat || event.key === 'Backspace') { kept.keys.push({ key: event.key, code: event.code }); }
}

// The question is painted a moment after the hub has said that it asks; where it asks nothing, what was typed for it goes nowhere.
function deliver(mine, until) {
  if (kept !== mine) { return; }
  const box = question();
  if (!box && performance.now() < until) { requestAnimationFrame(() => deliver(mine, until)); return; }
  kept = null;
  if (box) { enter(box); replay(box, mine.keys); }
}

// Enter in a field may lead to a next step, whose keys follow: they wait like the keys of a new question.
function replay(box, keys) {
  while (keys.length > 0) {
    const key = keys.shift(), entered = isEntered(key, document.activeElement);
    type(box, key);
    if (entered) { hold('painted', keys); return; }
  }
}

function isEntered(key, target) { return key.key === 'Enter' && target !== null && target.matches(TEXT); }

function enter(box) {
  if (box.contains(document.activeElement) && document.activeElement !== box) { return; }
  (fieldOf(box) || box).focus({ preventScroll: true });
}

function type(box, key) {
  const target = box.contains(document.activeElement) ? document.activeElement : box;
  const down = new KeyboardEvent('keydown', { key: key.key, code: key.code, bubbles: true, cancelable: true });
  down.replayed = true;
  target.dispatchEvent(down);
  if (!target.matches(TEXT) || down.defaultPrevented) {
    if (key.key === 'Enter' && target.matches('button') && !down.defaultPrevented) { target.click(); }
    return;
  }
  if (key.key === 'Backspace') { write(target, target.value.slice(0, -1)); }
  if (key.key.length === 1) { write(target, target.value + key.key); }
}

function write(field, text) {
  field.value = text;
  if (field.value !== text) { field.setRangeText(text, 0, field.value.length, 'end'); }
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

// A question has the keys for itself, also when the focus is beside it: on the page behind, or nowhere.
function answer(event, box) {
  if (event.replayed) { return; }
  if (event.key === 'Escape') {
    event.preventDefault();
    desk.invokeMethodAsync('PressAsync', 'escape');
    return;
  }
  if (box.contains(event.target) || at(event, '.mud-popover')) {
    moves(event);
    if (isEntered(event, event.target)) { hold('painted', []); }
    return;
  }
  if (event.key === 'Tab' || event.ctrlKey || event.metaKey || event.altKey) { return; }
  event.preventDefault();
  enter(box);
  replay(box, [{ key: event.key, code: event.code }]);
}

// In a list under a field the arrows move the choice, not the caret.
function moves(event) {
  if (/^Arrow(Up|Down)$|^Enter$/.test(event.key) && at(event, '[role=combobox]')) { event.preventDefault(); }
}

// A button with the focus would be pressed by the space bar as well when the key comes up.
function released(event) {
  if (event.key === ' ' && !at(event, '[role=dialog], ' + TEXT)) { event.preventDefault(); }
}

export function listen(page) {
  desk = page;
  kept = null;
  document.body.dataset.keys = 'on';
  document.addEventListener('keydown', pressed);
  document.addEventListener('keyup', released);
  ready();
}

export function leave() {
  desk = kept = null;
  delete document.body.dataset.keys;
  document.removeEventListener('keydown', pressed);
  document.removeEventListener('keyup', released);
  over();
}
