// Tells an idle teller that somebody came: a sound and a notification, each as the teller wants it, kept in this browser. Also opens the
// small window: on top of everything where the browser can, else as a small window of its own.
const WIDTH = 320, HEIGHT = 200;
let sound = null, small = null;

function nameOf(what) {
  const box = document.querySelector('.arrivals');
  return `hall-arrivals-${what}-${(box && box.dataset.staff) || ''}`;
}

export function wants(what) {
  try { return (localStorage.getItem(nameOf(what)) || (what === 'sound' ? 'on' : 'off')) === 'on'; } catch (e) { return what === 'sound'; }
}

function keep(what, on) {
  try { localStorage.setItem(nameOf(what), on ? 'on' : 'off'); } catch (e) { /* this browser keeps nothing */ }
}

function canNotify() { return window.isSecureContext && 'Notification' in window; }

function show() {
  document.querySelectorAll('[data-arrivals]').forEach(box => { box.checked = wants(box.dataset.arrivals); });
  const notice = document.querySelector('[data-arrivals=notice]');
  if (notice) { notice.disabled = !canNotify(); notice.checked = notice.checked && canNotify() && Notification.permission === 'granted'; }
  const why = !canNotify() ? 'insecure' : Notification.permission === 'denied' ? 'denied' : '';
  document.querySelectorAll('[data-arrivals-why]').forEach(line => { line.hidden = line.dataset.arrivalsWhy !== why; });
}

async function changed(event) {
  const box = event.target.closest && event.target.closest('[data-arrivals]');
  if (!box) { return; }
  const what = box.dataset.arrivals;
  if (what === 'notice' && box.checked && Notification.permission !== 'granted') { await Notification.requestPermission(); }
  keep(what, box.checked && (what !== 'notice' || Notification.permission === 'granted'));
  if (what === 'sound' && box.checked) { chime(); }
  show();
}

// Two soft notes, made here: nothing is loaded, and nothing else of the hall sounds like it.
export function chime() {
  try {
    sound = sound || new AudioContext();
    [[660, 0], [880, .18]].forEach(([pitch, after]) => {
      const note = sound.createOscillator(), loud = sound.createGain(), begin = sound.currentTime + after;
      note.frequency.value = pitch;
      loud.gain.setValueAtTime(.0001, begin);
      loud.gain.exponentialRampToValueAtTime(.25, begin + .02);
      loud.gain.exponentialRampToValueAtTime(.0001, begin + .5);
      note.connect(loud).connect(sound.destination);
      note.start(begin);
      note.stop(begin + .55);
    });
  } catch (e) { /* no sound here */ }
}

export function arrived(title, text, tag) {
  document.body.dataset.arrived = String(Number(document.body.dataset.arrived || 0) + 1);
  if (wants('sound')) { chime(); }
  if (!wants('notice') || !canNotify() || Notification.permission !== 'granted') { return; }
  const notice = new Notification(title, { body: text, tag });
  notice.onclick = () => { window.focus(); notice.close(); };
}

async function openSmall(address) {
  if (small && !small.closed) { small.focus(); return; }
  if ('documentPictureInPicture' in window) {
    try {
      small = await window.documentPictureInPicture.requestWindow({ width: WIDTH, height: HEIGHT });
      const frame = small.document.createElement('iframe');
      frame.src = address;
      frame.title = document.title;
      Object.assign(frame.style, { border: '0', position: 'fixed', inset: '0', width: '100%', height: '100%' });
      small.document.body.append(frame);
      return;
    } catch (e) { /* then as a window of its own */ }
  }
  small = window.open(address, 'hall-small', `popup,width=${WIDTH},height=${HEIGHT}`);
}

function clicked(event) {
  const button = event.target.closest && event.target.closest('#open-small');
  if (button) { openSmall(button.dataset.small); }
}

export function ready() {
  document.addEventListener('change', changed);
  document.addEventListener('click', clicked);
  show();
}

export function over() {
  document.removeEventListener('change', changed);
  document.removeEventListener('click', clicked);
}
