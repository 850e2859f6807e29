// A phone for the protocol of phones, in JavaScript (Node.js 20 or later, nothing but what comes with it).
//
// It was written from src/site/markdown/mobile-protocol.md alone, without a look at the gateway's code, to see whether
// that page is enough. It shares no line with the gateway, so where both agree the page says what the gateway does.
//
//   node phone.mjs vectors <mobile-protocol.md>                        check the page's test vectors
//   node phone.mjs enrol   <activation uri> <state.json> [ed25519]     enrol, print the device's id
//   node phone.mjs list    <state.json>                                what waits for an answer
//   node phone.mjs answer  <state.json> approve|deny|fraud [digits]    answer all that waits
//   node phone.mjs code    <state.json> <qr command>                   the six digits of a QR code
//
// The state holds the private keys in the clear: this is a phone for tests.

import crypto from 'node:crypto';
import fs from 'node:fs';

// ---- conventions ----------------------------------------------------------------------------------------------------

const utf8 = text => Buffer.from(text, 'utf8');
const b64u = bytes => Buffer.from(bytes).toString('base64url');
const sha256 = data => crypto.createHash('sha256').update(data).digest();
const hmac = (key, ...data) => data.reduce((mac, part) => mac.update(part), crypto.createHmac('sha256', key)).digest();
const need = (holds, what) => { if (!holds) throw new Error(what); };

/** Node's decoder skips what it does not know; what does not encode to the same text again is refused. */
function decode(text, encoding = 'base64url') {
  need(typeof text === 'string', `not ${encoding}`);
  const bytes = Buffer.from(text, encoding);
  need(bytes.toString(encoding) === text, `not strict ${encoding}`);
  return bytes;
}

const uuidBytes = uuid => {
  need(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uuid), 'not a UUID');
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
};

// ---- keys -----------------------------------------------------------------------------------------------------------

const publicOf = ({ crv, kty, x, y }) => kty === 'OKP' ? { crv, kty, x } : { crv, kty, x, y };
const thumbprint = jwk => b64u(sha256(JSON.stringify(publicOf(jwk))));
const algorithmOf = ({ kty, crv }) => ({ 'EC P-256': 'ES256', 'OKP Ed25519': 'EdDSA' })[`${kty} ${crv}`];
const privateKey = jwk => crypto.createPrivateKey({ key: jwk, format: 'jwk' });
const publicKey = jwk => crypto.createPublicKey({ key: publicOf(jwk), format: 'jwk' });

/** A new key as JWK, with its private member. */
function newKey(curve) {
  const pair = curve === 'Ed25519' ? crypto.generateKeyPairSync('ed25519')
    : crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return pair.privateKey.export({ format: 'jwk' });
}

/** The JWK of a P-256 point as it is encoded in 65 bytes. */
function pointJwk(point) {
  need(point.length === 65 && point[0] === 4, 'not an uncompressed point');
  return { kty: 'EC', crv: 'P-256', x: b64u(point.subarray(1, 33)), y: b64u(point.subarray(33)) };
}

const pointOf = jwk => Buffer.concat([Buffer.of(4), decode(jwk.x), decode(jwk.y)]);

// ---- signed texts ---------------------------------------------------------------------------------------------------

const signingInput = (header, payload) => `${b64u(JSON.stringify(header))}.${b64u(payload)}`;
const signatureKey = key => ({ key, dsaEncoding: 'ieee-p1363' });   // r and s; Ed25519 does not mind
const digestOf = jwk => algorithmOf(jwk) === 'ES256' ? 'sha256' : null;

function sign(typ, claims, jwk) {
  const payload = typeof claims === 'string' ? claims : JSON.stringify(claims);
  const input = signingInput({ alg: algorithmOf(jwk), typ }, payload);
  const signed = `${input}.${b64u(crypto.sign(digestOf(jwk), utf8(input), signatureKey(privateKey(jwk))))}`;
  need(signed.length <= 8192, 'the signed text is too long');
  return signed;
}

/** The payload of a signed text, as text. `keyOf` finds the key by the text's header. */
function verify(typ, jws, keyOf) {
  need(typeof jws === 'string' && jws.length <= 8192, 'the signed text is too long');
  const parts = jws.split('.');
  need(parts.length === 3, 'not a compact JWS');
  const [head, payload, signature] = parts.map(part => decode(part));
  const header = JSON.parse(head.toString());
  need(header.typ === typ, `typ is not ${typ}`);
  need(!('crit' in header), 'crit is refused');
  const key = keyOf(header);
  need(key, 'no such key is pinned');
  need(header.alg === algorithmOf(key), 'alg is not that of the key');
  need(signature.length === 64, 'the signature is not 64 bytes');
  need(crypto.verify(digestOf(key), utf8(`${parts[0]}.${parts[1]}`), signatureKey(publicKey(key)), signature),
    'the signature does not verify');
  return payload.toString();
}

// ---- boxes: HPKE in base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM ----------------------------------

const u16 = number => Buffer.of(number >> 8, number & 255);
const KEM = Buffer.concat([utf8('KEM'), u16(0x0010)]);
const SUITE = Buffer.concat([utf8('HPKE'), u16(0x0010), u16(0x0001), u16(0x0002)]);

const labeledExtract = (suite, salt, label, ikm) => hmac(salt, 'HPKE-v1', suite, label, ikm);

/** One block of HKDF-Expand is enough: nothing here is longer than 32 bytes. */
const labeledExpand = (suite, prk, label, info, length) =>
  hmac(prk, u16(length), 'HPKE-v1', suite, label, info, Buffer.of(1)).subarray(0, length);

function openAesGcm(key, nonce, aad, sealed) {
  need(sealed.length >= 16, 'the ciphertext is too short');
  const cipher = crypto.createDecipheriv('aes-256-gcm', key, nonce).setAAD(aad).setAuthTag(sealed.subarray(-16));
  return Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
}

function openBox(box, purpose, device, jwk) {
  const none = Buffer.alloc(0);
  const enc = box.subarray(0, 65);
  const dh = crypto.diffieHellman({ privateKey: privateKey(jwk), publicKey: publicKey(pointJwk(enc)) });
  const eaePrk = labeledExtract(KEM, none, 'eae_prk', dh);
  const shared = labeledExpand(KEM, eaePrk, 'shared_secret', Buffer.concat([enc, pointOf(jwk)]), 32);
  const info = `tetrapylon ${purpose} v1 ${device}`;
  const context = Buffer.concat([Buffer.of(0), labeledExtract(SUITE, none, 'psk_id_hash', none),
    labeledExtract(SUITE, none, 'info_hash', info)]);
  const secret = labeledExtract(SUITE, shared, 'secret', none);
  return openAesGcm(labeledExpand(SUITE, secret, 'key', context, 32),
    labeledExpand(SUITE, secret, 'base_nonce', context, 12), none, box.subarray(65));
}

// ---- QR codes -------------------------------------------------------------------------------------------------------

/** The signed text in a QR code's command. */
function openCommand(command, device, jwk) {
  const parts = command.split(':').map(part => decode(part, 'base64'));
  need(parts.length === 2, 'not a command');
  const [header, challenge] = parts;
  need(header[0] === 1 && header.length === 2 + 129 * header[1], 'not a header of version 1');
  for (let at = 2; at < header.length; at += 129) {
    if (header.subarray(at, at + 16).equals(uuidBytes(device))) {
      const key = openBox(header.subarray(at + 16, at + 129), 'qr', device, jwk);
      return openAesGcm(key, challenge.subarray(0, 12), header, challenge.subarray(12)).toString('latin1');
    }
  }
  throw new Error('the QR code is not for this phone');
}

const questionOf = ({ nonce, cid }) => sha256(Buffer.concat([decode(nonce), uuidBytes(cid)]));

function sixDigits(key, question) {
  const mac = hmac(key, 'OCRA-1:HOTP-SHA256-6:QH64', Buffer.of(0), question, Buffer.alloc(96));
  const number = mac.readUInt32BE(mac.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

// ---- challenges and answers -----------------------------------------------------------------------------------------

/** The pinned key of that name, unless it has been left behind. */
const pinned = (state, kid, now) => state.challengeKeys.find(key => key.kid === kid && now < (key.until ?? Infinity));

/** Goes on from the newest pinned key to the one that its statement names. */
function followStatement(state, statement, now) {
  const newest = state.challengeKeys.at(-1);
  const { tid, key, nbf } = JSON.parse(verify('challenge-key+jws', statement, ({ kid }) => kid === newest.kid && newest));
  need(tid === state.tenant, 'the statement is of another tenant');
  need(typeof key.kid === 'string' && key.kid !== newest.kid && Number.isInteger(nbf), 'the statement names no other key');
  need(algorithmOf(key) === 'ES256' && publicKey(key), 'the next key is not on P-256');
  const older = state.challengeKeys.map(each => ({ ...each, until: Math.min(each.until ?? Infinity, nbf + 3600) }));
  state.challengeKeys = [...older.filter(({ until }) => now < until), { ...publicOf(key), kid: key.kid }];
}

/** What a challenge asks, once everything holds for which a phone refuses one. */
function readChallenge(state, jws, now) {
  const keyOf = ({ kid }) => kid !== undefined && pinned(state, kid, now);
  const challenge = JSON.parse(verify('challenge+jws', jws, keyOf));
  need(challenge.typ === 'push' || challenge.typ === 'qr', 'the challenge is of no known typ');
  need(challenge.tid === state.tenant, 'the challenge is of another tenant');
  need(challenge.typ === 'qr' ? challenge.did === undefined : challenge.did === state.device,
    'the challenge is for another phone');
  need(now < challenge.exp, 'the challenge is over');
  return challenge;
}

function answerClaims(device, challenge, jws, decision, digits, now) {
  const { cid, uid, tid, rid, nonce } = challenge;
  const claims = { cid, did: device, uid, tid, rid, nonce, ctxh: b64u(sha256(jws)), decision };
  if (decision === 'approve' && challenge.match) {
    need(digits, 'the digits of the login page are needed');
    claims.digits = digits;
  }
  return { ...claims, iat: now };
}

function show({ typ, rname, login, ctx = {}, match, exp }, now) {
  const { details = [], ...where } = ctx;
  const lines = [...Object.entries(where), ...details.map(({ name, value }) => [name, value])];
  return [`${login} to ${rname} (${typ}, ${exp - now} s left${match ? ', with digits' : ''})`,
    ...lines.map(([name, value]) => `    ${name}: ${JSON.stringify(value)}`)].join('\n');
}

// ---- requests -------------------------------------------------------------------------------------------------------

const clock = () => Math.floor(Date.now() / 1000);
const nowOf = state => clock() + (state.skew ?? 0);

async function send(url, method, headers, body) {
  const response = await fetch(url, { method, body, redirect: 'error',
    headers: body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' } });
  const text = await response.text();
  let json = null;
  try { json = text === '' ? null : JSON.parse(text); } catch { /* something between may fail with other than JSON */ }
  return { status: response.status, json, date: Date.parse(response.headers.get('Date') ?? ''),
    id: response.headers.get('X-Request-Id') };
}

const failure = ({ status, id, json }) =>
  new Error(`${status} ${json?.code ?? ''} ${json?.detail ?? ''}${id ? ` (request ${id})` : ''}`);

/** A request with its proof; once more by the gateway's clock where the proof does not hold by this one. */
async function request(state, method, path, content) {
  const url = new URL(state.url + path);
  const body = content === undefined ? undefined : JSON.stringify(content);
  const attempt = () => {
    const proof = sign('device-proof+jws', { sub: state.device, tid: state.tenant, htm: method, htu: url.pathname,
      bh: b64u(sha256(body ?? '')), iat: nowOf(state), jti: b64u(crypto.randomBytes(12)) }, state.signing);
    return send(url, method, { Authorization: `Device ${proof}` }, body);
  };
  let response = await attempt();
  if (response.status === 401 && response.json?.code === 'proof-invalid' && !Number.isNaN(response.date)) {
    state.skew = response.date / 1000 - clock();
    response = await attempt();
  }
  if (response.status >= 300) throw failure(response);
  return response.json;
}

async function enrol(uri, file, curve) {
  need(uri.startsWith('tetrapylon://activate?'), 'not an activation');
  const query = new URL(uri).searchParams;
  const [base, tenant, secret] = ['url', 'tenant', 'secret'].map(name => query.get(name));
  need(base && tenant && secret?.length === 22, 'the activation is not complete');
  const { protocol, hostname } = new URL(base);
  need(protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname), 'the address is not HTTPS');
  need(!fs.existsSync(file), `${file} is there already`);
  console.error(`enrolling with ${tenant} at ${base}`);

  const url = base.replace(/\/+$/, '');
  const signing = newKey(curve === 'ed25519' ? 'Ed25519' : 'P-256');
  const encryption = newKey('P-256');
  const proof = sign('enrolment+jws', { tid: tenant, act: b64u(sha256(secret)), jkt: thumbprint(signing),
    ekt: thumbprint(encryption), iat: clock() }, signing);
  const response = await send(`${url}/mobile/v1/activations`, 'POST', {}, JSON.stringify({ tenant, secret,
    signingKey: publicOf(signing), encryptionKey: publicOf(encryption), proof,
    name: 'Phone in JavaScript', platform: `Node.js ${process.versions.node}` }));
  if (response.status !== 201) throw failure(response);

  const { device, challengeKeys, ocra } = response.json;
  need(response.json.tenant.code === tenant, 'enrolled with another tenant');
  need(ocra.suite === 'OCRA-1:HOTP-SHA256-6:QH64', 'the six digits are of an unknown suite');
  const ocraKey = openBox(decode(ocra.key), 'ocra', device, encryption);
  need(ocraKey.length === 32, 'the key of the six digits is not 32 bytes');
  write(file, { url, tenant, device, signing, encryption, challengeKeys, ocra: b64u(ocraKey) });
  console.log(device);
}

/** Where the text names a key that is not pinned, follows the tenant's keys as far as they lead. */
async function knowSigner(state, jws) {
  const { kid } = JSON.parse(decode(jws.split('.')[0]).toString());
  while (!pinned(state, kid, nowOf(state))) {
    const newest = state.challengeKeys.at(-1).kid;
    const successor = await request(state, 'GET', `/mobile/v1/challenge-keys/${newest}/successor`);
    need(successor.state !== 'revoked', 'the keys are revoked: enrol again');
    need(successor.state === 'replaced', 'no statement leads to the key that signed');
    followStatement(state, successor.statement, nowOf(state));
  }
}

const read = file => JSON.parse(fs.readFileSync(file, 'utf8'));
const write = (file, state) => fs.writeFileSync(file, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });

/** Does `what` with each challenge that waits and holds; says so of each that does not. */
async function eachOpen(file, what) {
  const state = read(file);
  const { challenges } = await request(state, 'GET', '/mobile/v1/challenges');
  for (const { id, challenge: jws } of challenges) {
    try {
      await knowSigner(state, jws);
      const challenge = readChallenge(state, jws, nowOf(state));
      need(challenge.cid === id, 'the challenge is another');
      console.log(`${id} ${await what(state, challenge, jws)}`);
    } catch (error) {
      console.log(`${id} ${error.message}`);
      process.exitCode = 1;
    }
  }
  write(file, state);
}

const list = file => eachOpen(file, (state, challenge) => show(challenge, nowOf(state)));

async function answer(file, decision, digits) {
  need(['approve', 'deny', 'fraud'].includes(decision), 'approve, deny or fraud');
  await eachOpen(file, async (state, challenge, jws) => {
    if (challenge.typ === 'qr') return 'left: a QR code is answered on the login page';
    const claims = answerClaims(state.device, challenge, jws, decision, digits, nowOf(state));
    const answered = await request(state, 'POST', `/mobile/v1/challenges/${challenge.cid}/answer`,
      { answer: sign('answer+jws', claims, state.signing) });
    return answered.state;
  });
}

async function code(file, command) {
  const state = read(file);
  const jws = openCommand(command, state.device, state.encryption);
  await knowSigner(state, jws);
  write(file, state);
  const challenge = readChallenge(state, jws, nowOf(state));
  need(challenge.typ === 'qr', 'the challenge is not that of a QR code');
  console.error(show(challenge, nowOf(state)));
  console.log(sixDigits(decode(state.ocra), questionOf(challenge)));
}

// ---- test vectors ---------------------------------------------------------------------------------------------------

function vectors(page) {
  const block = /^```vectors\n([^]*?)^```$/m.exec(fs.readFileSync(page, 'utf8'));
  need(block, 'the page has no test vectors');
  const v = Object.fromEntries(block[1].trim().split('\n').map(line => line.split(/ = ([^]*)/, 2)));
  const json = name => JSON.parse(v[name]);
  const same = (found, expected) => need(found === expected, `found ${found}`);

  const refused = act => {
    let held = true;
    try { act(); } catch { held = false; }
    need(!held, 'what must be refused is not');
  };

  const withD = prefix => ({ ...json(`${prefix}.jwk`), d: b64u(Buffer.from(v[`${prefix}.d`], 'hex')) });
  const isPublicOf = prefix => {
    const ecdh = crypto.createECDH('prime256v1');
    ecdh.setPrivateKey(v[`${prefix}.d`], 'hex');
    same(JSON.stringify(publicOf(pointJwk(ecdh.getPublicKey()))), JSON.stringify(publicOf(json(`${prefix}.jwk`))));
  };
  const signing = () => withD('device.signing');
  const encryption = () => withD('device.encryption');
  const edKey = () => ({ ...json('ed25519.jwk'), d: b64u(Buffer.from(v['ed25519.seed'], 'hex')) });
  const state = () => ({ tenant: v['tenant.code'], device: v['device.id'],
    challengeKeys: [{ ...json('tenant.key.jwk'), kid: v['tenant.key.kid'] }] });
  const issued = () => json('challenge.payload').iat;
  const query = () => new URL(v['activation.uri']).searchParams;

  /** That a text has this payload and header, verifies, and no longer does with another bit in its signature. */
  const isSigned = (typ, jws, payload, key, kid) => {
    same(verify(typ, jws, () => key), payload);
    same(jws.slice(0, jws.lastIndexOf('.')), signingInput({ alg: algorithmOf(key), typ, kid }, payload));
    const signature = decode(jws.split('.')[2]);
    signature[40] ^= 1;
    const forged = `${jws.slice(0, jws.lastIndexOf('.'))}.${b64u(signature)}`;
    refused(() => verify(typ, forged, () => key));
  };

  const followed = () => {
    const phone = state();
    followStatement(phone, v['statement.jws'], issued());
    return phone;
  };

  const checks = {
    'tenant.code': () => same(query().get('tenant'), v['tenant.code']),
    'tenant.key.kid': () => readChallenge(state(), v['challenge.jws'], issued()),
    'tenant.key.d': () => isPublicOf('tenant.key'),
    'tenant.key.jwk': () => isPublicOf('tenant.key'),
    'tenant.next.kid': () => {
      const { nbf } = json('statement.payload');
      const phone = followed();
      same(phone.challengeKeys.map(({ kid }) => kid).join(), [v['tenant.key.kid'], v['tenant.next.kid']].join());
      readChallenge(phone, v['challenge.jws'], issued());
      refused(() => readChallenge({ ...phone, challengeKeys: phone.challengeKeys.slice(1) }, v['challenge.jws'], issued()));
      need(pinned(phone, v['tenant.key.kid'], nbf + 3599), 'the old key is left behind too soon');
      need(!pinned(phone, v['tenant.key.kid'], nbf + 3600), 'the old key is not left behind');
    },
    'tenant.next.d': () => isPublicOf('tenant.next'),
    'tenant.next.jwk': () => same(JSON.stringify(publicOf(followed().challengeKeys[1])),
      JSON.stringify(publicOf(json('tenant.next.jwk')))),
    'statement.payload': () => same(json('statement.payload').key.kid, v['tenant.next.kid']),
    'statement.jws': () => {
      isSigned('challenge-key+jws', v['statement.jws'], v['statement.payload'], json('tenant.key.jwk'), v['tenant.key.kid']);
      refused(() => followStatement(followed(), v['statement.jws'], issued()));
      refused(() => followStatement({ ...state(), tenant: 'EVIL' }, v['statement.jws'], issued()));
      refused(() => followStatement(state(), v['challenge.jws'], issued()));
    },
    'device.id': () => same(readChallenge(state(), v['challenge.jws'], issued()).did, v['device.id']),
    'device.signing.d': () => isPublicOf('device.signing'),
    'device.signing.jwk': () => isPublicOf('device.signing'),
    'device.signing.jkt': () => same(thumbprint(signing()), v['device.signing.jkt']),
    'device.encryption.d': () => isPublicOf('device.encryption'),
    'device.encryption.jwk': () => isPublicOf('device.encryption'),
    'device.encryption.ekt': () => same(thumbprint(encryption()), v['device.encryption.ekt']),
    'activation.uri': () => same(query().get('secret').length, 22),
    'enrolment.payload': () => same(JSON.stringify({ tid: query().get('tenant'),
      act: b64u(sha256(query().get('secret'))), jkt: thumbprint(signing()), ekt: thumbprint(encryption()),
      iat: json('enrolment.payload').iat }), v['enrolment.payload']),
    'enrolment.jws': () => isSigned('enrolment+jws', v['enrolment.jws'], v['enrolment.payload'], signing()),
    'ocra.key': () => same(Buffer.from(v['ocra.key'], 'hex').length, 32),
    'ocra.box': () => same(openBox(decode(v['ocra.box']), 'ocra', v['device.id'], encryption()).toString('hex'),
      v['ocra.key']),
    'proof.body': () => same(b64u(sha256(v['proof.body'])), json('proof.payload').bh),
    'proof.payload': () => {
      const { iat, jti } = json('proof.payload');
      same(JSON.stringify({ sub: v['device.id'], tid: v['tenant.code'], htm: 'PATCH', htu: '/mobile/v1/device',
        bh: b64u(sha256(v['proof.body'])), iat, jti }), v['proof.payload']);
    },
    'proof.jws': () => isSigned('device-proof+jws', v['proof.jws'], v['proof.payload'], signing()),
    'challenge.payload': () => same(JSON.stringify(readChallenge(state(), v['challenge.jws'], issued())),
      v['challenge.payload']),
    'challenge.jws': () => isSigned('challenge+jws', v['challenge.jws'], v['challenge.payload'],
      json('tenant.key.jwk'), v['tenant.key.kid']),
    'push.message': () => same(openBox(decode(json('push.message').box), 'push', v['device.id'],
      encryption()).toString(), v['challenge.jws']),
    'answer.payload': () => same(JSON.stringify(answerClaims(v['device.id'], json('challenge.payload'),
      v['challenge.jws'], 'approve', '42', json('answer.payload').iat)), v['answer.payload']),
    'answer.jws': () => isSigned('answer+jws', v['answer.jws'], v['answer.payload'], signing()),
    'ed25519.seed': () => same(JSON.stringify(publicOf(crypto.createPublicKey(privateKey(edKey()))
      .export({ format: 'jwk' }))), JSON.stringify(publicOf(json('ed25519.jwk')))),
    'ed25519.jwk': () => checks['ed25519.seed'](),
    'ed25519.jkt': () => same(thumbprint(edKey()), v['ed25519.jkt']),
    'ed25519.answer.jws': () => {
      isSigned('answer+jws', v['ed25519.answer.jws'], v['answer.payload'], edKey());
      same(sign('answer+jws', v['answer.payload'], edKey()), v['ed25519.answer.jws']);
    },
    'qr.jws': () => same(readChallenge(state(), v['qr.jws'], issued()).typ, 'qr'),
    'qr.command': () => same(openCommand(v['qr.command'], v['device.id'], encryption()), v['qr.jws']),
    'qr.question': () => same(questionOf(readChallenge(state(), v['qr.jws'], issued())).toString('hex'),
      v['qr.question']),
    'qr.digits': () => same(sixDigits(Buffer.from(v['ocra.key'], 'hex'), Buffer.from(v['qr.question'], 'hex')),
      v['qr.digits']),
  };
  for (const name of new Set([...Object.keys(v), ...Object.keys(checks)])) {
    try {
      need(name in v, 'is not in the page');
      need(name in checks, 'is not checked');
      checks[name]();
      console.log(`ok     ${name}`);
    } catch (error) {
      console.log(`FAILED ${name}: ${error.message}`);
      process.exitCode = 1;
    }
  }
}

// ---- command line ---------------------------------------------------------------------------------------------------

const commands = { vectors: [vectors, 1, 1], enrol: [enrol, 2, 3], list: [list, 1, 1], answer: [answer, 2, 3],
  code: [code, 2, 2] };
const [name, ...args] = process.argv.slice(2);
try {
  const [run, least, most] = Object.hasOwn(commands, name) ? commands[name] : [];
  need(run && args.length >= least && args.length <= most,
    'usage: phone.mjs vectors <page> | enrol <uri> <state> [ed25519] | list <state> '
    + '| answer <state> approve|deny|fraud [digits] | code <state> <command>');
  await run(...args);
} catch (error) {
  console.error(`phone: ${error.message}${error.cause ? ` (${error.cause.message ?? error.cause})` : ''}`);
  process.exitCode = 1;
}
