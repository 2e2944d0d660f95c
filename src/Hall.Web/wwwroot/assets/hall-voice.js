// The voice of one board's page. The hub says what sounds now, under a lease; the page says twice a second that it is there, by
// requests of its own, and falls silent by itself when the lease may have ended: after a sleep, or when the hub is not heard.
// ES5 without promises of its own: the plain boards of old TV browsers use it too.
window.hallVoice = (function () {
  'use strict';
  var CONFIRM_MS = 450, LOST_MS = 1750, ASKED_MS = 1500, SOUND_MS = 12000;
  var home = null, lease = 0, order = null, player = null, owed = [];
  var heardAt = 0, askedAt = 0, beatAt = 0, asking = false, beating = false, blocked = false;

  function now() { return new Date().getTime(); }

  function ask(method, url, patience, type, done) {
    var request = new XMLHttpRequest(), over = false;
    function end(status) { if (!over) { over = true; done(status, request.response); } }
    request.open(method, url, true);
    request.timeout = patience;
    if (type) { request.responseType = type; }
    request.onload = function () { end(request.status); };
    request.onerror = request.ontimeout = request.onabort = function () { end(0); };
    request.send();
  }

  function hush() {
    if (player) {
      player.onended = player.onerror = null;
      player.pause();
      window.URL.revokeObjectURL(player.src);
      player.removeAttribute('src');
      player = null;
    }

    if (window.speechSynthesis && order && order.said) { window.speechSynthesis.cancel(); }
    order = null;
  }

  function forget() { hush(); home = null; lease = 0; owed = []; }

  // What became of a sound is owed until the hub has taken it: a call counts as heard only then.
  function report(answer, of) {
    owed.push(home + '/sound?answer=' + answer + (of ? '&lease=' + of.lease + '&sequence=' + of.sequence : ''));
    beat();
  }

  function finish(answer, of) {
    if (order !== of) { return; }
    hush();
    blocked = answer === 'blocked';
    report(answer, of);
  }

  function confirm() {
    var sentAt = now(), to = home, what = owed[0], of = lease;
    asking = true;
    askedAt = sentAt;
    ask('POST', what || home + (of ? '?lease=' + of : ''), ASKED_MS, '', function (status) {
      asking = false;
      if (to !== home) { return; }
      if (status === 404) { forget(); return; }
      if (status === 204 || status === 409) { heardAt = sentAt; }
      if (what && status > 0 && status < 500) { owed.shift(); }
      if (status === 409 && of === lease) { hush(); lease = 0; }
      if (owed.length && heardAt === sentAt) { confirm(); }
    });
  }

  function beat() {
    var at = now(), slept = at - beatAt > LOST_MS;
    beatAt = at;
    if (order && (slept || at - heardAt > LOST_MS)) { finish('silent', order); }
    if (home && !asking && (owed.length || at - askedAt >= CONFIRM_MS)) { confirm(); }
  }

  function plain() { setInterval(beat, 250); }

  function start() {
    var clock;
    if (beating) { return; }
    beating = true;
    beatAt = now();
    try {
      clock = new Worker('/assets/voice-clock.js');
      clock.onmessage = beat;
      clock.onerror = plain;
    } catch (_) {
      plain();
    }
    document.addEventListener('click', allow);
    document.addEventListener('keydown', allow);
  }

  function sound(url, done) {
    var made, begun;
    try {
      made = new Audio(url);
    } catch (_) {
      done('silent');
      return null;
    }

    made.onended = function () { done('played'); };
    made.onerror = function () { done('silent'); };
    begun = made.play();
    if (begun && begun.then) {
      begun.then(null, function (refusal) { done(refusal.name === 'NotAllowedError' ? 'blocked' : 'silent'); });
    }
    return made;
  }

  // A sound that nobody hears shows whether this browser lets the page sound.
  function probe() {
    var at = home, done = false;
    sound('/assets/silence.wav', function (answer) {
      if (done || at !== home || !home) { return; }
      done = true;
      blocked = answer === 'blocked';
      report(answer, null);
    });
  }

  // Whoever touches the screen thereby allows the browser to sound.
  function allow() { if (blocked && home) { probe(); } }

  function say(lines, of) {
    var left = lines.slice(0), voice = window.speechSynthesis;
    if (!voice || voice.getVoices().length === 0) { finish('silent', of); return; }
    of.said = true;
    (function next() {
      var utterance, line = left.shift();
      if (order !== of) { return; }
      if (!line) { finish('spoken', of); return; }
      utterance = new SpeechSynthesisUtterance(line.words);
      utterance.lang = line.language;
      utterance.onend = next;
      utterance.onerror = function (fault) { finish(fault.error === 'not-allowed' ? 'blocked' : 'silent', of); };
      voice.speak(utterance);
    }());
  }

  function play(wave, of) {
    player = sound(window.URL.createObjectURL(wave), function (answer) { finish(answer, of); });
  }

  // The hub's order: fetched under its lease, and played only while the page has not slept since.
  function speak(given) {
    if (!home) { return; }
    hush();
    order = given;
    lease = given.lease;
    ask('GET', given.url, SOUND_MS, 'blob', function (status, wave) {
      if (order !== given) { return; }
      if (now() - beatAt > LOST_MS) { beat(); return; }
      if (status === 200) { play(wave, given); }
      else if (status === 204) { say(given.lines, given); }
      else if (status === 409 || status === 404) { hush(); }
      else { finish('silent', given); }
    });
  }

  function join(address) {
    if (home !== address) { forget(); }
    home = address;
    heardAt = now();
    askedAt = 0;
    start();
    beat();
    probe();
  }

  return { join: join, speak: speak };
}());
