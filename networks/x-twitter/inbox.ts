import { NetworkFailure } from '../../kernel/failure.ts'
import { absentSince } from '../absence.ts'
import type { Call, Found, Inbox, Interaction, Step, StepsDone } from '../contract.ts'
import { ask, madeId, read, wireOf } from './client.ts'
import type { DmEvent, Includes, Post } from './entities.ts'
import { readyStep, uploadedId, uploadStep } from './media.ts'
import { kindOfMedia, mediaOf, personOf, refOf, repliedTo, textOf, wholePost } from './posts.ts'
import { postStep } from './publish.ts'
import { wordsOf } from './words.ts'

export const inbox: Inbox = {
  kinds: ['comment', 'mention', 'message'],

  /** The cursor names the newest mention and the newest message that were read. */
  poll: async (call, cursor) => {
    const [mention = '', message = ''] = (cursor ?? '').split(' ')
    const mentions = await mentionsSince(call, mention)
    const messages = call.account.facts.withoutMessages === true ? [] : await messagesSince(call, message)
    const items = [...mentions, ...messages].sort(byAge)
    return { items, cursor: `${newest(mentions, mention)} ${newest(messages, message)}` }
  },

  /** By search, which goes back seven days. */
  comments: async (call, ref, cursor) => {
    const { data, includes, meta } = await read<Post[]>(wireOf(call), {
      path: '/2/tweets/search/recent',
      query: {
        ...wholePost,
        query: `conversation_id:${ref.id} -from:${call.account.handle.replace(/^@/, '')}`,
        max_results: 100,
        next_token: cursor,
      },
    })
    const items = (data ?? []).map((post) => spokenIn(post, includes ?? {}, call, 'comment'))
    return { items: items.sort(byAge), cursor: meta?.next_token }
  },

  reply: (to, text) => (to.kind === 'message' ? messageStep(to, text, 0) : replyStep(to, text, 0)),

  /** A message takes one file, an answer in public four pictures or one that moves. */
  replyWith: (to, text, media) => {
    const personal = to.kind === 'message'
    const most = personal || media.some((one) => one.kind !== 'image') ? 1 : 4
    if (media.length > most) throw new NetworkFailure('rejected', `X takes ${most} such files in an answer`)
    return [
      ...media.map((file, index) => uploadStep(file, 0, index, personal ? 'dm' : 'tweet')),
      ...(media.length > 0 ? [readyStep(0, media.length)] : []),
      personal ? messageStep(to, text, media.length) : replyStep(to, text, media.length),
    ]
  },
}

/** Ids grow with time, posts and messages alike. */
const byAge = (a: Interaction, b: Interaction) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1)

const newest = (items: Interaction[], before: string) =>
  items.reduce((top, { id }) => (top === '' || BigInt(id) > BigInt(top) ? id : top), before)

const mostPages = 8

async function mentionsSince(call: Call, since: string): Promise<Interaction[]> {
  const found: Interaction[] = []
  let token: string | undefined
  for (let page = 0; page < (since ? mostPages : 1); page++) {
    const { data, includes, meta } = await read<Post[]>(wireOf(call), {
      path: `/2/users/${call.account.remoteId}/mentions`,
      query: { ...wholePost, max_results: 100, since_id: since || undefined, pagination_token: token },
    })
    for (const post of data ?? []) found.push(spokenIn(post, includes ?? {}, call, kindOf(post, call)))
    token = meta?.next_token
    if (!token) break
  }
  return found
}

const kindOf = (post: Post, call: Call): Interaction['kind'] =>
  post.in_reply_to_user_id === call.account.remoteId && repliedTo(post) ? 'comment' : 'mention'

function spokenIn(post: Post, includes: Includes, call: Call, kind: Interaction['kind']): Interaction {
  const author = includes.users?.find((one) => one.id === post.author_id)
  const under = repliedTo(post)
  return {
    id: post.id,
    kind,
    at: new Date(post.created_at ?? 0),
    author: personOf(author, post.author_id ?? ''),
    text: withoutAddress(textOf(post), call.account.handle),
    ...(under ? { under: { id: under }, replyTo: under } : {}),
    media: shownIn(post, includes),
    url: refOf(post.id, author?.username ?? 'i').url,
    own: post.author_id === call.account.remoteId,
  }
}

const shownIn = (what: Post | DmEvent, includes: Includes): Interaction['media'] =>
  mediaOf(what, includes).flatMap((one) =>
    one.url ? [{ kind: kindOfMedia(one), url: one.url, alt: one.alt_text }] : [],
  )

/** An answer begins with whom it answers, which the network itself does not show. */
export const withoutAddress = (text: string, handle: string): string => {
  const first = /^@(\w+)\s+/.exec(text)
  return first?.[1]?.toLowerCase() === handle.replace(/^@/, '').toLowerCase() ? text.slice(first[0].length) : text
}

const messageQuery = {
  max_results: 100,
  event_types: 'MessageCreate',
  'dm_event.fields': 'attachments,created_at,dm_conversation_id,event_type,id,text',
  expansions: 'attachments.media_keys,sender_id',
  'media.fields': 'alt_text,media_key,preview_image_url,type,url',
  'user.fields': 'name,profile_image_url,public_metrics,username',
}

/** The network knows no "since" here: pages are read from the newest until what was read before. */
async function messagesSince(call: Call, since: string): Promise<Interaction[]> {
  const found: Interaction[] = []
  let token: string | undefined
  for (let page = 0; page < (since ? mostPages : 1); page++) {
    const query = { ...messageQuery, pagination_token: token }
    const { data, includes, meta } = await read<DmEvent[]>(wireOf(call), { path: '/2/dm_events', query })
    const fresh = (data ?? []).filter(({ id }) => since === '' || BigInt(id) > BigInt(since))
    for (const event of fresh) found.push(messageOf(event, includes ?? {}, call))
    token = meta?.next_token
    if (!token || fresh.length < (data ?? []).length) break
  }
  return found
}

function messageOf(event: DmEvent, includes: Includes, call: Call): Interaction {
  const sender = event.sender_id ?? ''
  return {
    id: event.id,
    kind: 'message',
    at: new Date(event.created_at ?? 0),
    author: personOf(
      includes.users?.find((one) => one.id === sender),
      sender,
    ),
    text: event.text ?? '',
    ...(event.dm_conversation_id ? { under: { id: event.dm_conversation_id } } : {}),
    media: shownIn(event, includes),
    own: sender === call.account.remoteId,
  }
}

function replyStep(to: Interaction, written: string, files: number): Step {
  const text = wordsOf(written)
  return postStep(
    'reply',
    'post',
    (done) => ({
      text,
      reply: { in_reply_to_tweet_id: to.id },
      ...(files > 0 ? { media: { media_ids: uploadedIds(done, files) } } : {}),
    }),
    () => ({ text, replyTo: to.id, media: files }),
  )
}

const uploadedIds = (done: StepsDone, files: number) =>
  Array.from({ length: files }, (_, index) => uploadedId(done, 0, index))

function messageStep(to: Interaction, written: string, files: number): Step {
  const text = wordsOf(written)
  const path = `/2/dm_conversations/with/${to.author.id}`
  return {
    name: 'reply',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call, _key, done) => {
      const attachments = uploadedIds(done, files).map((media_id) => ({ media_id }))
      const json = { ...(text ? { text } : {}), ...(files > 0 ? { attachments } : {}) }
      const asked = { method: 'POST', path: `${path}/messages`, json, writes: true } as const
      return { ref: { id: madeId(await ask(wireOf(call), asked), 'dm_event_id') } }
    },
    find: async (call, _key, _done, since): Promise<Found> => {
      const { data } = await read<DmEvent[]>(wireOf(call), { path: `${path}/dm_events`, query: messageQuery })
      const from = since.getTime() - 120_000
      const sent = (data ?? []).find(
        (one) =>
          one.text === text && one.sender_id === call.account.remoteId && Date.parse(one.created_at ?? '') >= from,
      )
      return sent ? { found: true, result: { ref: { id: sent.id } } } : absentSince(call, since)
    },
  }
}
