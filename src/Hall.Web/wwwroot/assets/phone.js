// Keeps the citizen's page true without a circuit: words that move come one by one, another look is fetched as a whole.
(function () {
  'use strict';
  var SILENT_MS = 4500, AGAIN_MS = 2000, NEAR = 3;
  var band = document.getElementById('phone-stale');
  var source = null, heard = Date.now(), fetching = false, near = false;

  function page() { return document.getElementById('page'); }
  function buzz(pattern) { if (navigator.vibrate) { try { navigator.vibrate(pattern); } catch (e) { /* not allowed yet */ } } }
  function stale(is) { band.hidden = !is; document.documentElement.classList.toggle('is-stale', is); }
  function alive() { heard = Date.now(); stale(false); }
  function written(field) { return field.value !== '' && field.type !== 'hidden' && field.type !== 'radio' && field.type !== 'checkbox'; }
  function typing() {
    var at = document.activeElement;
    return (at && /TEXTAREA|SELECT|INPUT/.test(at.tagName))
      || Array.prototype.some.call(page().querySelectorAll('textarea, input'), written);
  }

  function redraw() {
    if (fetching) { return; }
    fetching = true;
    fetch(location.pathname, { cache: 'no-store' }).then(function (answer) {
      if (answer.status === 404 || answer.status === 410) { location.replace(location.pathname); return null; }
      return answer.ok ? answer.text() : null;
    }).then(function (text) {
      if (!text) { return; }
      var fresh = new DOMParser().parseFromString(text, 'text/html');
      var main = fresh.getElementById('page');
      if (!main) { return; }
      var wasCalled = page().dataset.called === 'true';
      var open = Array.prototype.map.call(page().querySelectorAll('details[open]'), function (part) { return part.className; });
      page().replaceWith(document.importNode(main, true));
      page().querySelectorAll('details').forEach(function (part) { if (open.indexOf(part.className) >= 0) { part.open = true; } });
      document.title = fresh.title;
      if (page().dataset.called === 'true' && !wasCalled) { buzz([400, 200, 400, 200, 800]); }
      alive();
    }).catch(function () { }).then(function () { fetching = false; });
  }

  function show(live) {
    if (live.look !== page().dataset.look) {
      if (!typing() || live.called) { redraw(); }
      return;
    }
    document.querySelectorAll('[data-live]').forEach(function (at) { at.textContent = live[at.dataset.live]; });
    document.querySelectorAll('[data-live-value]').forEach(function (at) { at.value = live[at.dataset.liveValue]; });
    if (live.aheadCount <= NEAR && page().dataset.ahead > NEAR && !near) { near = true; buzz([200, 100, 200]); }
    page().dataset.ahead = live.aheadCount;
  }

  function listen() {
    if (source) { source.close(); }
    source = new EventSource(location.pathname + '/events');
    source.addEventListener('beat', alive);
    source.addEventListener('place', function (event) { alive(); show(JSON.parse(event.data)); });
    source.onerror = function () {
      if (source.readyState === EventSource.CLOSED) { setTimeout(listen, AGAIN_MS); redraw(); }
    };
  }

  // A bad review says why: the form waits for it here, and nothing that was typed is lost by asking again.
  document.addEventListener('submit', function (event) {
    var form = event.target, level = form.classList.contains('rating') && form.querySelector('[name=level]:checked');
    var why = level && form.querySelector('.for-' + level.value + ' .why');
    if (!why || form.querySelector('.for-' + level.value + ' :checked') || form.elements.comment.value.trim()) { return; }
    event.preventDefault();
    why.classList.add('asked');
    why.scrollIntoView({ block: 'center' });
    form.querySelector('.for-' + level.value + ' input').focus({ preventScroll: true });
  });

  setInterval(function () {
    if (Date.now() - heard < SILENT_MS) { return; }
    stale(true);
    if (Date.now() - heard > 3 * SILENT_MS) { heard = Date.now() - SILENT_MS; listen(); }
  }, 500);
  if (page().dataset.called === 'true') { buzz([400, 200, 400]); }
  // After a form the address is the page's own again, so that a reload and the stream find it.
  var home = '/t/' + page().dataset.token;
  if (location.search.indexOf('done=') >= 0 || location.pathname !== home) { history.replaceState(null, '', home); }
  listen();
}());
