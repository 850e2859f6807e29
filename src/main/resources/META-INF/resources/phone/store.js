// What the phone keeps, in the browser's database. Keys are kept as CryptoKeys: the database holds them, the page can use
// them, and neither can give their bytes away.

const done = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function open() {
  const request = indexedDB.open('tetrapylon-phone', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('phones', { keyPath: 'device' });
  return done(request);
}

async function phones(mode, use) {
  const database = await open();
  try {
    return await done(use(database.transaction('phones', mode).objectStore('phones')));
  } finally {
    database.close();
  }
}

export const all = () => phones('readonly', store => store.getAll());
export const keep = phone => phones('readwrite', store => store.put(phone));
export const forget = device => phones('readwrite', store => store.delete(device));
