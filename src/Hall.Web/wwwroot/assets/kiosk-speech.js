// Reads a kiosk aloud to somebody who cannot see: what has the focus names what is said of it (data-say), the hub's voice says it, and
// arrow keys go from one to the next; Enter chooses, as ever. F2 or * on a keypad turns it on and off, and so does its button.
(function () {
  'use strict';
  var AGAIN_MS = 700, player = null, turn = 0, isOn = false;

  function root() { return document.querySelector('.kiosk[data-speech]'); }

  function hush() {
    turn++;
    if (player) { player.onended = player.onerror = null; player.pause(); player = null; }
    if (window.speechSynthesis) { window.speechSynthesis.cancel(); }
  }

  // Where the hub has no voice the browser may have one; it says what is written.
  function byBrowser(text, language) {
    var voice = window.speechSynthesis;
    if (!voice || !text || voice.getVoices().length === 0) { return; }
    var said = new SpeechSynthesisUtterance(text);
    said.lang = language;
    voice.speak(said);
  }

  function say(names, text) {
    var kiosk = root(), mine, left = names.slice(0), tries = 0;
    hush();
    mine = turn;
    if (!kiosk) { return; }
    (function next() {
      if (mine !== turn || !left.length) { return; }
      player = new Audio(location.pathname.replace(/\/$/, '') + '/speech/' + kiosk.lang + '/' + left[0]);
      player.onended = function () { left.shift(); tries = 0; next(); };
      player.onerror = function () {
        if (mine !== turn) { return; }
        if (tries++ === 0) { setTimeout(next, AGAIN_MS); return; }
        if (left.length === names.length) { byBrowser(text, kiosk.lang); }
        left.shift();
        tries = 0;
        next();
      };
      player.play().catch(function () { });
    }());
  }

  function sayOf(element) {
    var named = element && element.closest && element.closest('[data-say]');
    if (named && root()) { say(named.getAttribute('data-say').split(' '), named.innerText); }
  }

  function places() {
    var within = document.querySelector('.kiosk-veil') || root();
    return Array.prototype.filter.call(within.querySelectorAll('button, [href], input, textarea, h1[tabindex], h2[tabindex]'),
      function (place) { return !place.disabled && !place.closest('[inert], [hidden]') && place.getClientRects().length; });
  }

  function go(by) {
    var all = places(), at = all.indexOf(document.activeElement);
    if (all.length) { all[at < 0 ? 0 : (at + by + all.length) % all.length].focus(); }
  }

  document.addEventListener('focusin', function (entered) { sayOf(entered.target); });
  document.addEventListener('keydown', function (pressed) {
    var types = /^(INPUT|TEXTAREA)$/.test(pressed.target.tagName || ''), key = pressed.key;
    var by = key === 'ArrowDown' || key === 'ArrowRight' ? 1 : key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 0;
    if (key === 'F2' || (key === '*' && !types)) {
      var button = document.querySelector('.kiosk-speak');
      if (button) { pressed.preventDefault(); button.click(); }
    } else if (by && root() && !types) {
      pressed.preventDefault();
      go(by);
    }
  });
  // Turned on, it says so and where one is; turned off, it is silent at once.
  new MutationObserver(function () {
    var kiosk = root();
    if (isOn === !!kiosk) { return; }
    isOn = !!kiosk;
    if (!isOn) { hush(); return; }
    var heading = kiosk.querySelector('h1[data-say]');
    say(['word/kiosk.speech.on'].concat(heading ? heading.getAttribute('data-say').split(' ') : []), heading ? heading.innerText : '');
  }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-speech'] });
}());
