// Drives the gateway's WebAuthn page in Chromium with its virtual authenticator.
// node webauthn.mjs <chromium> <gateway> <given, as JSON>; playwright-core is found in the working directory.
import { createRequire } from 'node:module';

const require = createRequire(`${process.cwd()}/`);
const { chromium } = require('playwright-core');

const [executablePath, gateway, json] = process.argv.slice(2);
const given = JSON.parse(json);

const browser = await chromium.launch({
  executablePath,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const problems = [];
const steps = [];

try {
  const page = await (await browser.newContext()).newPage();
  page.on('console', message => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', error => problems.push(error.message));
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
      isUserVerified: true, automaticPresenceSimulation: true,
    },
  });

  await page.goto(`${gateway}/webauthn/`);
  await page.fill('[name=accessId]', given.accessId);
  await page.fill('[name=accessPassword]', given.accessPassword);
  await page.click('#client button');
  await answer('token');

  async function fields(fill) {
    for (const name of ['login', 'password', 'resource', 'credentialId']) {
      await page.fill(`[name=${name}]`, fill[name] ?? '');
    }
  }

  async function answer(step) {
    await page.waitForFunction(() => ['done', 'failed'].includes(document.getElementById('answer').dataset.outcome));
    const [outcome, text] = await page.$eval('#answer', each => [each.dataset.outcome, each.textContent]);
    if (outcome === 'failed') {
      throw new Error(`${step}: ${text}`);
    }
    await page.$eval('#answer', each => delete each.dataset.outcome);
    return text;
  }

  async function run(action, fill) {
    await fields(fill);
    await page.click(`button[value=${action}]`);
    const body = JSON.parse(await answer(action));
    steps.push([action, body.state ?? body.username]);
  }

  await run('register', { login: 'jdoe' });
  await run('passkey', { resource: given.alone });
  await run('factor', { login: 'jdoe', password: given.password, resource: given.second });

  await devtools.send('WebAuthn.clearCredentials', { authenticatorId });
  await devtools.send('WebAuthn.addCredential', { authenticatorId, credential: given.imported });
  await run('activate', { login: 'asmith', credentialId: given.importedId });
  await run('passkey', { resource: given.alone });
} finally {
  await browser.close();
}
console.log(JSON.stringify({ steps, problems }));
