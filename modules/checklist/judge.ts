import type { z } from 'zod'
import type { Profile, ProfilePicture } from '../../networks/contract.ts'
import type { Item, Wish } from './api.ts'

/** `found` and `mend` end message keys: `checklist.found.<item>.<found>`, `checklist.mend.<item>`. */
export type Judged = {
  item: z.infer<typeof Item>
  verdict: 'good' | 'bad' | 'look'
  found: string
  values?: Record<string, string | number>
}
export type Wanted = z.infer<typeof Wish> & { brandName: string; commonHandle: string }

/** Pictures of communities are shown at up to 400 px, covers over a whole column: smaller ones are blurred. */
const sharpPicture = 400
const sharpCover = 1200
const longEnough = 40
/** As much of a description as lists and searches show. */
const firstSight = 120

/** Every item of the checklist, by what the network told. Pure. */
export function judge(profile: Profile, account: { name: string; handle: string }, wanted: Wanted): Judged[] {
  return [
    judgeName(profile.name ?? account.name, wanted),
    judgeHandle(profile.handle ?? account.handle, wanted),
    ...judgeDescription(profile.description, wanted),
    judgeLink(profile, wanted.link),
    judgePicture('picture', profile.picture, sharpPicture),
    judgePicture('cover', profile.cover, sharpCover),
    judgeSwitch('privacy', profile.isOpen),
    judgeSwitch('comments', profile.commentsOpen),
    judgeSwitch('stopWords', profile.stopWords),
    { item: 'alerts', verdict: 'look', found: 'untold' },
    judgeSwitch('storefront', profile.storefront),
    judgeSwitch('geotag', profile.geotag),
    judgeHashtags(profile, wanted.hashtags),
  ]
}

function judgeName(name: string, wanted: Wanted): Judged {
  const want = wanted.name || wanted.brandName
  const values = { name, want }
  if (!holds(name, want)) return { item: 'name', verdict: 'bad', found: 'other', values }
  if (wanted.coreQuery && !wordsOf(wanted.coreQuery).some((word) => holds(name, word)))
    return { item: 'name', verdict: 'bad', found: 'noQuery', values: { ...values, query: wanted.coreQuery } }
  return { item: 'name', verdict: 'good', found: 'good', values }
}

function judgeHandle(handle: string, wanted: Wanted): Judged {
  const short = shortOf(handle)
  const want = shortOf(wanted.handle || wanted.commonHandle)
  const values = { handle: short, want }
  if (want === '' || short === '') return { item: 'handle', verdict: 'look', found: 'untold' }
  return short === want
    ? { item: 'handle', verdict: 'good', found: 'good', values }
    : { item: 'handle', verdict: 'bad', found: 'other', values }
}

function judgeDescription(description: string | undefined, wanted: Wanted): Judged[] {
  if (description === undefined)
    return [
      { item: 'description', verdict: 'look', found: 'untold' },
      { item: 'firstWords', verdict: 'look', found: 'untold' },
    ]
  const count = [...description.trim()].length
  if (count === 0)
    return [
      { item: 'description', verdict: 'bad', found: 'none' },
      { item: 'firstWords', verdict: 'bad', found: 'none' },
    ]
  const start = [...description.trim()].slice(0, firstSight).join('')
  const told = wordsOf(wanted.coreQuery).some((word) => holds(start, word))
  const first: Judged = !wanted.coreQuery
    ? { item: 'firstWords', verdict: 'look', found: 'noQuery', values: { start } }
    : {
        item: 'firstWords',
        verdict: told ? 'good' : 'bad',
        found: told ? 'good' : 'other',
        values: { start, query: wanted.coreQuery },
      }
  const isLong = count >= longEnough
  return [
    { item: 'description', verdict: isLong ? 'good' : 'bad', found: isLong ? 'good' : 'short', values: { count } },
    first,
  ]
}

function judgeLink({ link, description }: Profile, want: string): Judged {
  if (link === undefined && description === undefined) return { item: 'link', verdict: 'look', found: 'untold' }
  const host = hostOf(want)
  if (!host)
    return { item: 'link', verdict: link ? 'good' : 'bad', found: link ? 'some' : 'none', values: { link: link ?? '' } }
  if (hostOf(link ?? '') === host || holds(description ?? '', host))
    return { item: 'link', verdict: 'good', found: 'good', values: { want: host } }
  return { item: 'link', verdict: 'bad', found: link ? 'other' : 'none', values: { link: link ?? '', want: host } }
}

function judgePicture(item: 'picture' | 'cover', picture: ProfilePicture | undefined, least: number): Judged {
  if (picture === undefined) return { item, verdict: 'look', found: 'untold' }
  if (picture === 'none') return { item, verdict: 'bad', found: 'none' }
  const { width, height } = picture
  if (!width || !height) return { item, verdict: 'look', found: 'unmeasured' }
  const values = { width, height, least }
  const side = item === 'cover' ? width : Math.min(width, height)
  return side >= least
    ? { item, verdict: 'good', found: 'good', values }
    : { item, verdict: 'bad', found: 'small', values }
}

function judgeSwitch(
  item: 'privacy' | 'comments' | 'stopWords' | 'storefront' | 'geotag',
  isOn: boolean | undefined,
): Judged {
  if (isOn === undefined) return { item, verdict: 'look', found: 'untold' }
  return isOn ? { item, verdict: 'good', found: 'good' } : { item, verdict: 'bad', found: 'off' }
}

function judgeHashtags({ hashtags, description = '' }: Profile, want: string[]): Judged {
  if (want.length === 0) return { item: 'hashtags', verdict: 'look', found: 'noWish' }
  if (hashtags === undefined && description === '') return { item: 'hashtags', verdict: 'look', found: 'untold' }
  const there = new Set([...(hashtags ?? []), ...(description.match(/#[\p{L}\p{N}_]+/gu) ?? [])].map(tagOf))
  const missing = want.filter((tag) => !there.has(tagOf(tag)))
  return missing.length === 0
    ? { item: 'hashtags', verdict: 'good', found: 'good' }
    : {
        item: 'hashtags',
        verdict: 'bad',
        found: 'missing',
        values: { missing: missing.map((tag) => `#${tagOf(tag)}`).join(' ') },
      }
}

/**
 * What stands before the server: `@north@a.example`, `north.b.example` and `North` are the same short name. Numbers, addresses
 * and whole sentences are none: then it is ''.
 */
export function shortOf(handle: string): string {
  const own = handle.replace(/^@/, '').split('@')[0] ?? ''
  const short = own.split('.')[0] ?? ''
  return /[\s/:]/.test(own) || /^\d*$/.test(short) ? '' : short.toLowerCase()
}

const tagOf = (tag: string) => tag.replace(/^#/, '').toLocaleLowerCase()
const plain = (text: string) => text.normalize('NFKC').toLocaleLowerCase()
const holds = (text: string, part: string) => plain(text).includes(plain(part))
/** What tells most of a query: its longer words, or where there are none all of it. */
function wordsOf(query: string): string[] {
  const long = query.split(/\s+/).filter((word) => word.length > 3)
  return long.length > 0 || query === '' ? long : [query]
}
const hostOf = (address: string) => (URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : '')
