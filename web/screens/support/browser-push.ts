import { subscribePush, unsubscribePush } from '../../api/support.ts'

const worker = '/alerts-worker.js'

/** Browsers offer it on secure pages only; some not at all. */
export const canPush = (): boolean =>
  window.isSecureContext && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

/** Is this browser being told? */
export async function pushedHere(): Promise<PushSubscription | null> {
  const registered = await navigator.serviceWorker.getRegistration(worker)
  return (await registered?.pushManager.getSubscription()) ?? null
}

/** Asks the person, and the browser. False when they said no. */
export async function startPush(publicKey: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false
  await navigator.serviceWorker.register(worker)
  const ready = await navigator.serviceWorker.ready
  const subscription = await ready.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytesOf(publicKey),
  })
  await subscribePush(subscription.toJSON())
  return true
}

export async function stopPush(): Promise<void> {
  const subscription = await pushedHere()
  if (!subscription) return
  await unsubscribePush(subscription.endpoint)
  await subscription.unsubscribe()
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0))
}
