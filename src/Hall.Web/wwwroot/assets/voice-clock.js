// A steady beat for the voice: browsers slow the timers of pages that nobody looks at, but not those of workers.
setInterval(function () { 'use strict'; postMessage(0); }, 250);
