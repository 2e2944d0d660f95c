// A session that nobody touches is locked by the hub. Pages that only watch go on showing, and the first touch asks for the password in
// place; others are covered. What was typed stays where it is. Loaded for people who signed in; see SessionIdle.
(function () {
  'use strict';
  var script = document.currentScript;
  var limit = Number(script.dataset.minutes) * 60000, words = script.dataset, tell = Math.min(30000, limit / 4);
  var touched = Date.now(), told = 0, cover = null, asking = false;
  var WATCHES = /^\/[^/]+\/manager(\/live)?\/?$/i, SURFACE = /^\/[^/]+\/(kiosk|board|window|pad)\//i;

  function ask() {
    return fetch('/sessions/active', { method: 'POST' }).then(function (answer) { return answer.status; }, function () { return 0; });
  }

  function make(tag, text, more) {
    var part = document.createElement(tag);
    if (text) { part.textContent = text; }
    Object.keys(more || {}).forEach(function (name) { part.setAttribute(name, more[name]); });
    return part;
  }

  function lock() {
    if (cover) { return; }
    cover = make('div', '', { id: 'hall-locked', role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'hall-locked-title' });
    cover.className = WATCHES.test(location.pathname) ? 'watches' : '';
    var form = make('form', '', { autocomplete: 'off' });
    var said = make('p', '', { role: 'alert' });
    var secret = make('input', '', {
      type: 'password', name: 'secret', maxlength: '200', required: '', 'aria-label': words.secret, autocomplete: 'current-password'
    });
    form.append(
      make('h2', words.title, { id: 'hall-locked-title' }), make('p', words.text), make('label', words.secret), secret, said,
      make('button', words.go),
      make('a', words.other, { href: '/sign-in?returnUrl=' + encodeURIComponent(location.pathname) }));
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      fetch('/sessions/resume', { method: 'POST', body: new URLSearchParams({ secret: secret.value }) }).then(function (answer) {
        secret.value = '';
        if (answer.status === 204) { open(); return; }
        if (answer.status === 401) { leave(); return; }
        said.textContent = answer.status === 403 ? words.wrong : words.failed;
        secret.focus();
      }, function () { said.textContent = words.failed; });
    });
    cover.append(form);
    document.documentElement.append(cover);
    secret.focus();
  }

  // What was typed comes back after the sign-in.
  function leave() {
    window.hallTyped.save();
    location.reload();
  }

  function open() {
    cover.remove();
    cover = null;
    touched = told = Date.now();
  }

  function isOutside(event) { return !cover || !cover.contains(event.target); }

  // The first touch after a rest is let through: the hub drops it when the session is locked, and knows when another tab was in use.
  function touch(event) {
    if (SURFACE.test(location.pathname)) { return; }
    if (cover) {
      if (isOutside(event)) { event.preventDefault(); event.stopImmediatePropagation(); }
      return;
    }
    var now = Date.now(), rested = now - touched >= limit;
    touched = now;
    if ((rested || now - told >= tell) && !asking) {
      asking = true;
      told = now;
      ask().then(function (status) {
        asking = false;
        if (status === 423) { lock(); } else if (status === 401) { leave(); }
      });
    }
  }

  ['keydown', 'pointerdown', 'touchstart'].forEach(function (kind) {
    document.addEventListener(kind, touch, { capture: true, passive: false });
  });

  setInterval(function () {
    if (cover || asking || Date.now() - touched < limit || WATCHES.test(location.pathname) || SURFACE.test(location.pathname)) { return; }
    asking = true;
    ask().then(function (status) {
      asking = false;
      if (status === 423) { lock(); } else if (status === 204) { touched = Date.now(); }
    });
  }, Math.max(1000, Math.min(15000, limit / 4)));
}());
