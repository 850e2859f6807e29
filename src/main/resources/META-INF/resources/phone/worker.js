// Wakes when a push comes. The notification says nothing about it: a lock screen is read by others. What is asked is shown
// by the page, which fetches and verifies it.

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

async function tell() {
  const pages = await self.clients.matchAll({ type: 'window' });
  pages.forEach(page => page.postMessage('pushed'));
  await self.registration.showNotification('Sign-in request', { body: 'Open to approve or deny.', tag: 'sign-in',
    renotify: true, requireInteraction: true, icon: 'icon-192.png' });
}

async function show() {
  const pages = await self.clients.matchAll({ type: 'window' });
  return pages.length > 0 ? pages[0].focus() : self.clients.openWindow('./');
}

self.addEventListener('push', event => event.waitUntil(tell()));
self.addEventListener('notificationclick', event => {
  event.notification.close();
  event.waitUntil(show());
});
