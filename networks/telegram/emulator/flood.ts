import { ApiRefusal } from './refusals.ts'

/** The API's flood control: 30 messages a second by a bot, about one a second in a chat, 20 a minute in a group. */
export function createFlood() {
  const sent = new Map<string, number[]>()
  const room = (name: string, most: number, windowMs: number, now: number): number => {
    const recent = (sent.get(name) ?? []).filter((one) => now - one < windowMs)
    sent.set(name, recent)
    const first = recent.at(-most)
    return recent.length < most || first === undefined ? 0 : windowMs - (now - first)
  }
  return {
    on: false,
    /** Throws 429 when there is no room; else counts the messages. */
    take(bot: number, chat: number, isGroup: boolean, count: number, now: number): void {
      const buckets: [string, number, number][] = [
        [`bot ${bot}`, 30, 1000],
        [`chat ${chat}`, 3, 3000],
      ]
      if (isGroup) buckets.push([`group ${chat}`, 20, 60_000])
      const wait = Math.max(...buckets.map(([name, most, windowMs]) => room(name, most, windowMs, now)))
      if (wait > 0) {
        const seconds = Math.ceil(wait / 1000)
        throw new ApiRefusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
      }
      for (const [name] of buckets)
        sent.set(name, [...(sent.get(name) ?? []), ...Array.from({ length: count }, () => now)])
    },
  }
}
