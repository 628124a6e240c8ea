import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, RemotePost, Stream } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import type { Status } from './entities.ts'
import { postOf } from './read-back.ts'

const pauseMs = 5_000

/**
 * New public posts as the server comes to know them, oldest first. Words that are tags are followed in their timelines,
 * others are looked for in the public one. The timelines are asked again and again: streaming servers often live at
 * addresses of their own, and the guarded wire reads whole answers.
 */
export const stream: Stream = async function* (call, { words = [] }) {
  const tags = words.filter((word) => /^#[\p{L}\p{M}\p{N}_]+$/u.test(word)).map((word) => word.slice(1))
  const plain = words.filter((word) => !word.startsWith('#')).map((word) => word.toLocaleLowerCase())
  const paths = [
    ...tags.map((tag) => `/api/v1/timelines/tag/${encodeURIComponent(tag)}`),
    ...(plain.length > 0 || tags.length === 0 ? ['/api/v1/timelines/public'] : []),
  ]
  const newest = new Map<string, string>()
  for (const path of paths) newest.set(path, (await page(call, path, undefined, 1)).at(-1)?.id ?? '0')
  while (!call.signal.aborted) {
    for (const path of paths) {
      for (const status of await page(call, path, newest.get(path), 40)) {
        newest.set(path, status.id)
        const post = postOf(status)
        if (path !== '/api/v1/timelines/public' || isAbout(post, plain)) yield post
      }
    }
    await paused(call)
  }
}

/** Ascending, right after `after`. A server that is busy or down is asked again later. */
async function page(call: Call, path: string, after: string | undefined, limit: number): Promise<Status[]> {
  try {
    const statuses = (await ask(wireOf(call), { path, query: { limit, min_id: after } })).json<Status[]>()
    return statuses.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
  } catch (error) {
    const later = error instanceof NetworkFailure && (error.kind === 'slow-down' || error.kind === 'network-down')
    if (!later || call.signal.aborted) throw error
    await paused(call, error.retryAfterMs)
    return []
  }
}

const isAbout = (post: RemotePost, words: string[]) =>
  words.length === 0 || words.some((word) => post.text.toLocaleLowerCase().includes(word))

async function paused(call: Call, ms = pauseMs): Promise<void> {
  try {
    await call.clock.sleep(ms, call.signal)
  } catch (error) {
    if (!call.signal.aborted) throw error
  }
}
