import { limits } from '../matcher/query.ts'
import type { Dialect, Reach } from './dialect.ts'
import { address, measured, nearly, oneOf, said, same, site } from './fields.ts'

/**
 * After developer.talkwalker.com ("Boolean Operators", "Special Transformations", "Field Information", topics) and the
 * syntax of its alerts. Of NEAR, ONEAR and searches within a sentence only the names could be read, not how they count.
 */
export const talkwalker: Dialect = {
  ...{ vendor: 'talkwalker', word: 'form', phrase: 'form' },
  operators: { AND: 'and', OR: 'or', NOT: 'not' },
  signs: [],
  distanceOf,
  /** Steps from the first to the last: two words side by side are one step apart. */
  looseness: (steps, words) => Math.max(0, steps + 1 - words),
  fields: {
    ...{ lang: same('lang'), sourcecountry: same('country'), site, domainurl: site, domain_url: site },
    ...{ hosturl: nearest(site), host_url: nearest(site), url: address('url'), author: same('author') },
    ...{ sentiment: same('sentiment'), followers: measured('followers'), reach: measured('reach') },
    mention: said('@', false),
    is: oneOf({ retweet: ['type', 'repost'] }),
    sourcetype: nearly('source', (value) => (/^SOCIALMEDIA_/i.test(value) ? value.slice(12).toLowerCase() : '')),
  },
  has: { raw: true, lines: true, fuzzy: true },
}

function nearest(field: typeof site): typeof site {
  return (value, span) => {
    const read = field(value, span)
    return read && { ...read, nearest: true }
  }
}

function distanceOf(run: string): Reach | undefined {
  if (run === 'SENTENCE') return { distance: 'sentence', told: 'listening.translation.distanceUnclear' }
  if (run === 'OSENTENCE') return { distance: 'sentence', told: 'listening.translation.orderLost' }
  const [, order, count] = /^(O?)NEAR\/(\d{1,9})$/.exec(run) ?? []
  if (order === undefined) return undefined
  const distance = { words: Math.min(Number(count), limits.distance), inOrder: order === 'O' }
  const isFar = Number(count) > limits.distance
  return { distance, told: isFar ? 'listening.translation.tooFar' : 'listening.translation.distanceUnclear' }
}
