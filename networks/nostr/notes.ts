import { createHash } from 'node:crypto'
import type { PreparedContent } from '../contract.ts'
import type { Stored } from './blossom.ts'
import { isArticle } from './compose.ts'
import { type Draft, kinds, type NostrEvent, secondsOf } from './events.ts'
import { type Key, signed } from './keys.ts'
import { articleText, hashtagsIn, mentionsIn, noteText } from './text.ts'

export type Written = { content: PreparedContent; stored: Stored[][]; cover?: Stored }

/**
 * All events of a publication, signed at once, so that later ones can name earlier ones and a repeated act gives the very same.
 * `mark` keeps two publications with the same words apart (NIP-13's tag, with no work asked).
 */
export async function signAll(
  { content, stored, cover }: Written,
  key: Key,
  now: Date,
  mark: string,
  relay: string,
): Promise<NostrEvent[]> {
  const events: NostrEvent[] = []
  const started = secondsOf(now)
  const sign = async (draft: Omit<Draft, 'created_at'>) => {
    const tags = [...draft.tags, nonceTag(now, markOf(`${mark} ${events.length}`))]
    events.push(await signed({ ...draft, tags, created_at: started + events.length }, key.secret))
  }
  for (const [at, part] of content.parts.entries()) {
    if (isArticle(content)) await sign(articleOf(content, cover, mark, secondsOf(now)))
    else await sign(await noteOf(content, part.text, stored[at] ?? [], answering(events, key, relay)))
  }
  const comment = content.firstComment?.trim()
  const first = events[0]
  if (comment && first)
    await sign(
      isArticle(content)
        ? underArticle(comment, first)
        : await noteOf({ ...content, options: {} }, comment, [], answering([first], key, relay)),
    )
  return events
}

/** The mark behind the thousandths of the second, which order what one second holds. */
export const nonceTag = (now: Date, mark: string): string[] => [
  'nonce',
  `${String(now.getMilliseconds()).padStart(3, '0')}${mark}`,
  '0',
]
export const isMarked = ({ tags }: Pick<NostrEvent, 'tags'>, mark: string): boolean =>
  tags.some((tag) => tag[0] === 'nonce' && (tag[1] ?? '').slice(3) === mark)
/** Milliseconds, as exact as the author told. */
export const momentOf = ({ created_at: at, tags }: NostrEvent): number =>
  at * 1000 + (Number(/^(\d{3})[0-9a-f]{16}$/.exec(tags.find((tag) => tag[0] === 'nonce')?.[1] ?? '')?.[1]) || 0)

export const markOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 16)

/** NIP-10: the first of a thread is the root, the one before is what is answered. */
function answering(events: NostrEvent[], key: Key, relay: string): string[][] {
  const [root] = events
  const last = events.at(-1)
  if (!root || !last) return []
  const rooted = ['e', root.id, relay, 'root', key.pubkey]
  return last.id === root.id
    ? [rooted, ['p', key.pubkey]]
    : [rooted, ['e', last.id, relay, 'reply', key.pubkey], ['p', key.pubkey]]
}

export async function noteOf(
  { options }: Pick<PreparedContent, 'options'>,
  written: string,
  stored: Stored[],
  tags: string[][],
): Promise<Omit<Draft, 'created_at'>> {
  const text = noteText(written)
  const content = [text, ...stored.map((one) => one.url)].filter(Boolean).join('\n')
  const people = (await peopleNamed(text)).map((pubkey) => ['p', pubkey])
  return {
    kind: kinds.note,
    content,
    tags: [...tags, ...people, ...topics(text, options.tags), ...warned(options.warning), ...stored.map(imeta)],
  }
}

const warned = (reason: unknown): string[][] =>
  typeof reason === 'string' && reason.trim() ? [['content-warning', reason.trim()]] : []

function topics(text: string, chosen: unknown): string[][] {
  const given = Array.isArray(chosen) ? chosen.map((one) => String(one).replace(/^#/, '').toLowerCase().trim()) : []
  return [...new Set([...hashtagsIn(text), ...given])].filter(Boolean).map((tag) => ['t', tag])
}

/** NIP-92: what stands behind an address in the text. */
const imeta = ({ url, x, m, dim, alt }: Stored): string[] => [
  'imeta',
  `url ${url}`,
  `m ${m}`,
  `x ${x}`,
  ...(dim ? [`dim ${dim}`] : []),
  ...(alt ? [`alt ${alt.replace(/\s+/g, ' ')}`] : []),
]

async function peopleNamed(text: string): Promise<string[]> {
  const named = mentionsIn(text)
  if (named.length === 0) return []
  const { pubkeyIn } = await import('./nip19.ts')
  return named.flatMap((address) => {
    try {
      return [pubkeyIn(address)]
    } catch {
      return []
    }
  })
}

/** NIP-23. Its address stays while its words may be replaced by a newer one. */
function articleOf(
  content: PreparedContent,
  cover: Stored | undefined,
  mark: string,
  at: number,
): Omit<Draft, 'created_at'> {
  const text = articleText(content.parts[0]?.text ?? '')
  const told = (name: string, value: unknown) =>
    typeof value === 'string' && value.trim() ? [[name, value.trim()]] : []
  const { title, summary, tags, warning } = content.options
  const more = [
    ...told('title', title),
    ...told('summary', summary),
    ...told('image', cover?.url),
    ['published_at', String(at)],
  ]
  return {
    kind: kinds.article,
    content: text,
    tags: [['d', markOf(mark)], ...more, ...topics('', tags), ...warned(warning)],
  }
}

/** NIP-22: what is said under anything but a note. */
function underArticle(text: string, article: NostrEvent): Omit<Draft, 'created_at'> {
  const address = addressOf(article)
  const [kind, who] = [String(article.kind), article.pubkey]
  const tags = [
    ['A', address],
    ['K', kind],
    ['P', who],
    ['a', address],
    ['e', article.id],
    ['k', kind],
    ['p', who],
  ]
  return { kind: 1111, content: noteText(text), tags }
}

export const addressOf = ({ kind, pubkey, tags }: NostrEvent): string =>
  `${kind}:${pubkey}:${tags.find((tag) => tag[0] === 'd')?.[1] ?? ''}`
