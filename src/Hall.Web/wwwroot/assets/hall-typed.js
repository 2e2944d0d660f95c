// What a person types is theirs. The hub paints these pages, and a slow hub paints what was true a moment ago: it would write an old text
// over one that is being typed, and when a page awakes, or a part of it is painted anew, the field is another element than the one that
// was typed into. So a field that is being typed into takes nothing from the hub until its text is sent, and a field that is replaced
// hands its text, its caret and its focus to the one in its place, and the hub is told. Loaded by every page with fields; see FieldTests.
(function () {
  'use strict';
  var FIELDS = 'input:not([type=hidden]):not([type=file]):not([type=submit]):not([type=button]), textarea, select';
  var CHOICE = /^(checkbox|radio)$/, CLOCK = /^(date|time|datetime-local|month|week)$/;
  var KEPT_MS = 10000, RECENT_MS = 60000, STORE = 'hall-typed';
  var notes = new Map(), asleep = new Set(), lost = [], at = null, away = false, tells = false;

  function now() { return Date.now(); }
  function isField(thing) { return thing instanceof Element && thing.matches(FIELDS); }
  function isChoice(field) { return CHOICE.test(field.type); }
  function fieldsIn(root) { return root.querySelectorAll ? root.querySelectorAll(FIELDS) : []; }
  function native(field, name) { return Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), name); }
  function textOf(field) { return isChoice(field) ? field.checked : native(field, 'value').get.call(field); }
  function write(field, text) { native(field, isChoice(field) ? 'checked' : 'value').set.call(field, text); }

  // How a person would call it: the element that takes its place has the same. Ids that are made up anew each time say nothing.
  function nameOf(field) {
    if (field.id && !/^mud|[0-9a-f]{8}-[0-9a-f]{4}/.test(field.id)) { return '#' + field.id; }
    var label = field.labels && field.labels[0];
    var said = !label ? '' : Array.prototype.filter.call(label.childNodes, function (part) { return !part.contains(field); })
      .map(function (part) { return part.textContent; }).join(' ').replace(/\s+/g, ' ').trim();
    var form = field.form && field.form.getAttribute('action');
    var name = (field.name && (form || '') + '@' + field.name) || field.getAttribute('aria-label') || said || field.placeholder || '';
    return name === '' ? '' : name + (isChoice(field) ? '=' + (field.name ? field.value : said) : '');
  }

  function alike(name, type) {
    return Array.prototype.filter.call(fieldsIn(document), function (field) { return field.type === type && nameOf(field) === name; });
  }

  function noteOf(field) {
    var note = notes.get(field);
    if (!note) {
      note = { name: nameOf(field), type: field.type, page: location.pathname, own: false, typing: false, held: false, changed: 0 };
      note.nth = alike(note.name, note.type).indexOf(field);
      notes.set(field, note);
    }
    return note;
  }

  function remember(field, note) {
    note.text = textOf(field);
    try { note.caret = [field.selectionStart, field.selectionEnd]; } catch (e) { note.caret = null; }
  }

  // Blazor writes the property of the element: as long as somebody types there, it is told no.
  function guard(field) {
    if (isChoice(field) || field.tagName === 'SELECT' || Object.prototype.hasOwnProperty.call(field, 'value')) { return; }
    var value = native(field, 'value');
    Object.defineProperty(field, 'value', {
      configurable: true,
      get: function () { return value.get.call(field); },
      set: function (text) {
        var note = notes.get(field);
        if (note && document.activeElement === field && note.typing) {
          note.held = note.held || String(text) !== value.get.call(field);
          return;
        }
        if (note) { note.own = note.own && String(text) === value.get.call(field); }
        value.set.call(field, text);
      }
    });
  }

  function tell(field, kinds) {
    tells = true;
    kinds.forEach(function (kind) { field.dispatchEvent(new Event(kind, { bubbles: true })); });
    tells = false;
  }

  function isAwake(field) { return !asleep.has(field) && !away; }

  document.addEventListener('focusin', function (event) {
    if (!isField(event.target)) { return; }
    at = event.target;
    remember(event.target, noteOf(event.target));
    guard(event.target);
  }, true);

  // What is chosen is typed over whole; a second click places the caret. With the keyboard browsers do so themselves.
  document.addEventListener('click', function (event) {
    var field = event.target, note = isField(field) && field.closest('.hall-lookup') ? noteOf(field) : null;
    if (!note || note.typing || note.picked || field.selectionStart !== field.selectionEnd) { return; }
    note.picked = true;
    field.select();
  }, true);

  // An element that is taken away loses the focus too: by the end of the task it is gone, and one that a person left is still there.
  document.addEventListener('focusout', function (event) {
    var field = event.target;
    if (isField(field)) { Promise.resolve().then(function () { if (field.isConnected) { leave(field); } }); }
  }, true);

  function leave(field) {
    var note = notes.get(field);
    if (document.activeElement === field) { return; }
    if (at === field) { at = null; }
    if (!note) { return; }
    note.typing = note.picked = false;
    // What the hub wrote meanwhile was not shown; it learns what stands here instead.
    if (note.held) { note.held = false; tell(field, ['input', 'change']); }
  }

  document.addEventListener('input', function (event) {
    if (tells || !isField(event.target)) { return; }
    var note = noteOf(event.target);
    note.own = note.typing = true;
    note.changed = now();
    remember(event.target, note);
  }, true);

  document.addEventListener('change', function (event) {
    var field = event.target, note = isField(field) && !tells ? noteOf(field) : null;
    if (!note) { return; }
    note.own = true;
    note.changed = now();
    remember(field, note);
    // A date is changed by each of its parts; the others are still being typed.
    note.typing = !isAwake(field) || (CLOCK.test(field.type) && document.activeElement === field);
  }, true);

  document.addEventListener('keydown', function (event) {
    var note = notes.get(event.target);
    if (note && isAwake(event.target) && (event.key === 'Escape' || (event.key === 'Enter' && event.target.tagName === 'INPUT'))) {
      setTimeout(function () { note.typing = false; }, 0);
    }
    type(event);
  }, true);

  // A form of a page that is still asleep would be sent to the hub as an address, texts and all.
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (asleep.has(form) && !form.hasAttribute('method')) { event.preventDefault(); return; }
    Array.prototype.forEach.call(fieldsIn(form), function (field) {
      var note = notes.get(field);
      if (note && !away) { note.typing = note.own = false; }
    });
  }, true);

  // Keys that come between the old element and the new one go where they were meant.
  function type(event) {
    var waits = lost.filter(function (note) { return note.focused && !isChoice(note); })[0];
    var isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!waits || !isText || document.activeElement !== document.body) { return; }
    event.preventDefault();
    var caret = waits.caret && waits.caret[0] !== null ? waits.caret : [waits.text.length, waits.text.length];
    waits.text = waits.text.slice(0, caret[0]) + event.key + waits.text.slice(caret[1]);
    waits.caret = [caret[0] + 1, caret[0] + 1];
    waits.own = true;
  }

  function place(note, field) {
    if (!note.caret || note.caret[0] === null) { return; }
    try { field.setSelectionRange(note.caret[0], note.caret[1]); } catch (e) { /* this kind has no caret */ }
  }

  function hand(note, field) {
    var differs = textOf(field) !== note.text;
    notes.delete(field);
    var mine = noteOf(field);
    if (note.focused && (document.activeElement === document.body || document.activeElement === null)) {
      field.focus({ preventScroll: true });
      place(note, field);
    }
    if (!note.own || !differs || field.disabled || field.readOnly) { return; }
    var was = textOf(field);
    write(field, note.text);
    if (textOf(field) !== note.text) { write(field, was); return; }
    if (note.focused) { place(note, field); }
    mine.own = true;
    mine.changed = note.changed;
    tell(field, ['input', 'change']);
    mine.typing = document.activeElement === field;
    remember(field, mine);
  }

  function find(note, fresh) {
    var field = alike(note.name, note.type)[note.nth];
    return field && (!fresh || fresh.has(field)) && !(notes.has(field) && notes.get(field).own) ? field : null;
  }

  function replaced(changes) {
    if (notes.size === 0 && lost.length === 0) { return; }
    var fresh = new Set();
    changes.forEach(function (change) {
      change.addedNodes.forEach(function (added) {
        if (isField(added)) { fresh.add(added); }
        fieldsIn(added).forEach(function (field) { fresh.add(field); });
      });
    });
    notes.forEach(function (note, field) {
      if (field.isConnected) { return; }
      notes.delete(field);
      note.focused = at === field;
      note.awaited = asleep.has(field) ? now() + KEPT_MS : 0;
      // Where the hub keeps what was sent, only what is being typed is still the person's: the others may be of another thing by now.
      note.own = note.own && (note.typing || note.awaited > 0 || !window.Blazor);
      if (note.name !== '' && (note.own || note.focused)) { lost.push(note); }
    });
    lost = lost.filter(function (note) {
      var field = note.page === location.pathname ? find(note, note.awaited ? null : fresh) : null;
      if (field) { hand(note, field); }
      return !field && note.awaited > now() && note.page === location.pathname;
    });
    asleep.forEach(function (sleeper) { if (!sleeper.isConnected) { asleep.delete(sleeper); } });
  }

  // Before a page is loaded anew; numbers of persons never leave it.
  function save() {
    var mine = [];
    notes.forEach(function (note, field) {
      if (note.own && note.name !== '' && field.isConnected && field.type !== 'password' && !field.closest('[data-private]')) {
        remember(field, note);
        note.focused = document.activeElement === field;
        mine.push(note);
      }
    });
    try { sessionStorage.setItem(STORE, JSON.stringify({ page: location.pathname, at: now(), notes: mine })); } catch (e) { /* no room */ }
  }

  // Fields that come by what somebody does next are of other things.
  document.addEventListener('pointerdown', function () { lost = lost.filter(function (note) { return !note.saved; }); }, true);

  function load() {
    var saved = null;
    try {
      saved = JSON.parse(sessionStorage.getItem(STORE));
      sessionStorage.removeItem(STORE);
    } catch (e) { /* nothing was saved */ }
    if (!saved || saved.page !== location.pathname || now() - saved.at > RECENT_MS) { return; }
    saved.notes.forEach(function (note) {
      note.awaited = now() + KEPT_MS;
      note.saved = true;
      var field = find(note, null);
      if (field) { hand(note, field); notes.get(field).typing = true; } else { lost.push(note); }
    });
  }

  // What was typed while the hub was out of reach never arrived there.
  function up() {
    away = false;
    notes.forEach(function (note, field) {
      if (note.own && field.isConnected && now() - note.changed < 2 * RECENT_MS) { tell(field, ['input', 'change']); }
    });
  }

  if (window.Blazor) { document.querySelectorAll('form, ' + FIELDS).forEach(function (part) { asleep.add(part); }); }
  new MutationObserver(replaced).observe(document.body, { childList: true, subtree: true });
  load();
  window.hallTyped = {
    down: function () { away = true; },
    up: up,
    save: save,
    // For tests: fields that a person could not tell from others, and those without any name.
    unnamed: function () {
      return Array.prototype.filter.call(fieldsIn(document), function (field) {
        var name = nameOf(field);
        return name === '' || (alike(name, field.type).length > 1 && !isChoice(field));
      }).map(function (field) { return field.outerHTML; });
    }
  };
}());
