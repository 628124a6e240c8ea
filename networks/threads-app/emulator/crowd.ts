import type { Reaction } from '../../lab/people.ts'
import { type Desk, numbered, type PostRow } from './rows.ts'

export function reactionsOf(desk: Desk, post: PostRow): Reaction[] {
  const account = desk.store.get('accounts', post.account)
  if (!account || post.replyTo) return []
  const media = post.kind !== 'TEXT'
  const seen = {
    key: `speaker ${account.username} ${post.ordinal}`,
    text: post.text,
    language: account.locale,
    at: new Date(post.at),
    media,
  }
  return desk.site.people.reactionsTo(seen, desk.ground.now())
}

/** Somebody else writes: an answer, or a post of their own. */
export function speak(
  desk: Desk,
  username: string,
  text: string,
  replyTo: string | null,
  more: { id?: string; at?: string; picture?: boolean } = {},
): PostRow {
  const id = more.id ?? numbered(desk, '1800')
  const { url, alt } = desk.site.people.snapshot()
  const row: PostRow = {
    id,
    account: '',
    username,
    text,
    replyTo,
    at: more.at ?? desk.ground.now().toISOString(),
    container: '',
    kind: more.picture ? 'IMAGE' : 'TEXT',
    alt: more.picture ? alt : '',
    ...(more.picture ? { fileUrl: url } : {}),
    children: [],
    sha256: '',
    link: null,
    topic: null,
    poll: null,
    quote: null,
    control: 'everyone',
    countries: [],
    hidden: false,
    ordinal: 0,
  }
  return desk.store.put('posts', id, row)
}

/** Everything under a post, oldest first. What people of the cast say is written down when somebody first looks. */
export function answersUnder(desk: Desk, post: PostRow): PostRow[] {
  for (const reaction of reactionsOf(desk, post)) {
    if (reaction.kind !== 'comment') continue
    const id = `1800${post.id.slice(-8)}${reaction.id.padStart(4, '9')}`
    if (!desk.store.get('posts', id))
      speak(desk, reaction.person.handle, reaction.text, post.id, { id, at: reaction.at.toISOString() })
  }
  const under = new Set([post.id])
  const found: PostRow[] = []
  for (const one of desk.store.all('posts').sort((a, b) => a.at.localeCompare(b.at)))
    if (one.replyTo && under.has(one.replyTo)) {
      under.add(one.id)
      found.push(one)
    }
  return found
}

export const rootOf = (desk: Desk, post: PostRow): PostRow => {
  const before = post.replyTo ? desk.store.get('posts', post.replyTo) : undefined
  return before ? rootOf(desk, before) : post
}

export const countOf = (desk: Desk, post: PostRow, kind: Reaction['kind']) =>
  reactionsOf(desk, post).filter((one) => one.kind === kind).length
