import { activate, authenticate, register } from './webauthn.js';

const shown = document.getElementById('answer');
let token;

const show = (outcome, what) => {
  shown.dataset.outcome = outcome;
  shown.textContent = typeof what === 'string' ? what : JSON.stringify(what, null, 2);
};

const json = async response => {
  const body = await response.json();
  if (!response.ok) {
    throw new Error(JSON.stringify(body, null, 2));
  }
  return body;
};

const call = async (path, body) =>
  json(await fetch(path, {
    method: 'POST',
    headers: { 'Authorization': `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }));

const signIn = async ({ accessId, accessPassword }) => {
  const basic = new TextEncoder().encode(`${accessId}:${accessPassword}`);
  const answer = await json(await fetch('/oauth/token', {
    method: 'POST',
    headers: { 'Authorization': `Basic ${btoa(String.fromCharCode(...basic))}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'api-access' }),
  }));
  token = answer.access_token;
  return 'There is a token.';
};

const actions = {
  register: given => register(call, { login: given.login, rpId: given.rpId, friendlyName: 'Registered on the page' }),
  activate: given => activate(call, given),
  factor: given => authenticate(call, given),
  passkey: ({ resource, rpId }) => authenticate(call, { resource, rpId }),
};

/** The fields that are filled in. */
const given = form =>
  Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''));

const on = (form, act) => form.addEventListener('submit', async event => {
  event.preventDefault();
  show('running', '…');
  try {
    show('done', await act(given(event.target), event.submitter?.value));
  } catch (failure) {
    show('failed', failure.message);
  }
});

document.querySelector('[name=rpId]').value = location.hostname;
on(document.getElementById('client'), signIn);
on(document.getElementById('user'), (fields, action) => actions[action](fields));
