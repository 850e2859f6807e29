// What a phone computes (mobile-protocol.md): signed texts, boxes, challenges, the six digits. It knows neither the
// network nor the page. Private keys are CryptoKeys that cannot be exported; nothing here sees their bytes.

const subtle = crypto.subtle;
const ES256 = { name: 'ECDSA', namedCurve: 'P-256' };
const ECDH = { name: 'ECDH', namedCurve: 'P-256' };
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' };
const HMAC = { name: 'HMAC', hash: 'SHA-256' };
const LONGEST = 8192;
const HOUR = 3600;

export class Refused extends Error {}

const need = (holds, what) => { if (!holds) throw new Refused(what); };

// ---- bytes and texts ------------------------------------------------------------------------------------------------

export const utf8 = text => new TextEncoder().encode(text);
const text = bytes => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
const bytesOf = part => typeof part === 'string' ? utf8(part) : part;

function concat(...parts) {
  const all = parts.map(bytesOf);
  const joined = new Uint8Array(all.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of all) { joined.set(part, at); at += part.length; }
  return joined;
}

const base64 = bytes => btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
export const base64url = bytes => base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** Browsers decode what is not quite base64 as well; what does not encode to the same text again is refused. */
function strictly(encode, given, plain) {
  need(typeof given === 'string', 'not base64');
  let bytes;
  try {
    bytes = Uint8Array.from(atob(plain), letter => letter.charCodeAt(0));
  } catch {
    throw new Refused('not base64');
  }
  need(encode(bytes) === given, 'not strict base64');
  return bytes;
}

export const fromBase64url = given => strictly(base64url, given, String(given).replaceAll('-', '+').replaceAll('_', '/'));
const fromBase64 = given => strictly(base64, given, given);

function uuidBytes(uuid) {
  need(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uuid), 'not a UUID');
  return Uint8Array.from(uuid.replaceAll('-', '').match(/../g), pair => parseInt(pair, 16));
}

export const sha256 = async data => new Uint8Array(await subtle.digest('SHA-256', bytesOf(data)));

/** An empty key is one of zeros, which browsers want to see. */
async function hmac(key, ...parts) {
  const raw = key instanceof CryptoKey ? null : bytesOf(key);
  const own = raw ? await subtle.importKey('raw', raw.length ? raw : new Uint8Array(32), HMAC, false, ['sign']) : key;
  return new Uint8Array(await subtle.sign('HMAC', own, concat(...parts)));
}

// ---- keys -----------------------------------------------------------------------------------------------------------

const publicOf = ({ crv, kty, x, y }) => ({ crv, kty, x, y });

export const thumbprint = async jwk => base64url(await sha256(JSON.stringify(publicOf(jwk))));

/** A key pair of which only the public half ever leaves; `jwk` is that half. */
async function newKey(algorithm, use) {
  const pair = await subtle.generateKey(algorithm, false, [use]);
  return { key: pair.privateKey, jwk: publicOf(await subtle.exportKey('jwk', pair.publicKey)) };
}

export const newSigningKey = () => newKey(ES256, 'sign');
export const newEncryptionKey = () => newKey(ECDH, 'deriveBits');

const pointOf = jwk => concat(Uint8Array.of(4), fromBase64url(jwk.x), fromBase64url(jwk.y));

// ---- signed texts ---------------------------------------------------------------------------------------------------

const part = value => base64url(utf8(JSON.stringify(value)));

export async function sign(typ, claims, signing) {
  const input = `${part({ alg: 'ES256', typ })}.${part(claims)}`;
  return `${input}.${base64url(new Uint8Array(await subtle.sign(SIGNATURE, signing.key, utf8(input))))}`;
}

/** The claims of a text that one of these keys signed; its header only says which. */
async function verify(typ, jws, pinned) {
  need(typeof jws === 'string' && jws.length <= LONGEST, 'the signed text is too long');
  const parts = jws.split('.');
  need(parts.length === 3, 'not a signed text');
  const [head, payload, signature] = parts.map(fromBase64url);
  const header = JSON.parse(text(head));
  need(header.typ === typ && header.alg === 'ES256' && !('crit' in header), 'signed text of another kind');
  const jwk = pinned.find(({ kid }) => kid === header.kid);
  need(jwk, 'signed by a key that this phone does not know');
  const key = await subtle.importKey('jwk', publicOf(jwk), ES256, false, ['verify']);
  need(await subtle.verify(SIGNATURE, key, signature, utf8(`${parts[0]}.${parts[1]}`)), 'the signature does not hold');
  return JSON.parse(text(payload));
}

// ---- boxes: HPKE in base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM ----------------------------------

const u16 = number => Uint8Array.of(number >> 8, number & 255);
const KEM = concat('KEM', u16(0x0010));
const SUITE = concat('HPKE', u16(0x0010), u16(0x0001), u16(0x0002));
const NONE = new Uint8Array(0);

const extract = (suite, salt, label, ikm) => hmac(salt, 'HPKE-v1', suite, label, ikm);

/** One block of HKDF-Expand is enough: nothing here is longer than 32 bytes. */
const expand = async (suite, prk, label, info, length) =>
  (await hmac(prk, u16(length), 'HPKE-v1', suite, label, info, Uint8Array.of(1))).subarray(0, length);

async function openAesGcm(raw, iv, additionalData, sealed) {
  const key = await subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
  try {
    return new Uint8Array(await subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed));
  } catch {
    throw new Refused('the box cannot be opened');
  }
}

export async function openBox(box, purpose, device, encryption) {
  need(box.length > 81 && box[0] === 4, 'not a box');
  const enc = box.subarray(0, 65);
  const sender = await subtle.importKey('raw', enc, ECDH, false, []);
  const dh = new Uint8Array(await subtle.deriveBits({ name: 'ECDH', public: sender }, encryption.key, 256));
  const prk = await extract(KEM, NONE, 'eae_prk', dh);
  const shared = await expand(KEM, prk, 'shared_secret', concat(enc, pointOf(encryption.jwk)), 32);
  const context = concat(Uint8Array.of(0), await extract(SUITE, NONE, 'psk_id_hash', NONE),
    await extract(SUITE, NONE, 'info_hash', `tetrapylon ${purpose} v1 ${device}`));
  const secret = await extract(SUITE, shared, 'secret', NONE);
  return openAesGcm(await expand(SUITE, secret, 'key', context, 32),
    await expand(SUITE, secret, 'base_nonce', context, 12), NONE, box.subarray(65));
}

// ---- enrolment ------------------------------------------------------------------------------------------------------

/** What the QR code of an activation says. */
export function readActivation(given) {
  need(given.startsWith('tetrapylon://activate?'), 'This is not an activation.');
  const query = new URLSearchParams(given.slice('tetrapylon://activate?'.length));
  const [url, tenant, secret] = ['url', 'tenant', 'secret'].map(name => query.get(name));
  need(url && tenant && secret, 'The activation is not complete.');
  return { url: url.replace(/\/+$/, ''), tenant, secret };
}

/** The code as it is hashed: blanks and hyphens out, letters upper case. */
export const cleanCode = code => code.replaceAll(/[\s-]/g, '').toUpperCase();

export async function enrolmentProof(tenant, secret, signing, encryption, now) {
  return sign('enrolment+jws', { tid: tenant, act: base64url(await sha256(secret)), jkt: await thumbprint(signing.jwk),
    ekt: await thumbprint(encryption.jwk), iat: now }, signing);
}

/** The key of the six digits, which cannot be exported either. */
export async function openOcra(ocra, device, encryption) {
  need(ocra.suite === 'OCRA-1:HOTP-SHA256-6:QH64', 'The six digits are of a kind that this phone does not know.');
  const raw = await openBox(fromBase64url(ocra.key), 'ocra', device, encryption);
  need(raw.length === 32, 'The key of the six digits is not whole.');
  return subtle.importKey('raw', raw, HMAC, false, ['sign']);
}

export async function deviceProof(phone, method, path, body, now) {
  return sign('device-proof+jws', { sub: phone.device, tid: phone.tenant.code, htm: method, htu: path,
    bh: base64url(await sha256(body)), iat: now, jti: base64url(crypto.getRandomValues(new Uint8Array(12))) }, phone.signing);
}

// ---- the tenant's keys: the newest is the last, and it alone leads to the next --------------------------------------

/** Those that are not left behind; one that has a successor is, an hour after that one begins to sign. */
const trusted = (phone, now) => phone.challengeKeys.filter(({ until }) => until === undefined || now < until);

/** Whether a text says that a key signed it which the phone trusts. */
export function knows(phone, jws, now) {
  const { kid } = JSON.parse(text(fromBase64url(String(jws).split('.')[0])));
  return trusted(phone, now).some(key => key.kid === kid);
}

export const newestKey = phone => phone.challengeKeys.at(-1);

/** The keys once the newest one has named its successor. */
export async function followedKeys(phone, statement, now) {
  const { challengeKeys } = phone;
  const newest = newestKey(phone);
  const { tid, key, nbf } = await verify('challenge-key+jws', statement, [newest]);
  need(tid === phone.tenant.code, 'the key is of another tenant');
  need(Number.isInteger(nbf) && typeof key?.kid === 'string' && key.kid !== newest.kid, 'the key is no other');
  await subtle.importKey('jwk', publicOf(key), ES256, false, ['verify']);
  const until = nbf + HOUR;
  const before = challengeKeys.map(each => ({ ...each, until: Math.min(each.until ?? until, until) }));
  return [...trusted({ challengeKeys: before }, now), { kid: key.kid, ...publicOf(key) }];
}

// ---- challenges and answers -----------------------------------------------------------------------------------------

/** What a challenge asks, once everything holds for which a phone refuses one. */
export async function readChallenge(phone, jws, now) {
  const challenge = await verify('challenge+jws', jws, trusted(phone, now));
  need(challenge.typ === 'push' || challenge.typ === 'qr', 'the challenge is of no known kind');
  need(challenge.tid === phone.tenant.code, 'the challenge is of another tenant');
  need(challenge.typ === 'qr' ? challenge.did === undefined : challenge.did === phone.device, 'the challenge is for another phone');
  need(now < challenge.exp, 'It is over.');
  return challenge;
}

export async function signAnswer(phone, challenge, jws, decision, digits, now) {
  const { cid, uid, tid, rid, nonce, match } = challenge;
  const claims = { cid, did: phone.device, uid, tid, rid, nonce, ctxh: base64url(await sha256(jws)), decision };
  if (decision === 'approve' && match) {
    need(/^[0-9]{2}$/.test(digits), 'The two digits of the login page are needed.');
    claims.digits = digits;
  }
  return sign('answer+jws', { ...claims, iat: now }, phone.signing);
}

/** The signed text in a QR code's command. */
export async function openCommand(phone, command) {
  const parts = command.trim().split(':').map(fromBase64);
  need(parts.length === 2, 'This is not a QR code of a login page.');
  const [header, challenge] = parts;
  need(header[0] === 1 && header.length === 2 + 129 * header[1], 'This is not a QR code of a login page.');
  const own = String(uuidBytes(phone.device));
  for (let at = 2; at < header.length; at += 129) {
    if (String(header.subarray(at, at + 16)) === own) {
      const key = await openBox(header.subarray(at + 16, at + 129), 'qr', phone.device, phone.encryption);
      return text(await openAesGcm(key, challenge.subarray(0, 12), header, challenge.subarray(12)));
    }
  }
  throw new Refused('The QR code is not for this phone.');
}

/** The six digits for a QR code (OCRA, RFC 6287). */
export async function sixDigits(phone, { nonce, cid }) {
  const question = await sha256(concat(fromBase64url(nonce), uuidBytes(cid)));
  const mac = await hmac(phone.ocra, 'OCRA-1:HOTP-SHA256-6:QH64', Uint8Array.of(0), question, new Uint8Array(96));
  const number = new DataView(mac.buffer).getUint32(mac.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}
