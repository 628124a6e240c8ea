import { limits } from '../matcher/query.ts'
import { twoLetters } from './countries.ts'
import type { Dialect, Reach } from './dialect.ts'
import { address, measured, nearly, oneOf, said, same, site } from './fields.ts'

/** After consumer-research-help.brandwatch.com, "Query Operators"; `raw:` and `at_mentions:` after older pages. */
export const brandwatch: Dialect = {
  ...{ vendor: 'brandwatch', word: 'form', phrase: 'form' },
  operators: { AND: 'and', OR: 'or', NOT: 'not' },
  signs: [],
  distanceOf,
  looseness: (n) => n,
  fields: {
    ...{ site, url: address('url'), links: address('link'), author: same('author'), language: same('lang') },
    country: (value, span) => same('country')(twoLetters(value), span),
    authorfollowers: measured('followers'),
    engagementtype: oneOf({
      ...{ comment: ['type', 'comment'], reply: ['type', 'reply'] },
      ...{ retweet: ['type', 'repost'], quote: ['type', 'quote'] },
    }),
    topleveldomain: same('site'),
    sentiment: same('sentiment'),
    at_mentions: said('@', false),
    tags: said('#', true),
    engagingwith: nearly('to'),
    weblogtitle: nearly('author'),
    blogname: nearly('author'),
    imagetype: nearly('has'),
    publishersubtype: nearly('has'),
    subreddit: nearly('url', (name) => `/r/${name}/`),
  },
  has: { braces: true, foldsAccents: true },
}

function distanceOf(run: string): Reach | undefined {
  const [whole, count, order] = /^NEAR\/(\d{1,9})(f?)$/.exec(run) ?? []
  if (whole === undefined) return undefined
  const distance = { words: Math.min(Number(count), limits.distance), inOrder: order !== '' }
  return Number(count) > limits.distance ? { distance, told: 'listening.translation.tooFar' } : { distance }
}
