import { createHmac, timingSafeEqual } from 'node:crypto'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { Json } from '../../kernel/json.ts'
import type { Call, Inbox, Interaction, Moderate, Person, WebhookKeys, Webhooks } from '../contract.ts'
import { ask, authorOf, inPath, wireOf } from './client.ts'
import { commentStep, commentsUnder, nameless, peopleBehind, removeComment } from './comments.ts'
import { isPage } from './compose.ts'
import { postUrl } from './hosts.ts'
import { readLittleText } from './little-text.ts'

/** https://learn.microsoft.com/linkedin/marketing/community-management/organizations/organization-social-action-notifications (read 2026-11-22). */
type Notice = {
  notificationId: number
  organizationalEntity: string
  action: string
  sourcePost: string
  generatedActivity: string
  lastModifiedAt: number
  decoratedGeneratedActivity?: {
    comment?: { owner: string; entity: string; text: string }
    share?: { owner: string; text: string }
  }
}
const heardActions = ['COMMENT', 'SHARE_MENTION']
const pageSize = 100

export const inbox: Inbox = {
  kinds: ['comment', 'mention'],
  /** Pages are told what happens at them; members are not. The cursor is the moment of the newest notice and those of that moment. */
  poll: async (call, cursor) => {
    if (!isPage(call.account.facts)) return { items: [] }
    const [moment = '0', ...known] = (cursor ?? '').split(' ').filter(Boolean)
    const notices = (await noticesSince(call, Number(moment))).filter(
      (one) => !known.includes(String(one.notificationId)),
    )
    const people = await peopleBehind(
      call,
      notices.flatMap((one) => ownerOf(one) ?? []),
    )
    const items = notices.map((one) => heardIn(one, people)).filter((one) => one.author.id !== authorOf(call))
    const last = notices.at(-1)?.lastModifiedAt
    if (last === undefined) return { items, cursor: cursor ?? '0' }
    const same = notices.filter((one) => one.lastModifiedAt === last).map((one) => one.notificationId)
    const before = String(last) === moment ? known : []
    return { items, cursor: [last, ...before, ...same].join(' ') }
  },
  comments: commentsUnder,
  reply: (to, text, account) =>
    commentStep(
      'reply',
      'post',
      () => to.under?.id ?? '',
      text,
      account,
      to.kind === 'comment' ? threadOf(to) : undefined,
    ),
}

/** Threads are two deep: an answer to an answer stands beside it. */
const threadOf = ({ id, replyTo }: Interaction) => (replyTo?.startsWith('urn:li:comment:') ? replyTo : id)

async function noticesSince(call: Call, since: number): Promise<Notice[]> {
  const found: Notice[] = []
  for (let start = 0; start < 1000; start += pageSize) {
    const path =
      `/rest/organizationalEntityNotifications?q=criteria&actions=List(${heardActions.join(',')})` +
      `&organizationalEntity=${inPath(authorOf(call))}&timeRange=(start:${since})&count=${pageSize}&start=${start}`
    const { elements } = (await ask(wireOf(call), { path, act: 'FINDER' })).json<{ elements: Notice[] }>()
    found.push(...elements)
    if (elements.length < pageSize) break
  }
  return found.sort((a, b) => a.lastModifiedAt - b.lastModifiedAt || a.notificationId - b.notificationId)
}

const ownerOf = ({ decoratedGeneratedActivity: what }: Notice) => what?.comment?.owner ?? what?.share?.owner

function heardIn(notice: Notice, people: Map<string, Person>): Interaction {
  const { comment, share } = notice.decoratedGeneratedActivity ?? {}
  const owner = ownerOf(notice) ?? ''
  const comments = notice.action === 'COMMENT'
  return {
    id: notice.generatedActivity,
    kind: comments ? 'comment' : 'mention',
    at: new Date(notice.lastModifiedAt),
    author: people.get(owner) ?? nameless(owner),
    text: comments ? (comment?.text ?? '') : readLittleText(share?.text ?? ''),
    under: { id: comments ? notice.sourcePost : notice.generatedActivity },
    media: [],
    url: postUrl(comments ? notice.sourcePost : notice.generatedActivity),
  }
}

export const moderate: Moderate = {
  like: async (call, what) => {
    const json = { root: what.id, reactionType: 'LIKE' }
    const path = `/rest/reactions?actor=${inPath(authorOf(call))}`
    await ask(wireOf(call), { method: 'POST', path, json, fine: [409] })
  },
  unlike: async (call, what) => {
    const path = `/rest/reactions/(actor:${inPath(authorOf(call))},entity:${inPath(what.id)})`
    await ask(wireOf(call), { method: 'DELETE', path, act: 'DELETE', fine: [404] })
  },
  /** Anybody’s comment under our own post, and our own elsewhere. */
  delete: async (call, what) => {
    const id = /,(\d+)\)$/.exec(what.id)?.[1]
    if (what.kind !== 'comment' || !what.under || !id)
      throw new NetworkFailure('rejected', 'only comments can be deleted here')
    await removeComment(call, what.under.id, id)
  },
}

/** https://learn.microsoft.com/linkedin/shared/api-guide/webhook-validation (read 2026-11-22). */
export const webhooks: Webhooks = {
  per: 'app',
  verify: ({ headers, body }, keys) => {
    const given = Buffer.from(headers['x-li-signature'] ?? '')
    const wanted = Buffer.from(signed(`hmacsha256=${body.toString('utf8')}`, keys) ?? '')
    return wanted.length > 0 && given.length === wanted.length && timingSafeEqual(given, wanted)
  },
  /** The network asks every two hours whether the door is still ours. */
  greet: ({ method, query }, keys) => {
    const { challengeCode } = query
    const challengeResponse = method === 'GET' && challengeCode ? signed(challengeCode, keys) : undefined
    return challengeResponse
      ? { status: 200, body: JSON.stringify({ challengeCode, challengeResponse }), type: 'application/json' }
      : undefined
  },
  read: (body) =>
    noticesIn(body)
      .filter((one) => heardActions.includes(one.action) && ownerOf(one) !== undefined)
      .map((one) => ({ account: one.organizationalEntity, what: heardIn(one, new Map()) })),
}

const signed = (words: string, { app }: WebhookKeys) =>
  app.clientSecret ? createHmac('sha256', app.clientSecret).update(words).digest('hex') : undefined

function noticesIn(body: Json): Notice[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return []
  const all = Array.isArray(body.notifications) ? body.notifications : []
  return all.filter(
    (one) =>
      typeof one === 'object' && one !== null && !Array.isArray(one) && typeof one.generatedActivity === 'string',
  ) as unknown as Notice[]
}
