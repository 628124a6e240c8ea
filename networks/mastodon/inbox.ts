import type { AccountAccess, Call, Inbox, Interaction, Step } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import type { Notification, Status } from './entities.ts'
import { textOfHtml } from './html.ts'
import { statusStep } from './publish.ts'
import { kindOf, personOf, refOf } from './read-back.ts'

const types = ['mention', 'reblog', 'favourite', 'follow', 'quote']

export const inbox: Inbox = {
  kinds: ['comment', 'mention', 'message', 'reaction', 'reshare', 'follow'],

  /** The cursor is the newest notification read; without one it starts with the newest page. */
  poll: async (call, cursor) => {
    const query = { limit: 40, 'types[]': types, ...(cursor ? { min_id: cursor } : {}) }
    const heard = (await ask(wireOf(call), { path: '/api/v1/notifications', query })).json<Notification[]>()
    const ordered = heard.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
    return { items: ordered.flatMap((one) => interactionOf(one, call)), cursor: ordered.at(-1)?.id ?? cursor ?? '0' }
  },

  comments: async (call, ref) => {
    const { descendants } = (await ask(wireOf(call), { path: `/api/v1/statuses/${ref.id}/context` })).json<{
      descendants: Status[]
    }>()
    const others = descendants.filter((status) => status.account.id !== call.account.remoteId)
    const ordered = others.sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at))
    return { items: ordered.map((status) => spokenIn(status, 'comment', call)) }
  },

  reply: (to, text, account) => replyStep(to, text, account),
}

function interactionOf(heard: Notification, call: Call): Interaction[] {
  const { status } = heard
  if (heard.type === 'mention' || heard.type === 'quote')
    return status ? [spokenIn(status, kindOfMention(status, call), call)] : []
  const kind = heard.type === 'reblog' ? 'reshare' : heard.type === 'favourite' ? 'reaction' : 'follow'
  const under = status ? { under: refOf(status) } : {}
  return [
    {
      id: `notification-${heard.id}`,
      kind,
      at: new Date(heard.created_at),
      author: personOf(heard.account),
      text: '',
      media: [],
      ...under,
    },
  ]
}

function kindOfMention(status: Status, call: Call): Interaction['kind'] {
  if (status.visibility === 'direct') return 'message'
  return status.in_reply_to_account_id === call.account.remoteId ? 'comment' : 'mention'
}

function spokenIn(status: Status, kind: Interaction['kind'], call: Call): Interaction {
  return {
    id: status.id,
    kind,
    at: new Date(status.created_at),
    author: personOf(status.account),
    text: withoutAddress(textOfHtml(status.content), call.account.handle),
    ...(status.in_reply_to_id ? { under: { id: status.in_reply_to_id }, replyTo: status.in_reply_to_id } : {}),
    media: status.media_attachments.flatMap((one) =>
      one.url ? [{ kind: kindOf(one), url: one.url, alt: one.description ?? undefined }] : [],
    ),
    url: status.url ?? undefined,
    edited: status.edited_at != null,
    raw: { visibility: status.visibility, spoiler: status.spoiler_text, language: status.language ?? null },
  }
}

/** An answer begins with the name of whom it answers: ours says nothing to us. */
function withoutAddress(text: string, handle: string): string {
  const [name = ''] = handle.replace(/^@/, '').split('@')
  const first = /^@([^\s@]+)(?:@\S+)?\s+/.exec(text)
  return first?.[1]?.toLowerCase() === name.toLowerCase() ? text.slice(first[0].length) : text
}

/** As visible as what it answers, but never louder than unlisted in public. */
function replyStep(to: Interaction, text: string, _account: AccountAccess): Step {
  const raw = typeof to.raw === 'object' && to.raw !== null && !Array.isArray(to.raw) ? to.raw : {}
  const visibility = typeof raw.visibility === 'string' ? raw.visibility : 'public'
  const warning = typeof raw.spoiler === 'string' ? raw.spoiler : ''
  const status = text.toLowerCase().startsWith(to.author.handle.toLowerCase()) ? text : `${to.author.handle} ${text}`
  const form = () => ({
    status,
    in_reply_to_id: to.id,
    visibility,
    ...(warning ? { spoiler_text: warning, sensitive: true } : {}),
  })
  return statusStep('reply', 'post', form, () => ({ text: status, warning, replyTo: to.id, media: 0 }))
}
