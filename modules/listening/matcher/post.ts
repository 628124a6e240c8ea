/** What the matcher needs to know of a post, an article, a comment. Absent means not known, and then nothing is met by it. */
export type Post = {
  text: string
  title?: string
  author?: { handle: string; name?: string; followers?: number }
  /** Handles the post answers or is sent to. */
  to?: readonly string[]
  language?: string
  /** The host it stands on. */
  site?: string
  url?: string
  /** Addresses it links to, besides those written in its text. */
  links?: readonly string[]
  source?: string
  type?: string
  has?: readonly string[]
  country?: string
  sentiment?: string
  /** Lists of authors that its author is on. */
  lists?: readonly string[]
  likes?: number
  reposts?: number
  reach?: number
}

/** Where in a post something was found, in UTF-16 units of its title or its text. */
export type Place = { in: 'title' | 'text'; from: number; to: number }

/** Which part of a query was met (`from`, `to` in its text), and where; a field has no places. */
export type Reason = { from: number; to: number; places: Place[] }
