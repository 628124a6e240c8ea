import { reactionsOf, repliesTo } from './crowd.ts'
import { anyAccount, personAccount } from './persons.ts'
import { htmlOf } from './render.ts'
import type { Instance } from './server.ts'
import { type EmAccount, type EmMedia, type EmPoll, type EmStatus, type EmVersion, has } from './state.ts'
import { piecesOf } from './tokens.ts'

/** The answers' shapes: https://docs.joinmastodon.org/entities/. */
export const domainOf = (instance: Instance) => new URL(instance.site.url).host

export const profileUrl = (instance: Instance, username: string) => `${instance.site.url}/@${username}`

/** `gained` are the followers won here, counted only where the account itself is asked for. */
export function accountShape(instance: Instance, account: EmAccount, gained = 0) {
  const { site, state } = instance
  const statuses = state.timelines.get(account.id) ?? []
  const last = statuses.length > 0 ? state.statuses.get(statuses.at(-1) ?? '')?.at.slice(0, 10) : undefined
  const avatar = site.people.avatarUrl({ handle: account.username })
  return {
    id: account.id,
    username: account.username,
    acct: account.username,
    display_name: account.name,
    locked: false,
    bot: instance.strangers?.isBot(account.id) ?? false,
    group: false,
    discoverable: true,
    indexable: true,
    noindex: false,
    created_at: account.at,
    note: '',
    url: profileUrl(instance, account.username),
    uri: `${site.url}/users/${account.username}`,
    avatar,
    avatar_static: avatar,
    header: avatar,
    header_static: avatar,
    emojis: [],
    fields: [],
    roles: [],
    followers_count: account.followers + gained,
    following_count: 0,
    statuses_count: statuses.length,
    last_status_at: last ?? null,
  }
}

export function followersGained(instance: Instance, account: EmAccount): number {
  if (instance.site.people.byHandle(account.username)) return 0
  const followers = (instance.state.timelines.get(account.id) ?? []).flatMap((id) => {
    const status = instance.state.statuses.get(id)
    return status
      ? reactionsOf(instance, status)
          .filter((one) => one.kind === 'follow')
          .map((one) => one.person.id)
      : []
  })
  return new Set(followers).size
}

export function mediaShape(instance: Instance, media: EmMedia) {
  const ready = new Date(media.readyAt) <= instance.now()
  const url = `${instance.site.url}/media/${media.id}`
  const original =
    media.type === 'audio'
      ? { duration: media.durationMs / 1000 }
      : { width: media.width, height: media.height, aspect: media.width / media.height }
  return {
    id: media.id,
    type: media.type,
    url: ready ? url : null,
    preview_url: ready ? url : null,
    remote_url: null,
    description: media.description,
    blurhash: null,
    meta: { original, focus: media.focus },
  }
}

export function pollShape(instance: Instance, status: EmStatus, poll: EmPoll) {
  const votes = reactionsOf(instance, status).flatMap((one) => (one.kind === 'vote' ? [one.option] : []))
  const expired = new Date(poll.expiresAt) <= instance.now()
  const tally = (index: number) => votes.filter((vote) => vote === index).length
  return {
    id: poll.id,
    expires_at: poll.expiresAt,
    expired,
    multiple: poll.multiple,
    votes_count: votes.length,
    voters_count: votes.length,
    voted: false,
    own_votes: [],
    emojis: [],
    options: poll.options.map((title, index) => ({
      title,
      votes_count: poll.hideTotals && !expired ? null : tally(index),
    })),
  }
}

export function contentHtml(instance: Instance, text: string): string {
  return htmlOf(text, {
    profile: (mention) =>
      mentioned(instance, mention) ? profileUrl(instance, mentioned(instance, mention)?.username ?? '') : undefined,
    tag: (name) => `${instance.site.url}/tags/${encodeURIComponent(name.toLowerCase())}`,
  })
}

/** Only people of this instance are known; others stay plain text. */
function mentioned(instance: Instance, mention: string): EmAccount | undefined {
  const [, name = '', domain] = mention.split('@')
  if (domain && domain !== domainOf(instance) && domain !== new URL(instance.site.url).hostname) return undefined
  const person = instance.site.people.byHandle(name.toLowerCase())
  return (
    [...instance.state.accounts.values()].find((one) => one.username.toLowerCase() === name.toLowerCase()) ??
    (person && personAccount(instance, person))
  )
}

export function mentionsIn(instance: Instance, text: string): EmAccount[] {
  const found = piecesOf(text).flatMap((piece) => (piece.kind === 'mention' ? [mentioned(instance, piece.text)] : []))
  return [...new Map(found.flatMap((one) => (one ? [[one.id, one] as const] : []))).values()]
}

export function statusShape(instance: Instance, status: EmStatus, viewerId: string) {
  const { site, state } = instance
  const account = anyAccount(instance, status.accountId)
  if (!account) throw new Error(`status ${status.id} belongs to nobody`)
  const reactions = reactionsOf(instance, status)
  const own = (deed: 'favourite' | 'pin') => has(state, deed, viewerId, status.id)
  const told = instance.strangers?.numbersOf(status.id)
  const above = status.replyTo ?? ''
  const parent = state.statuses.get(above) ?? instance.strangers?.status(above)
  const tags = [
    ...new Set(
      piecesOf(status.text).flatMap((piece) => (piece.kind === 'tag' ? [piece.text.slice(1).toLowerCase()] : [])),
    ),
  ]
  return {
    id: status.id,
    uri: `${site.url}/users/${account.username}/statuses/${status.id}`,
    url: `${profileUrl(instance, account.username)}/${status.id}`,
    created_at: status.at,
    edited_at: status.editedAt,
    account: accountShape(instance, account),
    ...versionShape(instance, status),
    visibility: status.visibility,
    language: status.language,
    in_reply_to_id: status.replyTo,
    in_reply_to_account_id: parent?.accountId ?? null,
    poll: status.poll ? pollShape(instance, status, status.poll) : null,
    card: null,
    reblog: null,
    emojis: [],
    mentions: mentionsIn(instance, status.text).map((one) => ({
      id: one.id,
      username: one.username,
      acct: one.username,
      url: profileUrl(instance, one.username),
    })),
    tags: tags.map((name) => ({ name, url: `${site.url}/tags/${encodeURIComponent(name)}` })),
    application: status.appName ? { name: status.appName, website: null } : null,
    favourites_count:
      reactions.filter((one) => one.kind === 'like').length + (own('favourite') ? 1 : 0) + (told?.likes ?? 0),
    reblogs_count: reactions.filter((one) => one.kind === 'reshare').length + (told?.reposts ?? 0),
    replies_count: repliesTo(instance, status.id).length,
    quotes_count: 0,
    favourited: own('favourite'),
    reblogged: false,
    muted: false,
    bookmarked: false,
    pinned: own('pin'),
  }
}

export function versionShape(instance: Instance, version: EmVersion) {
  return {
    content: contentHtml(instance, version.text),
    spoiler_text: version.spoiler,
    sensitive: version.sensitive,
    media_attachments: version.mediaIds.flatMap((id) => {
      const media = instance.state.media.get(id)
      return media ? [mediaShape(instance, media)] : []
    }),
  }
}
