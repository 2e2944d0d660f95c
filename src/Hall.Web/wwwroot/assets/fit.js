// Keeps texts whole that are longer than their place. A box with data-fit makes its type smaller, step by step, down to the number it
// names; a box with data-pages shows what does not fit page by page, with buttons or, where nobody touches, by itself. Both measure
// what the browser has laid out, so that any text, language and size comes out right. What is still too long is marked is-cut: its
// sheet says so with an ellipsis, and only where the whole text stands one touch away.
(function () {
  'use strict';
  var STEP = 0.06, USUAL_FLOOR = 0.5, TURN_EVERY_MS = 7000, SLACK = 1;
  var asked = false;

  // Fonts with Chinese signs are taller than their lines: what they reserve below the last line is empty and may stand out of the box.
  function emptyBelow(box) {
    var last = box;
    while (last.lastElementChild && !(last.lastChild.nodeType === 3 && last.lastChild.textContent.trim())) { last = last.lastElementChild; }
    return (parseFloat(getComputedStyle(last).fontSize) || 16) * 0.2;
  }

  // Each text by its own height: beside a large number a small word stands, and either may be the one that does not fit.
  function isOver(box) {
    if (box.clientHeight === 0 || box.scrollWidth > box.clientWidth + SLACK) { return box.clientHeight > 0; }
    if (box.scrollHeight <= box.clientHeight + SLACK) { return false; }
    var walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT), range = document.createRange();
    var bottom = box.getBoundingClientRect().bottom + SLACK;
    while (walker.nextNode()) {
      range.selectNodeContents(walker.currentNode);
      var rects = walker.currentNode.textContent.trim() ? range.getClientRects() : [];
      for (var i = 0; i < rects.length; i++) {
        if (rects[i].bottom - rects[i].height * 0.2 > bottom) { return true; }
      }
    }
    return false;
  }

  function keyOf(box) {
    var type = document.documentElement.dataset.type;
    return [box.textContent, box.clientWidth, box.clientHeight, innerWidth, innerHeight, type, box.className].join('|');
  }

  function shrink(box) {
    var key = keyOf(box);
    if (box.hallFitKey === key) { return; }
    var floor = parseFloat(box.dataset.fit) || USUAL_FLOOR;
    box.classList.remove('is-cut');
    box.style.removeProperty('--fit');
    for (var fit = 1; isOver(box) && fit > floor;) {
      fit = Math.max(floor, fit - STEP);
      box.style.setProperty('--fit', fit.toFixed(2));
    }
    box.classList.toggle('is-cut', isOver(box));
    box.hallFitKey = keyOf(box);
  }

  function linesOf(element, height) {
    var style = getComputedStyle(element), line = parseFloat(style.lineHeight) || parseFloat(style.fontSize) * 1.4;
    return Math.max(line, Math.floor((height + SLACK) / line) * line);
  }

  // The tops of the pages: each begins with an item, or with a line of a text that is longer than a page.
  function topsOf(view) {
    var items = view.querySelectorAll('[data-item]'), tops = [0], height = view.clientHeight;
    var base = view.getBoundingClientRect().top - view.scrollTop;
    function cutIntoLines(top, bottom, step) {
      for (var y = top + step; y < bottom - SLACK; y += step) { tops.push(y); }
    }
    if (items.length === 0) {
      cutIntoLines(0, view.scrollHeight - emptyBelow(view), linesOf(view, height));
      return tops;
    }
    Array.prototype.forEach.call(items, function (item) {
      var place = item.getBoundingClientRect(), top = place.top - base, bottom = place.bottom - base, start = tops[tops.length - 1];
      if (bottom > start + height + SLACK && top > start + SLACK) { tops.push(top); }
      if (place.height > height + SLACK) { cutIntoLines(top, bottom, linesOf(item, height)); }
    });
    return tops;
  }

  // Only what belongs to the page is seen: neither half a line below it nor, on the last page, what stood on the one before.
  function turn(pages, to) {
    var view = pages.querySelector('.pages-view'), tops = pages.hallTops || [0], at = Math.max(0, Math.min(to, tops.length - 1));
    pages.hallAt = at;
    view.scrollTop = tops[at];
    var above = Math.max(0, tops[at] - view.scrollTop), end = at + 1 < tops.length ? tops[at + 1] : Infinity;
    var below = Math.max(0, view.scrollTop + view.clientHeight - end);
    view.style.clipPath = tops.length > 1 ? 'inset(' + above + 'px 0 ' + below + 'px 0)' : '';
    var bar = pages.querySelector('.pages-bar');
    var where = bar.querySelector('.pages-at');
    where.textContent = (at + 1) + ' / ' + tops.length;
    where.style.minWidth = (2 * String(tops.length).length + 2) + 'ch';
    var back = bar.querySelector('.pages-back'), on = bar.querySelector('.pages-on');
    if (back) { back.disabled = at === 0; on.disabled = at === tops.length - 1; }
  }

  function sizeOf(box) { return box.clientWidth + 'x' + box.clientHeight; }

  function lay(pages) {
    var view = pages.querySelector('.pages-view'), bar = pages.querySelector('.pages-bar');
    // Another size of type changes how high the text is, and neither the text nor its place.
    var key = keyOf(view) + '|' + view.scrollHeight;
    if (pages.hallKey === key && (pages.hallTops || []).length === (pages.hallSeen || 1)) { return; }
    bar.hidden = true;
    pages.classList.remove('is-long');
    view.scrollTop = 0;
    var isLong = isOver(view);
    bar.hidden = !isLong;
    pages.classList.toggle('is-long', isLong);

    // What nobody touches changes while it is read; what is touched begins anew with another text.
    var stays = pages.getAttribute('data-pages') === 'auto' || pages.hallText === view.textContent;

    // The number of pages takes room itself, and may make them more.
    for (var tries = 0, laid = ''; tries < 3 && laid !== sizeOf(view); tries++) {
      laid = sizeOf(view);
      view.scrollTop = 0;
      pages.hallTops = isLong ? topsOf(view) : [0];
      turn(pages, stays ? pages.hallAt || 0 : 0);
    }
    pages.hallSeen = pages.hallTops.length;
    pages.hallText = view.textContent;
    pages.hallKey = keyOf(view) + '|' + view.scrollHeight;
  }

  function all(selector, what) { Array.prototype.forEach.call(document.querySelectorAll(selector), what); }

  function fit() {
    asked = false;
    all('[data-fit]', shrink);
    all('[data-pages]', lay);
  }

  function ask() {
    if (!asked) { asked = true; requestAnimationFrame(fit); }
  }

  document.addEventListener('click', function (pressed) {
    var button = pressed.target.closest && pressed.target.closest('.pages-back, .pages-on');
    if (button) {
      var pages = button.closest('[data-pages]');
      turn(pages, (pages.hallAt || 0) + (button.className === 'pages-on' ? 1 : -1));
    }
  });
  setInterval(function () {
    all('[data-pages=auto].is-long', function (pages) { turn(pages, ((pages.hallAt || 0) + 1) % pages.hallTops.length); });
  }, TURN_EVERY_MS);
  new MutationObserver(ask).observe(document.body, {
    childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ['class', 'lang', 'hidden']
  });
  addEventListener('resize', ask);
  if (document.fonts && document.fonts.ready) { document.fonts.ready.then(ask); }
  window.hallFit = { fit: fit, turn: turn };
  ask();
}());
