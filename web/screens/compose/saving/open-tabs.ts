/** This page, until it is closed or loaded anew. */
export const thisTab: string = crypto.randomUUID()

const prefix = 'rialto.tab.'

/** Lets other tabs know this one lives, for as long as it does. Without Web Locks (plain HTTP) nobody is told. */
export function stayOpen(): void {
  if (!navigator.locks) return
  void navigator.locks.request(prefix + thisTab, () => new Promise(() => {}))
}

/** Tabs now open. Without Web Locks only this one is known; writing found then is merged, so nothing is harmed. */
export async function openTabs(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {}
  const names = held.map((lock) => lock.name ?? '').filter((name) => name.startsWith(prefix))
  return new Set([thisTab, ...names.map((name) => name.slice(prefix.length))])
}
