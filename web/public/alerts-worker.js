// Shows what the desk pushes, also while it is closed, and leads there. It keeps nothing and catches no requests.
self.addEventListener('push', (event) => {
  const { title, text, href, tag } = event.data?.json() ?? {}
  if (!title) return
  const shown = { body: text, tag, data: { href }, icon: '/mark.svg', badge: '/mark.svg', renotify: Boolean(tag) }
  event.waitUntil(self.registration.showNotification(title, shown))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const address = new URL(event.notification.data?.href ?? '/', self.location.origin)
  if (address.origin !== self.location.origin) return
  event.waitUntil(open(address.href))
})

async function open(href) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const [desk] = windows
  if (!desk) return self.clients.openWindow(href)
  await desk.focus()
  return desk.navigate(href).catch(() => self.clients.openWindow(href))
}
