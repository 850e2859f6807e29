// Drives the gateway's web phone in Chromium: it enrols, approves what waits, and says which challenge keys it keeps.
// node phonepage.mjs <chromium> <gateway> <activation uri>; playwright-core is found in the working directory. On its
// input a line `approve` or `reopen`; each is answered by a line.
import { createRequire } from 'node:module';
import readline from 'node:readline';

const require = createRequire(`${process.cwd()}/`);
const { chromium } = require('playwright-core');

const [executablePath, gateway, activation] = process.argv.slice(2);

const browser = await chromium.launch({
  executablePath,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

/** The names of the pinned keys, the newest the last, as the browser's database has them. */
const pinned = page => page.evaluate(() => new Promise((resolve, reject) => {
  const request = indexedDB.open('tetrapylon-phone', 1);
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const all = request.result.transaction('phones').objectStore('phones').getAll();
    all.onsuccess = () => resolve(all.result[0].challengeKeys.map(({ kid }) => kid).join(' '));
  };
}));

try {
  const page = await (await browser.newContext()).newPage();
  page.on('pageerror', error => console.log(`page: ${error.message}`));
  page.on('dialog', dialog => dialog.accept());
  const says = words => page.waitForFunction(words => document.getElementById('status').textContent.startsWith(words), words);

  await page.goto(`${gateway}/phone/`);
  await page.fill('#add textarea', activation);
  await page.click('#add form >> nth=0 >> button.primary');
  await says('Enrolled');
  console.log(await pinned(page));
  for await (const line of readline.createInterface({ input: process.stdin })) {
    if (line === 'approve') {
      await page.click('#waiting article button.primary');
      await says('Approved');
    } else {
      const answered = page.waitForResponse(response => response.url().endsWith('/successor')
        && response.ok() && response.text().then(text => text.includes('current')));
      await page.reload();
      await answered;
    }
    console.log(await pinned(page));
  }
} finally {
  await browser.close();
}
