// Exchanges the texts of one loaded page and finds every text that is cut, hidden or printed over another.
window.hallMeasure = (function () {
  'use strict';
  var SLACK = 2, LEAST_TYPE = 7;

  function frames(count) {
    return new Promise(function (done) {
      (function next(left) { if (left === 0) { done(); } else { requestAnimationFrame(function () { next(left - 1); }); } }(count));
    });
  }

  function swap(places) {
    places.forEach(function (place) {
      document.querySelectorAll(place.at).forEach(function (element, index) {
        if (place.list) {
          while (element.children.length > 1) { element.lastElementChild.remove(); }
          var first = element.firstElementChild;
          first.lastChild.textContent = place.list[0];
          place.list.slice(1).forEach(function (text) {
            var more = first.cloneNode(true);
            more.lastChild.textContent = text;
            element.appendChild(more);
          });
        } else {
          element.lastChild.textContent = place.texts[index % place.texts.length];
        }
      });
    });
  }

  function isShown(element) {
    // What is folded away in a closed <details> has a place all the same.
    if (element.checkVisibility && !element.checkVisibility()) { return false; }
    for (var up = element; up && up !== document.documentElement; up = up.parentElement) {
      var style = getComputedStyle(up);
      if (style.display === 'none' || style.visibility === 'hidden' || parseFloat(style.opacity) === 0 || up.hidden
        || up.classList.contains('sr-only')) { return false; }
    }
    return true;
  }

  function texts() {
    var walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [], node;
    while ((node = walker.nextNode())) {
      var parent = node.parentElement;
      if (!node.textContent.trim() || !parent || !isShown(parent)) { continue; }
      if (/^(SCRIPT|STYLE|TITLE|OPTION|NOSCRIPT)$/.test(parent.tagName)) { continue; }
      var range = document.createRange();
      range.selectNodeContents(node);
      var rects = Array.prototype.filter.call(range.getClientRects(), function (rect) { return rect.width > 1 && rect.height > 1; });
      if (rects.length) { found.push({ node: node, parent: parent, rects: rects }); }
    }
    return found;
  }

  // A name with an ellipsis on a button is said to go on, and touching the button shows it whole.
  function saysThereIsMore(element) {
    var clamped = element.closest('.is-cut');
    if (!clamped || !element.closest('button, a')) { return false; }
    return getComputedStyle(clamped.querySelector('b') || clamped).webkitLineClamp !== 'none';
  }

  function clipOf(element, scrolls) {
    var clip = { left: 0, top: 0, right: innerWidth, bottom: scrolls ? Infinity : innerHeight };
    if (scrolls) { clip.top = -Infinity; }
    for (var up = element; up && up !== document.documentElement; up = up.parentElement) {
      var style = getComputedStyle(up), box = up.getBoundingClientRect();
      if (style.overflowX !== 'visible' && style.overflowX !== 'auto') {
        clip.left = Math.max(clip.left, box.left);
        clip.right = Math.min(clip.right, box.right);
      }
      if (style.overflowY !== 'visible' && style.overflowY !== 'auto') {
        clip.top = Math.max(clip.top, box.top);
        clip.bottom = Math.min(clip.bottom, box.bottom);
      }
      if (style.position === 'fixed') { break; }
    }
    return clip;
  }

  // A line of what is turned page by page has to stand wholly on one of the pages.
  function isWholeOnAPage(rect, element) {
    var pages = element.closest('.pages.is-long'), view = element.closest('.pages-view');
    if (!pages || !view) { return false; }
    var box = view.getBoundingClientRect(), top = rect.top - box.top + view.scrollTop, spare = SLACK + rect.height * .2;
    return pages.hallTops.some(function (start, at) {
      var end = Math.min(start + view.clientHeight, at + 1 < pages.hallTops.length ? pages.hallTops[at + 1] : Infinity);
      return top >= start - spare && top + rect.height <= end + spare;
    });
  }

  function isOnThisPage(rect, element) {
    var pages = element.closest('.pages.is-long'), view = element.closest('.pages-view');
    if (!pages || !view) { return true; }
    var box = view.getBoundingClientRect(), at = pages.hallAt || 0, start = pages.hallTops[at];
    var end = Math.min(start + view.clientHeight, at + 1 < pages.hallTops.length ? pages.hallTops[at + 1] : Infinity);
    var middle = (rect.top + rect.bottom) / 2 - box.top + view.scrollTop;
    return middle >= start && middle <= end;
  }

  function short(text) { return text.trim().slice(0, 24) + (text.trim().length > 24 ? '… (' + text.trim().length + ')' : ''); }

  function nameOf(element) {
    var classes = element.className && element.className.baseVal === undefined ? String(element.className).trim() : '';
    return element.tagName.toLowerCase() + (classes ? '.' + classes.replace(/\s+/g, '.') : '');
  }

  function cuts(all, scrolls) {
    var faults = [];
    all.forEach(function (text) {
      var type = parseFloat(getComputedStyle(text.parent).fontSize);
      var said = nameOf(text.parent) + ' ' + short(text.node.textContent);
      if (type < LEAST_TYPE) { faults.push('type of ' + type + ' px: ' + said); }
      if (saysThereIsMore(text.parent)) { return; }
      var clip = clipOf(text.parent, scrolls);
      for (var i = 0; i < text.rects.length; i++) {
        var rect = text.rects[i];
        if (isWholeOnAPage(rect, text.parent)) { continue; }
        // Glyphs stand well inside their line, so a fifth of it may pass the edge without a letter being touched.
        var spare = SLACK + rect.height * .2;
        var beside = rect.left < clip.left - SLACK || rect.right > clip.right + SLACK;
        if (beside || rect.top < clip.top - spare || rect.bottom > clip.bottom + spare) {
          faults.push('cut: ' + said);
          break;
        }
      }
    });
    return faults;
  }

  function overlaps(all) {
    var faults = [], flat = [];
    all.forEach(function (text) {
      if (saysThereIsMore(text.parent) || text.parent.closest('.kiosk-idle, .kiosk-veil, .public-help, .page-tools')) { return; }
      text.rects.forEach(function (rect) {
        // A font's box is taller than its letters.
        var inner = { left: rect.left, right: rect.right, top: rect.top + rect.height * .22, bottom: rect.bottom - rect.height * .18 };
        if (isOnThisPage(rect, text.parent)) { flat.push({ text: text, rect: inner }); }
      });
    });
    for (var i = 0; i < flat.length; i++) {
      for (var j = i + 1; j < flat.length; j++) {
        var a = flat[i], b = flat[j];
        if (a.text.parent.contains(b.text.parent) || b.text.parent.contains(a.text.parent)) { continue; }
        var wide = Math.min(a.rect.right, b.rect.right) - Math.max(a.rect.left, b.rect.left);
        var high = Math.min(a.rect.bottom, b.rect.bottom) - Math.max(a.rect.top, b.rect.top);
        if (wide > SLACK && high > SLACK) {
          faults.push('over another: ' + nameOf(a.text.parent) + ' ' + short(a.text.node.textContent) + ' / '
            + nameOf(b.text.parent) + ' ' + short(b.text.node.textContent));
          if (faults.length > 5) { return faults; }
        }
      }
    }
    return faults;
  }

  // Whatever must be touched can be touched, on each page of what is long.
  function buttons() {
    var faults = [];
    var touched = '.kiosk-confirm, .kiosk-nav button, .kiosk-slip-buttons button, .kiosk-foot button, .pages-bar:not([hidden]) button';
    document.querySelectorAll(touched).forEach(function (button) {
      var box = button.getBoundingClientRect();
      var outside = box.bottom > innerHeight + SLACK || box.right > innerWidth + SLACK || box.top < -SLACK;
      if (box.width > 0 && outside) { faults.push('out of reach: ' + nameOf(button) + ' ' + short(button.textContent)); }
    });
    return faults;
  }

  return async function (places, scrolls) {
    var surface = document.querySelector('.kiosk');
    if (surface) { surface.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true })); }
    swap(places);
    await frames(3);
    if (window.hallFit) { window.hallFit.fit(); }
    await frames(2);
    var all = texts();
    var faults = cuts(all, scrolls).concat(overlaps(all));
    if (!scrolls) { faults = faults.concat(buttons()); }
    var over = document.documentElement.scrollWidth - innerWidth;
    if (over > SLACK) { faults.push('wider than the screen by ' + over); }
    return Array.from(new Set(faults)).slice(0, 12);
  };
}());
