// The board for old TV browsers. ES5 only: no modules, no promises, no template strings.
(function () {
  'use strict';
  var STALE_AFTER_MS = 4500, RETRY_MS = 2000;
  var base = location.pathname.replace(/\/plain\/?$/, '');
  var words = document.body;
  var heardAt = new Date().getTime(), shown = 0, first = true, source = null;

  function byId(id) { return document.getElementById(id); }
  function say(key) { return words.getAttribute('data-' + key); }
  function element(tag, className, text) {
    var made = document.createElement(tag);
    if (className) { made.className = className; }
    if (text !== undefined) { made.appendChild(document.createTextNode(text)); }
    return made;
  }
  // Long texts become smaller, or turn page by page, where the browser knows how (fit.js); an old one cuts them.
  function fitted(made, floor) { made.setAttribute('data-fit', floor); return made; }

  function item(made) { made.setAttribute('data-item', ''); return made; }

  function fill(id, text) {
    var place = byId(id);
    while (place.firstChild) { place.removeChild(place.firstChild); }
    if (text) { place.appendChild(document.createTextNode(text)); }
    return place;
  }

  function hero(call) {
    if (call && call.sequence === shown) { return; }
    var place = fill('hero');
    if (!call) { place.appendChild(element('span', 'none', say('none'))); return; }
    shown = call.sequence;
    place.appendChild(element('span', 'number', call.number));
    var where = fitted(element('span', 'where', say('goto') + ' '), 0.2);
    where.appendChild(element('b', '', call.counter));
    where.appendChild(document.createTextNode(' ' + say('after')));
    place.appendChild(where);
    place.className = '';
    if (!first) { setTimeout(function () { place.className = 'flash'; }, 50); }
  }

  function line(call) {
    var row = element('tr');
    var number = element('td', call.zone);
    var numberLine = fitted(element('div', '', call.number), 0.4);
    if (call.recall) { numberLine.appendChild(element('small', '', say('recall'))); }
    number.appendChild(numberLine);
    var where = element('td', 'at');
    var whereLine = fitted(element('div', '', say('before') + ' '), 0.25);
    whereLine.appendChild(element('b', '', call.counter));
    whereLine.appendChild(document.createTextNode(' ' + say('after')));
    where.appendChild(whereLine);
    row.appendChild(number);
    row.appendChild(where);
    return row;
  }

  function zone(each) {
    var box = element('div', 'zone ' + each.style);
    box.appendChild(fitted(element('h2', '', each.code + ' ' + each.name), 0.35));
    box.appendChild(element('p', 'waiting', each.waiting));
    box.appendChild(fitted(element('p', 'next', say('next') + '  ' + (each.next.length ? each.next.join('  ') : say('nobody'))), 0.5));
    return box;
  }

  function paint(picture) {
    var i, last, side;
    heardAt = new Date().getTime();
    byId('stale').style.display = 'none';
    fill('name', picture.name);
    fill('clock', picture.clock);
    hero(picture.newest);
    last = fill('last');
    for (i = 0; i < picture.last.length; i++) { last.appendChild(line(picture.last[i])); }
    side = fill('zones');
    for (i = 0; i < picture.zones.length; i++) { side.appendChild(item(zone(picture.zones[i]))); }
    if (picture.tip) { side.appendChild(item(element('p', 'tip', say('tip') + '  ' + picture.tip))); }
    fill('satisfaction', picture.satisfaction);
    fill('duty', picture.dutyManager);
    if (byId('footer').firstChild.textContent !== (picture.footer || '')) { byId('footer').firstChild.textContent = picture.footer || ''; }
    fill('closing', picture.closing).style.display = picture.closing ? 'block' : 'none';
    first = false;
  }

  // What the page is to sound, and whether somebody has to touch it first; its script listens to the touch.
  function hear(told) {
    if (told.join) { window.hallVoice.join(told.join); }
    if (told.speak) { window.hallVoice.speak(told.speak); }
    // The button has a place of its own: what stands beside it ends above (fit.js lays it anew when a class changes).
    if (told.view) { words.className = told.view.mustBeTouched ? 'is-silent' : ''; }
  }

  // Where there is no EventSource the picture is asked for.
  function poll() {
    var request = new XMLHttpRequest();
    request.open('GET', base + '/picture' + location.search, true);
    request.onreadystatechange = function () {
      if (request.readyState === 4) {
        if (request.status === 200) { paint(JSON.parse(request.responseText)); }
        setTimeout(poll, RETRY_MS);
      }
    };
    request.send();
  }

  function listen() {
    if (source) { source.close(); }
    source = new EventSource(base + '/stream' + location.search);
    source.onmessage = function (message) { paint(JSON.parse(message.data)); };
    source.addEventListener('voice', function (message) { hear(JSON.parse(message.data)); });
  }

  // A stream that was refused is never tried again by the browser, so this looks after it, however long an outage lasts.
  function watch() {
    if (new Date().getTime() - heardAt > STALE_AFTER_MS) {
      byId('stale').style.display = 'block';
      if (window.EventSource && source.readyState === 2) { listen(); }
    }
    setTimeout(watch, 1000);
  }

  if (window.EventSource) { listen(); } else { poll(); }
  watch();
}());
