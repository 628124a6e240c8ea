import type { NetworkHttp } from '../../../../kernel/http/client.ts'
import { decodeText } from '../../../../kernel/http/decode-text.ts'
import type { World } from '../../../../kernel/world.ts'
import { troubled } from '../trouble.ts'

/** As sites name us in their robots.txt. */
export const ourName = 'Rialto'

export type Robots = { allows: (url: string) => boolean; delayMs: number | undefined }

const keptForMs = 24 * 3_600_000
const largest = 500 * 1024
const mostKept = 2_000
const longestDelayMs = 30_000

const known = new WeakMap<NetworkHttp, Map<string, { robots: Robots; until: number }>>()

/**
 * What a site lets robots read, as RFC 9309 says: nothing is forbidden where it has no robots.txt, everything while it cannot be
 * read. Kept for a day. Throws `network-down` in the latter case.
 */
export async function robotsOf(
  world: World,
  origin: string,
  signal: AbortSignal,
): Promise<{ robots: Robots; calls: number }> {
  const kept = known.get(world.http) ?? new Map()
  known.set(world.http, kept)
  const now = world.clock.now().getTime()
  const found = kept.get(origin)
  if (found && found.until > now) return { robots: found.robots, calls: 0 }
  const robots = await readRobots(world, origin, signal)
  if (kept.size >= mostKept) kept.clear()
  kept.set(origin, { robots, until: now + keptForMs })
  return { robots, calls: 1 }
}

async function readRobots({ http }: World, origin: string, signal: AbortSignal): Promise<Robots> {
  const url = `${origin}/robots.txt`
  const answer = await http({ url, redirects: 5, maxBytes: largest, cut: true, timeoutMs: 15_000, signal })
  const { status } = answer
  if (status >= 500 || status === 429)
    throw troubled('network-down', 'listening.trouble.noRobots', status, { evidence: { status, code: 'ROBOTS' } })
  if (status !== 200) return { allows: () => true, delayMs: undefined }
  const parse = await parser()
  const read = parse(url, decodeText(answer.body, answer.headers['content-type']))
  const delay = read.getCrawlDelay(ourName)
  return {
    allows: (address) => read.isAllowed(address, ourName) !== false,
    delayMs: delay === undefined ? undefined : Math.min(longestDelayMs, Math.max(0, delay * 1_000)),
  }
}

type Parse = (
  url: string,
  text: string,
) => {
  isAllowed: (url: string, name: string) => boolean | undefined
  getCrawlDelay: (name: string) => number | undefined
}

/** Its own types say nothing of its default. */
const parser = async () => (await import('robots-parser')).default as unknown as Parse
