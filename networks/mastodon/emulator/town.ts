import { createHash } from 'node:crypto'
import type { LabSite } from '../../lab/network.ts'
import type { TownAuthor, TownPost } from '../../lab/town/post.ts'
import type { Happened } from './server.ts'
import type { EmAccount, EmStatus } from './state.ts'

/** What strangers say in public, as this instance shows it; made of what they said, so the same after a restart. */
export type Strangers = {
  /** Of the last hours, oldest first. Public timelines show nothing that is only passed on. */
  statuses: () => EmStatus[]
  status: (id: string) => EmStatus | undefined
  account: (id: string) => EmAccount | undefined
  isBot: (accountId: string) => boolean
  numbersOf: (statusId: string) => { likes: number; reposts: number } | undefined
  /** Tells each thing that happens from now on; returns how to stop. */
  tell: (hear: (what: Happened) => void) => () => void
}

export function strangersOf({ town }: LabSite): Strangers | undefined {
  if (!town) return undefined
  const made = new WeakMap<TownPost, EmStatus>()
  const byId = new Map<string, string>()
  const authors = new Map<string, TownAuthor>()
  const statusOf = (post: TownPost): EmStatus => {
    const known = made.get(post)
    if (known) return known
    const status = statusFor(post, town.postBy(post.replyTo ?? ''))
    made.set(post, status)
    remember(byId, status.id, post.id)
    remember(authors, status.accountId, post.author)
    return status
  }
  const postAt = (id: string) => town.postBy(byId.get(id) ?? '')
  return {
    statuses: () =>
      town
        .recent()
        .filter((one) => one.kind !== 'repost')
        .map(statusOf),
    status: (id) => {
      const post = postAt(id)
      return post && statusOf(post)
    },
    account: (id) => {
      const author = authors.get(id)
      return author && accountFor(author)
    },
    isBot: (id) => authors.get(id)?.kind === 'bot',
    numbersOf: postAt,
    tell: (hear) =>
      town.follow((event, post) => {
        if (post.kind === 'repost') return
        const what = event.kind === 'edit' ? 'status.update' : event.kind === 'erasure' ? 'delete' : 'update'
        const status = statusOf(post)
        hear({ what, status: event.kind === 'edit' ? { ...status, editedAt: event.at.toISOString() } : status })
      }),
  }
}

const mostKnown = 60_000

function remember<T>(known: Map<string, T>, name: string, value: T): void {
  known.set(name, value)
  if (known.size > mostKnown) known.delete(known.keys().next().value ?? '')
}

const spread = (name: string) => createHash('sha256').update(name).digest()

/** Sorts by its moment, as ids do here. */
const statusId = ({ id, at }: TownPost) =>
  String((BigInt(at.getTime()) << 16n) + BigInt(spread(`stranger ${id}`).readUInt16BE(0)))
/** Smaller than all that the instance gives by itself, larger than those of the cast. */
const accountId = ({ id }: TownAuthor) => String(10_000_000 + spread(`stranger ${id}`).readUIntBE(0, 5))

const accountFor = (author: TownAuthor): EmAccount => ({
  id: accountId(author),
  username: author.handle,
  name: author.name,
  locale: author.language,
  at: '2024-05-02T00:00:00.000Z',
  followers: author.followers,
})

function statusFor(post: TownPost, above: TownPost | undefined): EmStatus {
  return {
    ...{ id: statusId(post), accountId: accountId(post.author), text: post.text, at: post.at.toISOString() },
    ...{ spoiler: '', sensitive: false, mediaIds: [], poll: null, visibility: 'public', language: post.language },
    ...{ replyTo: above ? statusId(above) : null, quotes: 'public', appName: null, editedAt: null },
    ...{ ordinal: 0, past: [] },
  }
}
