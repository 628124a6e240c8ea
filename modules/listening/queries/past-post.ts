import type { Post } from '../matcher/post.ts'
import { JudgedPost } from '../pipeline/judged-post.ts'
import type { HeardPost } from '../sources/heard.ts'

/** Something said before; where it is kept as a mention, with what was made of it. */
export type PastPost = HeardPost & { mentionId?: string; sentiment?: string; reach?: number }

/** As queries read it: what was made of a mention counts, of anything else it is worked out. */
export function readablePost(past: PastPost): Post {
  if (past.mentionId === undefined) return new JudgedPost(past)
  return {
    ...{ text: past.text, title: past.title, author: past.author, to: past.to, language: past.language },
    ...{ site: past.site, url: past.url, links: past.links, source: past.network ?? 'web', type: past.kind },
    ...{ has: past.has, country: past.country, sentiment: past.sentiment, reach: past.reach },
    ...{ likes: past.numbers?.likes, reposts: past.numbers?.reshares },
  }
}
