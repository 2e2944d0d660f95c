// The keys of the teller's console, wherever the focus is. Fields keep their keys; a held-down key counts once.
let desk = null;

function nameOf(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') { return 'ctrl+z'; }
  if (event.ctrlKey || event.metaKey || event.altKey) { return null; }
  if (event.key === ' ') { return 'space'; }
  if (event.key === 'Escape') { return 'escape'; }
  return /^[a-z/?]$/i.test(event.key) ? event.key.toLowerCase() : null;
}

function pressed(event) {
  const inField = event.target.closest && event.target.closest('input, textarea, select, [contenteditable]');
  const inDialog = event.target.closest && event.target.closest('[role=dialog]');
  const name = nameOf(event);
  if (!name || !desk || event.isComposing || ((inField || inDialog) && name !== 'escape')) { return; }
  event.preventDefault();
  if (!event.repeat) { desk.invokeMethodAsync('PressAsync', name); }
}

// A button with the focus would be pressed by the space bar as well when the key comes up.
function released(event) {
  const dialog = event.target.closest && event.target.closest('[role=dialog], input, textarea, select');
  if (event.key === ' ' && !dialog) { event.preventDefault(); }
}

export function listen(page) {
  desk = page;
  document.body.dataset.keys = 'on';
  document.addEventListener('keydown', pressed);
  document.addEventListener('keyup', released);
}

export function leave() {
  desk = null;
  delete document.body.dataset.keys;
  document.removeEventListener('keydown', pressed);
  document.removeEventListener('keyup', released);
}
