// Keeps unattended pages alive. Blazor gives up reconnecting after some minutes; this does not, and it says within five
// seconds that what is shown may be old.
(function () {
  'use strict';
  var PROBE_EVERY_MS = 1500, PROBE_TIMEOUT_MS = 2000, ERROR_RELOAD_MS = 3000;
  var band = document.getElementById('hall-stale');
  var circuitDown = false, hubDown = false, reviving = false;

  function mark() {
    var stale = circuitDown || hubDown;
    band.hidden = !stale;
    document.documentElement.classList.toggle('is-stale', stale);
  }

  function probe() {
    var abort = new AbortController();
    var timer = setTimeout(function () { abort.abort(); }, PROBE_TIMEOUT_MS);
    return fetch('/health/live', { cache: 'no-store', signal: abort.signal })
      .then(function (answer) { return answer.status < 500; }, function () { return false; })
      .then(function (alive) { clearTimeout(timer); return alive; });
  }

  // A reload into a dead server would leave the browser's own error page, from which nothing comes back.
  function reload() {
    return fetch(location.href, { cache: 'no-store', headers: { Accept: 'text/html' } })
      .then(function (answer) { if (answer.ok) { window.hallTyped.save(); location.reload(); } }, function () { });
  }

  function revive() {
    if (reviving) { return Promise.resolve(); }
    reviving = true;
    return Promise.resolve()
      .then(function () { return window.Blazor.reconnect(); })
      .then(function (resumed) { return resumed ? back() : reload(); }, function () { return reload(); })
      .then(function () { reviving = false; }, function () { reviving = false; });
  }

  // What is on the screen, for the manager's page; asked for by the hub on enrolled screens only.
  window.hallShown = function () {
    return (document.body.innerText || '').replace(/[ \t]+/g, ' ').replace(/\s*\n\s*/g, '\n').trim().slice(0, 400);
  };

  // Boards and windows have nobody who touches them: whoever stands there with a keyboard asks by a key.
  document.addEventListener('keydown', function (pressed) {
    var ask = document.querySelector('.public-help-ask');
    if (!ask || /^(INPUT|TEXTAREA|SELECT)$/.test(pressed.target.tagName || '')) { return; }
    var isOpen = ask.getAttribute('aria-expanded') === 'true';
    if (pressed.key === '?' || pressed.key === 'F1' || (pressed.key === 'Escape' && isOpen)) {
      pressed.preventDefault();
      ask.click();
    }
  });

  // The policy allows no scripts in the markup; whatever prints the page says so by an attribute.
  document.addEventListener('click', function (pressed) {
    if (pressed.target.closest && pressed.target.closest('[data-print]')) { window.print(); }
  });

  function back() { circuitDown = false; mark(); window.hallTyped.up(); }

  function loop() {
    probe().then(function (alive) {
      hubDown = !alive;
      mark();
      return alive && circuitDown ? revive() : undefined;
    }).then(next, next);
  }

  function next() { setTimeout(loop, PROBE_EVERY_MS); }

  function failed() {
    circuitDown = true;
    mark();
    setTimeout(reload, ERROR_RELOAD_MS);
  }

  var error = document.getElementById('blazor-error-ui');
  new MutationObserver(function () { if (error.style.display === 'block') { failed(); } })
    .observe(error, { attributes: true, attributeFilter: ['style'] });

  window.Blazor.start({
    circuit: {
      reconnectionHandler: {
        onConnectionDown: function () { circuitDown = true; mark(); window.hallTyped.down(); },
        onConnectionUp: back
      }
    }
  }).catch(failed);
  next();
}());
