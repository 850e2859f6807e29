// Checks the rules of the phone that is a web page against the test vectors of the protocol's page, and lets it enrol and
// answer (Node.js 20 or later, whose WebCrypto is that of browsers).
//
//   node webphone.mjs vectors <mobile-protocol.md>
//   node webphone.mjs approve <activation uri>      enrols, waits for a push, types the digits that it reads from stdin

import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as protocol from '../../main/resources/META-INF/resources/phone/protocol.js';

const fromHex = hex => Uint8Array.from(Buffer.from(hex, 'hex'));
const toHex = bytes => Buffer.from(bytes).toString('hex');

async function privateKey(v, name, algorithm, use) {
  const jwk = { ...JSON.parse(v[`${name}.jwk`]), d: Buffer.from(v[`${name}.d`], 'hex').toString('base64url') };
  const { kty, crv, x, y } = jwk;
  return { key: await crypto.subtle.importKey('jwk', jwk, { name: algorithm, namedCurve: 'P-256' }, false, [use]),
    jwk: { crv, kty, x, y } };
}

async function phoneOf(v) {
  const challengeKey = { kid: v['tenant.key.kid'], alg: 'ES256', use: 'sig', ...JSON.parse(v['tenant.key.jwk']) };
  const phone = { device: v['device.id'], tenant: { code: v['tenant.code'] }, challengeKeys: [challengeKey],
    signing: await privateKey(v, 'device.signing', 'ECDSA', 'sign'),
    encryption: await privateKey(v, 'device.encryption', 'ECDH', 'deriveBits') };
  phone.ocra = await protocol.openOcra({ suite: 'OCRA-1:HOTP-SHA256-6:QH64', key: v['ocra.box'] }, phone.device, phone.encryption);
  return phone;
}

const payload = jws => JSON.parse(Buffer.from(jws.split('.')[1], 'base64url').toString());

async function vectors(page) {
  const block = /^```vectors\n([^]*?)^```$/m.exec(fs.readFileSync(page, 'utf8'))[1];
  const v = Object.fromEntries(block.trim().split('\n').map(line => line.split(/ = (.*)/s).slice(0, 2)));
  const phone = await phoneOf(v);
  const now = JSON.parse(v['challenge.payload']).iat;

  assert.equal(await protocol.thumbprint(phone.signing.jwk), v['device.signing.jkt']);
  assert.equal(await protocol.thumbprint(phone.encryption.jwk), v['device.encryption.ekt']);
  const activation = protocol.readActivation(v['activation.uri']);
  assert.equal(activation.tenant, v['tenant.code']);
  const proof = await protocol.enrolmentProof(activation.tenant, activation.secret, phone.signing, phone.encryption,
    JSON.parse(v['enrolment.payload']).iat);
  assert.deepEqual(payload(proof), JSON.parse(v['enrolment.payload']));

  const box = await protocol.openBox(protocol.fromBase64url(v['ocra.box']), 'ocra', phone.device, phone.encryption);
  assert.equal(toHex(box), v['ocra.key']);
  const push = protocol.fromBase64url(JSON.parse(v['push.message']).box);
  assert.equal(Buffer.from(await protocol.openBox(push, 'push', phone.device, phone.encryption)).toString(), v['challenge.jws']);

  const challenge = await protocol.readChallenge(phone, v['challenge.jws'], now);
  assert.deepEqual(challenge, JSON.parse(v['challenge.payload']));
  const answer = await protocol.signAnswer(phone, challenge, v['challenge.jws'], 'approve', '42', JSON.parse(v['answer.payload']).iat);
  assert.deepEqual(payload(answer), JSON.parse(v['answer.payload']));

  const jws = await protocol.openCommand(phone, v['qr.command']);
  assert.equal(jws, v['qr.jws']);
  assert.equal(await protocol.sixDigits(phone, await protocol.readChallenge(phone, jws, now)), v['qr.digits']);

  await refusals(phone, v, now, push);
  await followsTheTenantsKeys(phone, v, now);
}

/** What a phone must not fall for. */
async function refusals(phone, v, now, push) {
  const [head, body, signature] = v['challenge.jws'].split('.');
  const other = `${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`;
  const claims = (changes, header = {}) => [
    Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(head, 'base64url')), ...header })).toString('base64url'),
    Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(body, 'base64url')), ...changes })).toString('base64url'), signature].join('.');
  const altered = [`${head}.${body}.${other}`, `${head}.${body}.`, claims({ rname: 'Bank' }), claims({}, { alg: 'none' }),
    claims({}, { kid: 'another' }), claims({}, { typ: 'answer+jws' }), claims({}, { crit: ['b64'] }), `${v['challenge.jws']}=`];
  for (const jws of altered) await assert.rejects(protocol.readChallenge(phone, jws, now), protocol.Refused, jws);
  await assert.rejects(protocol.readChallenge(phone, v['challenge.jws'], now + 3600), /over/);
  await assert.rejects(protocol.readChallenge({ ...phone, device: v['tenant.key.kid'] }, v['challenge.jws'], now), /another phone/);
  await assert.rejects(protocol.readChallenge({ ...phone, tenant: { code: 'EVIL' } }, v['challenge.jws'], now), /another tenant/);
  await assert.rejects(protocol.openBox(push, 'qr', phone.device, phone.encryption), protocol.Refused);
  const flipped = push.slice();
  flipped[100] ^= 1;
  await assert.rejects(protocol.openBox(flipped, 'push', phone.device, phone.encryption), protocol.Refused);
  assert.throws(() => protocol.fromBase64url('AB'), /strict/);
  await assert.rejects(crypto.subtle.exportKey('jwk', (await protocol.newSigningKey()).key), 'a key can be exported');
}

/** Forward only, by the newest key's word only, and an hour later the old key is left behind. */
async function followsTheTenantsKeys(phone, v, now) {
  const { nbf } = JSON.parse(v['statement.payload']);
  const challengeKeys = await protocol.followedKeys(phone, v['statement.jws'], now);
  const followed = { ...phone, challengeKeys };
  assert.deepEqual(challengeKeys.map(({ kid, until }) => [kid, until]),
    [[v['tenant.key.kid'], nbf + 3600], [v['tenant.next.kid'], undefined]]);
  assert.ok(protocol.knows(followed, v['challenge.jws'], nbf) && !protocol.knows(followed, v['challenge.jws'], nbf + 3600));
  await assert.rejects(protocol.readChallenge(followed, v['challenge.jws'], nbf + 3600), /does not know/);
  assert.equal((await protocol.followedKeys(phone, v['statement.jws'], nbf + 3600)).length, 1);

  const busy = { ...phone };
  const step = async () => { busy.challengeKeys = await protocol.followedKeys(busy, v['statement.jws'], now); };
  await Promise.all([step(), step()]);
  assert.deepEqual(busy.challengeKeys, challengeKeys, 'two steps at once are one');

  const [head, body, signature] = v['statement.jws'].split('.');
  const claims = changes =>
    [head, Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(body, 'base64url')), ...changes })).toString('base64url'), signature].join('.');
  for (const jws of [claims({ nbf: 0 }), claims({ tid: 'EVIL' }), v['challenge.jws'], `${head}.${body}.`]) {
    await assert.rejects(protocol.followedKeys(phone, jws, now), protocol.Refused, jws);
  }
  await assert.rejects(protocol.followedKeys(followed, v['statement.jws'], now), /does not know/);
  await assert.rejects(protocol.followedKeys({ ...phone, tenant: { code: 'EVIL' } }, v['statement.jws'], now), /another tenant/);
  await assert.rejects(protocol.readChallenge(phone, v['statement.jws'], now), /another kind/);
}

async function approve(uri) {
  const { enrol, waiting, answer } = await import('../../main/resources/META-INF/resources/phone/gateway.js');
  const phone = await enrol(protocol.readActivation(uri));
  console.log(phone.device);
  for await (const line of process.stdin.setEncoding('utf8')) {
    const [one] = await waiting(phone, async () => {});
    console.log(await answer(one, 'approve', line.trim()));
    return;
  }
}

const [name, ...args] = process.argv.slice(2);
await { vectors, approve }[name](...args);
