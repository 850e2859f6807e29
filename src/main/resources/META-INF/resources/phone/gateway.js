// What the phone says to its gateway, each request with its proof.

import { Refused, cleanCode, deviceProof, enrolmentProof, followedKeys, knows, newEncryptionKey, newSigningKey, newestKey,
  openOcra, readChallenge, signAnswer } from './protocol.js';

const ROOT = '/mobile/v1';
const clock = () => Math.floor(Date.now() / 1000);

/** The gateway's time, as far as it is known. */
export const now = phone => clock() + (phone.skew ?? 0);

/** The gateway said no; `code` is for programs. */
export class Failure extends Error {
  constructor(status, problem) {
    super(problem?.detail || problem?.title || `The gateway answers ${status}.`);
    this.status = status;
    this.code = problem?.code;
  }
}

async function send(url, method, headers, body) {
  const response = await fetch(url, { method, body, headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
    redirect: 'error', cache: 'no-store', credentials: 'omit' });
  const text = await response.text();
  let json = null;
  try { json = text === '' ? null : JSON.parse(text); } catch { /* something between may fail with other than JSON */ }
  return { status: response.status, json, date: Date.parse(response.headers.get('Date') ?? '') };
}

/** A request with its proof; once more by the gateway's clock where the proof does not hold by this one. */
async function request(phone, method, path, content) {
  const url = new URL(phone.url + ROOT + path);
  const body = content === undefined ? undefined : JSON.stringify(content);
  const attempt = async () => send(url, method,
    { Authorization: `Device ${await deviceProof(phone, method, url.pathname, body ?? '', now(phone))}` }, body);
  let response = await attempt();
  if (response.status === 401 && !Number.isNaN(response.date)) {
    phone.skew = Math.round(response.date / 1000) - clock();
    response = await attempt();
  }
  if (response.status >= 300) throw new Failure(response.status, response.json);
  return response.json;
}

/** Enrols, by the secret of a QR code or by a login and a typed code. */
export async function enrol({ url, tenant, secret, login, code }) {
  const [signing, encryption] = [await newSigningKey(), await newEncryptionKey()];
  const proven = secret ?? cleanCode(code);
  const body = { tenant, ...(secret ? { secret } : { login, code: proven }), signingKey: signing.jwk,
    encryptionKey: encryption.jwk, proof: await enrolmentProof(tenant, proven, signing, encryption, clock()),
    name: 'Web phone', platform: platform() };
  const { status, json } = await send(`${url}${ROOT}/activations`, 'POST', {}, JSON.stringify(body));
  if (status !== 201) throw new Failure(status, json);
  if (json.tenant.code !== tenant) throw new Refused('Enrolled with another tenant.');
  const ocra = await openOcra(json.ocra, json.device, encryption);
  return { url, device: json.device, tenant: json.tenant, user: json.user, challengeKeys: json.challengeKeys, signing,
    encryption, ocra };
}

function platform() {
  const { userAgentData, platform: name } = globalThis.navigator ?? {};
  return (userAgentData?.platform || name || 'Browser').slice(0, 100);
}

/** Follows the tenant's keys, one after another, as far as they lead; `keep` keeps the phone with each. */
export async function follow(phone, keep) {
  const { kid } = newestKey(phone);
  const { state, statement } = await request(phone, 'GET', `/challenge-keys/${kid}/successor`);
  if (state === 'revoked') throw new Refused('Your organisation has replaced its keys: remove this account and enrol again.');
  if (state !== 'replaced') return;
  if (newestKey(phone).kid === kid) {   // else somebody else on this page was faster
    phone.challengeKeys = await followedKeys(phone, statement, now(phone));
    await keep(phone);
  }
  await follow(phone, keep);
}

/** What a signed text asks; a phone that does not know who signed it follows the tenant's keys first. */
export async function read(phone, jws, keep) {
  if (!knows(phone, jws, now(phone))) await follow(phone, keep);
  return readChallenge(phone, jws, now(phone));
}

/** What waits and holds; what does not hold is shown to nobody. */
export async function waiting(phone, keep) {
  const { challenges } = await request(phone, 'GET', '/challenges');
  if (challenges.some(({ challenge }) => !knows(phone, challenge, now(phone)))) await follow(phone, keep);
  const read = await Promise.allSettled(challenges.map(async ({ id, challenge: jws }) => {
    const challenge = await readChallenge(phone, jws, now(phone));
    if (challenge.cid !== id) throw new Refused('the challenge is another');
    return { phone, challenge, jws };
  }));
  return read.filter(({ status }) => status === 'fulfilled').map(({ value }) => value);
}

export async function answer({ phone, challenge, jws }, decision, digits) {
  const signed = await signAnswer(phone, challenge, jws, decision, digits, now(phone));
  return (await request(phone, 'POST', `/challenges/${challenge.cid}/answer`, { answer: signed })).state;
}

export const remove = phone => request(phone, 'DELETE', '/device');

/** Has pushes come to this browser; null where the tenant has no Web Push. */
export async function subscribe(phone, registration) {
  const key = await request(phone, 'GET', '/device/web-push-key').catch(failure => {
    if (failure.status === 404) return null;
    throw failure;
  });
  if (!key) return null;
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key.key });
  const { endpoint, keys } = subscription.toJSON();
  await request(phone, 'PUT', '/device/target', { channel: 'web-push', address: { endpoint, keys } });
  return endpoint;
}
