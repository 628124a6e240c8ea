import { z } from 'zod'

const shape = z.object({
  /** Where the feed stands since it moved for good. */
  address: z.string().optional(),
  validators: z.object({ etag: z.string().optional(), modified: z.string().optional() }).default({}),
  /** What each item said, by its id; of those that left the feed the latest. */
  seen: z.array(z.tuple([z.string(), z.string()])).default([]),
  /** How often it is asked, by how often it told something new. */
  everyMs: z.number().default(0),
})
export type FeedCursor = z.infer<typeof shape>

export const readFeedCursor = (written: string | undefined): FeedCursor => shape.parse(JSON.parse(written ?? '{}'))

const mostSeen = 2_000

/** What is known after a reading: those in the feed first, then as many of the earlier ones as there is room for. */
export function seenAfter(before: FeedCursor['seen'], now: Map<string, string>): FeedCursor['seen'] {
  const left = before.filter(([id]) => !now.has(id)).slice(0, Math.max(0, mostSeen - now.size))
  return [...now, ...left]
}
