import { z } from 'zod'

const shape = z.object({
  validators: z.object({ etag: z.string().optional(), modified: z.string().optional() }).default({}),
  address: z.string().optional(),
  /** Has it been looked at before? What stands there at the first look is not news. */
  isKnown: z.boolean().default(false),
  /** Prints of what was seen: of the text, of links or of passages. */
  seen: z.array(z.string()).default([]),
  /** New links that are still to be read, and how often each was tried. */
  pending: z.array(z.object({ url: z.string(), tries: z.number() })).default([]),
})
export type PageCursor = z.infer<typeof shape>

export const readPageCursor = (written: string | undefined): PageCursor => shape.parse(JSON.parse(written ?? '{}'))

const mostSeen = 6_000

/** Those that stand there now come first, so that the longest gone are forgotten. */
export const seenAfter = (now: string[], before: string[]): string[] =>
  [...new Set([...now, ...before])].slice(0, mostSeen)
