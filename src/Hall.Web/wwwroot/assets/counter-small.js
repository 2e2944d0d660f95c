// The small window of a counter: paints what the hub says, sends what is pressed, and says within five seconds when it hears nothing.
import { chime, wants } from './counter-arrivals.js';

const STALE_MS = 5000, REST_MS = 450, root = location.pathname.replace(/\/$/, ''), words = document.body.dataset;
const main = document.querySelector('main');
const part = Object.fromEntries(['state', 'waiting', 'devices', 'number', 'rest', 'clock', 'service', 'verdict', 'notice', 'primary',
  'acts', 'big'].map(id => [id, document.getElementById(id)]));
let view = null, heard = performance.now(), came = false, busy = false, sure = '';

function make(tag, text, more) {
  const made = Object.assign(document.createElement(tag), more || {});
  made.textContent = text;
  return made;
}

function button(act) {
  const made = make('button', act.word, { type: 'button' });
  made.dataset.act = act.act;
  made.classList.toggle('sure', sure === act.act);
  made.append(make('kbd', act.key));
  return made;
}

function paint(next) {
  const old = view;
  view = next;
  heard = performance.now();
  document.documentElement.classList.remove('is-stale');
  main.dataset.kind = view.kind;
  document.title = view.title;
  part.state.textContent = view.state;
  part.waiting.textContent = words.waiting.replace('{0}', view.waiting);
  part.number.textContent = view.number;
  part.rest.textContent = view.rest;
  part.service.textContent = part.service.title = view.service;
  part.verdict.textContent = view.verdict;
  part.verdict.className = view.isGood ? 'good' : '';
  part.notice.textContent = view.notice;
  part.notice.hidden = view.notice === '';
  if (!old || JSON.stringify([old.primary, old.acts, sure]) !== JSON.stringify([view.primary, view.acts, view.sure])) { buttons(); }
  devices();
  tick();
  tell();
}

function buttons() {
  sure = view.sure || '';
  part.primary.disabled = part.primary.hidden = !view.primary;
  part.primary.textContent = view.primary ? view.primary.word : '';
  if (view.primary) { part.primary.append(make('kbd', words.space)); }
  part.primary.dataset.act = view.primary ? view.primary.act : '';
  part.acts.replaceChildren(...view.acts.map(button));
}

function devices() {
  const ill = view.devices.filter(device => !device.isWell);
  part.devices.className = ill.length ? 'ill' : '';
  part.devices.title = view.devices.map(device => device.name).join(' · ');
  part.devices.replaceChildren(...view.devices.map(device => make('i', '', { className: device.isWell ? '' : 'ill' })),
    ...(ill.length ? [make('span', ill[0].name)] : []));
}

// Somebody came while nobody was there before: the big page sounds when it is open, else this one does.
function tell() {
  const now = view.kind === 'come';
  if (now && !came && !(window.opener && !window.opener.closed) && window.parent === window && wants('sound')) { chime(); }
  came = now || (view.kind !== 'idle' && came);
}

function tick() {
  if (!view || !view.since) { part.clock.textContent = ''; return; }
  const seconds = Math.max(0, Math.floor((view.now - view.since + performance.now() - heard) / 1000));
  part.clock.textContent = `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  if (performance.now() - heard > STALE_MS) {
    document.documentElement.classList.add('is-stale');
    part.notice.textContent = words.stale;
    part.notice.hidden = false;
  }
}

async function act(name) {
  if (busy || !name) { return; }
  busy = true;
  try {
    const answer = await fetch(`${root}/${name}${sure === name ? '?sure=true' : ''}`, { method: 'POST' });
    if (answer.status === 401 || answer.status === 403 || answer.redirected) { gone(); return; }
    if (answer.ok) { paint(await answer.json()); }
  } catch (e) {
    heard = -STALE_MS;
    tick();
  } finally {
    setTimeout(() => { busy = false; }, REST_MS);
  }
}

function gone() {
  part.notice.textContent = words.gone;
  part.notice.hidden = false;
  part.primary.disabled = true;
  part.acts.replaceChildren();
}

function big() {
  const from = window.opener || (window.parent !== window && window.parent.opener) || null;
  if (from && !from.closed) { from.focus(); } else { window.open(root.replace(/\/small$/, ''), '_blank'); }
}

function pressed(event) {
  if (event.repeat || event.altKey) { return; }
  const undo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z';
  const key = undo ? '^Z' : event.ctrlKey || event.metaKey ? '' : event.key.toUpperCase();
  if (key === 'M') { big(); return; }
  const wanted = key === ' ' ? part.primary.dataset.act : view && (view.acts.find(one => one.key.toUpperCase() === key) || {}).act;
  if (!wanted) { return; }
  event.preventDefault();
  act(wanted);
}

document.addEventListener('keydown', pressed);
document.addEventListener('keyup', event => { if (event.key === ' ') { event.preventDefault(); } });
document.addEventListener('click', event => {
  const made = event.target.closest('button');
  if (made) { if (made === part.big) { big(); } else { act(made.dataset.act); } }
});

const stream = new EventSource(`${root}/stream`);
stream.onmessage = event => {
  const next = JSON.parse(event.data);
  paint({ ...next, sure: sure && next.acts.some(one => one.act === sure) ? sure : '', notice: next.notice || (sure ? view.notice : '') });
};
setInterval(tick, 500);
