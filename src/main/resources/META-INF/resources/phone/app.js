// The page: what waits, which accounts this phone has, and how to add one. Texts of others go into text nodes only.

import * as gateway from './gateway.js';
import * as protocol from './protocol.js';
import * as store from './store.js';
import { canScan, scan } from './scanner.js';

const ASK_EVERY = 2000;
const [status, waitingPlace, accounts, add] = ['status', 'waiting', 'accounts', 'add'].map(id => document.getElementById(id));
const shown = new Map();
let phones = [];

/** An element with properties and children; a text stays a text. */
function el(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter(child => child !== null));
  return element;
}

const button = (label, className, act) => {
  const element = el('button', { type: 'button', className }, label);
  element.addEventListener('click', act);
  return element;
};

const say = text => { status.textContent = text; };

/** Does something and says what went wrong, if anything did. */
async function attempt(act) {
  try {
    await act();
  } catch (failure) {
    say(failure.message);
  }
}

// ---- what waits -----------------------------------------------------------------------------------------------------

/** What somebody has to read before they decide. */
function facts({ login, rname, ctx = {} }) {
  const { machine, os, domain, address, details = [] } = ctx;
  const rows = [['Account', login], ['Machine', machine], ['System', os], ['Domain', domain], ['Address', address],
    ...details.map(({ name, value }) => [name, value])];
  return el('dl', {}, ...rows.filter(([, value]) => value).flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
}

function digitsField(approve) {
  const input = el('input', { className: 'digits', inputMode: 'numeric', maxLength: 2, autocomplete: 'off', pattern: '[0-9]{2}' });
  input.addEventListener('input', () => { approve.disabled = !/^[0-9]{2}$/.test(input.value); });
  return input;
}

function card(waiting) {
  const { challenge } = waiting;
  const approve = button('Approve', 'primary', () => decide('approve'));
  const digits = challenge.match ? digitsField(approve) : null;
  approve.disabled = challenge.match === true;
  const fraud = button('I did not start this', 'danger', () => {
    if (fraud.dataset.asked) return decide('fraud');
    fraud.dataset.asked = 'yes';
    fraud.textContent = 'Press again to report it: somebody may know your password';
  });
  const article = el('article', {}, el('h2', {}, challenge.rname || 'Sign-in'), facts(challenge),
    digits && el('label', {}, 'The two digits on the login page', digits), approve,
    button('Deny', '', () => decide('deny')), fraud);

  async function decide(decision) {
    article.querySelectorAll('button').forEach(each => { each.disabled = true; });
    try {
      say({ approved: 'Approved.', denied: 'Denied.', fraud: 'Reported. Change your password.' }[
        await gateway.answer(waiting, decision, digits?.value)] ?? 'Answered.');
      take(challenge.cid);
    } catch (failure) {
      say(failure.code === 'digits-wrong' ? 'These are not the digits of the login page.' : failure.message);
      article.querySelectorAll('button').forEach(each => { each.disabled = false; });
      if (['challenge-settled', 'challenge-expired'].includes(failure.code)) take(challenge.cid);
    }
  }
  return article;
}

function take(cid) {
  shown.get(cid)?.remove();
  shown.delete(cid);
}

/** Adds what is new and takes away what is over; what somebody types into stays as it is. */
async function ask() {
  const answers = await Promise.allSettled(phones.map(phone => gateway.waiting(phone, store.keep)));
  const open = answers.filter(answer => answer.status === 'fulfilled').flatMap(answer => answer.value);
  const ids = new Set(open.map(({ challenge }) => challenge.cid));
  [...shown.keys()].filter(cid => !ids.has(cid)).forEach(take);
  for (const each of open) {
    if (!shown.has(each.challenge.cid)) {
      shown.set(each.challenge.cid, card(each));
      waitingPlace.append(shown.get(each.challenge.cid));
    }
  }
  const failed = answers.find(answer => answer.status === 'rejected');
  if (failed) say(failed.reason.message);
}

async function askForever() {
  if (phones.length > 0 && document.visibilityState === 'visible') await attempt(ask);
  setTimeout(askForever, ASK_EVERY);
}

// ---- accounts -------------------------------------------------------------------------------------------------------

function account(phone) {
  const result = el('div', { ariaLive: 'polite' });
  const camera = el('div');
  const command = el('textarea', { rows: 2, spellcheck: false, autocomplete: 'off' });
  const show = async given => attempt(async () => {
    const jws = await protocol.openCommand(phone, given);
    const challenge = await gateway.read(phone, jws, store.keep);
    const code = await protocol.sixDigits(phone, challenge);
    result.replaceChildren(el('h2', {}, challenge.rname), facts(challenge),
      el('p', {}, 'If you started this, type these digits into the login page:'), el('p', { className: 'code' }, code));
  });
  return el('details', {}, el('summary', {}, `${phone.user.login}, ${phone.tenant.name}`),
    el('label', {}, 'QR code of a login page, as text', command),
    button('Show the six digits', '', () => show(command.value)),
    canScan ? button('Scan the QR code', '', () => attempt(async () => {
      const read = await scan(camera);
      if (read) await show(read);
    })) : null,
    camera, result,
    phone.endpoint ? el('p', { className: 'muted' }, 'Requests wake this phone.')
      : button('Wake me for requests', '', () => attempt(() => wake(phone))),
    button('Remove this account from the phone', 'danger', () => attempt(() => remove(phone))));
}

async function wake(phone) {
  if (!navigator.serviceWorker || !globalThis.PushManager) throw new Error('This browser takes no pushes; on an iPhone add the page to the home screen first.');
  if (await Notification.requestPermission() !== 'granted') throw new Error('Notifications are not allowed.');
  phone.endpoint = await gateway.subscribe(phone, await navigator.serviceWorker.ready);
  if (!phone.endpoint) throw new Error('Your organisation has no Web Push; keep this page open for requests.');
  await store.keep(phone);
  await draw();
}

async function remove(phone) {
  if (!confirm(`Remove ${phone.user.login} of ${phone.tenant.name}? You will need a new activation.`)) return;
  await gateway.remove(phone);
  await store.forget(phone.device);
  await draw();
}

// ---- adding an account ----------------------------------------------------------------------------------------------

const here = () => new URL('..', location.href).href.replace(/\/+$/, '');

/** The page speaks to its own gateway only, which its security policy sees to as well. */
async function enrol(activation) {
  if (new URL(activation.url).origin !== location.origin) {
    throw new Error(`This activation is for another gateway: open ${activation.url}/phone/`);
  }
  if (!confirm(`Enrol with ${activation.tenant} at ${activation.url}?`)) return;
  const phone = await gateway.enrol(activation);
  await store.keep(phone);
  await navigator.storage?.persist?.();
  say(`Enrolled for ${phone.user.login}.`);
  await draw();
}

function byActivation(prefilled) {
  const field = el('textarea', { rows: 3, spellcheck: false, autocomplete: 'off', value: prefilled });
  const camera = el('div');
  return el('form', {}, el('h2', {}, 'Enrol with a QR code'),
    canScan ? button('Scan the QR code', '', () => attempt(async () => {
      const read = await scan(camera);
      if (read) await enrol(protocol.readActivation(read));
    })) : null,
    camera, el('label', {}, 'or paste what it says', field),
    button('Enrol', 'primary', () => attempt(() => enrol(protocol.readActivation(field.value.trim())))));
}

function byCode() {
  const [tenant, login, code] = ['organization', 'username', 'one-time-code'].map(autocomplete => el('input',
    { autocomplete, spellcheck: false, autocapitalize: 'none' }));
  return el('form', {}, el('h2', {}, 'Enrol with a typed code'), el('label', {}, 'Tenant', tenant),
    el('label', {}, 'User name or e-mail address', login), el('label', {}, 'Code, 8 characters', code),
    button('Enrol', '', () => attempt(() => enrol({ url: here(), tenant: tenant.value.trim(), login: login.value.trim(),
      code: code.value }))));
}

async function draw() {
  phones = await store.all();
  accounts.replaceChildren(...phones.map(account));
  const more = el('details', { open: phones.length === 0 }, el('summary', {}, 'Add an account'), byActivation(invited()), byCode());
  add.replaceChildren(more);
}

/** A link may carry an activation behind its #, which no server gets to see; it is taken out of the address at once. */
function invited() {
  const carried = decodeURIComponent(location.hash.slice(1));
  if (carried) history.replaceState(null, '', location.pathname);
  return carried.startsWith('tetrapylon://') ? carried : '';
}

document.addEventListener('submit', event => event.preventDefault());
if (!isSecureContext || !globalThis.indexedDB) {
  say('This page needs HTTPS and a browser that keeps keys.');
} else {
  navigator.serviceWorker?.register('worker.js').catch(() => say('Requests cannot wake this phone in this browser.'));
  navigator.serviceWorker?.addEventListener('message', () => attempt(ask));
  await draw();
  for (const phone of phones) attempt(() => gateway.follow(phone, store.keep));
  await askForever();
}
