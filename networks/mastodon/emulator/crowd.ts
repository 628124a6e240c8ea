import type { Reaction } from '../../lab/people.ts'
import { personAccount } from './persons.ts'
import type { Instance } from './server.ts'
import type { EmStatus } from './state.ts'

/** What people did about a status up to now. Their words become statuses of their own. */
export function reactionsOf(instance: Instance, status: EmStatus): Reaction[] {
  const { state, site } = instance
  const author = state.accounts.get(status.accountId)
  const isHeard =
    author && (status.visibility === 'public' || status.visibility === 'unlisted') && status.replyTo === null
  if (!isHeard) return []
  const seen = {
    key: `mastodon ${author.username} ${status.ordinal}`,
    text: status.text,
    language: status.language ?? author.locale,
    at: new Date(status.at),
    media: status.mediaIds.length > 0,
    options: status.poll?.options.length,
  }
  return site.people.reactionsTo(seen, instance.now())
}

/** An id that sorts by the moment and is the same each time it is made. */
export function idOfReaction(status: EmStatus, reaction: Reaction): string {
  const salt = (BigInt(status.id) * 31n + BigInt(reaction.id)) & 0xffffn
  return String((BigInt(reaction.at.getTime()) << 16n) + salt)
}

export function repliesTo(instance: Instance, statusId: string): EmStatus[] {
  const { state } = instance
  const stored = (state.replies.get(statusId) ?? []).flatMap((id) => state.statuses.get(id) ?? [])
  const status = state.statuses.get(statusId)
  const spoken = status ? commentsOf(instance, status) : []
  return [...stored, ...spoken].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
}

export function commentsOf(instance: Instance, status: EmStatus): EmStatus[] {
  const author = instance.state.accounts.get(status.accountId)
  return reactionsOf(instance, status).flatMap((reaction) => {
    if (reaction.kind !== 'comment' || !author) return []
    return [
      commentBy(
        personAccount(instance, reaction.person).id,
        `@${author.username} ${reaction.text}`,
        status,
        idOfReaction(status, reaction),
        reaction.at,
        reaction.person.locale,
      ),
    ]
  })
}

export function commentBy(
  accountId: string,
  text: string,
  under: Pick<EmStatus, 'id' | 'spoiler' | 'visibility'> & Partial<EmStatus>,
  id: string,
  at: Date,
  language: string,
): EmStatus {
  return {
    id,
    accountId,
    text,
    spoiler: under.spoiler,
    sensitive: under.sensitive ?? false,
    mediaIds: [],
    poll: null,
    at: at.toISOString(),
    visibility: under.visibility,
    language,
    replyTo: under.id,
    quotes: 'public',
    appName: null,
    editedAt: null,
    ordinal: 0,
    past: [],
  }
}

/** A status by id, also one that a person wrote. */
export function statusById(instance: Instance, id: string): EmStatus | undefined {
  const stored = instance.state.statuses.get(id) ?? instance.strangers?.status(id)
  if (stored || !/^\d+$/.test(id)) return stored
  const at = Number(BigInt(id) >> 16n)
  for (const status of instance.state.statuses.values()) {
    if (Date.parse(status.at) > at) continue
    const found = commentsOf(instance, status).find((one) => one.id === id)
    if (found) return found
  }
  return undefined
}
