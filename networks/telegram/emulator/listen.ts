import type { Json, JsonObject } from '../../../kernel/json.ts'
import type { WebhookRequest } from '../../contract.ts'
import type { LabPerson, Reaction } from '../../lab/people.ts'
import { type Desk, nextMessage, shown, tellAll } from './desk.ts'
import type { Given } from './params.ts'
import { showChat, showPerson } from './present.ts'
import { ApiRefusal } from './refusals.ts'
import { at, type BotState, type Kept, type NewUpdate, type State } from './state.ts'

const byDefault = (kind: string) => !['chat_member', 'message_reaction', 'message_reaction_count'].includes(kind)

export function getUpdates(desk: Desk, bot: BotState, given: Given): JsonObject[] {
  const { state, commit } = desk.kept
  if (state.webhooks.has(bot.id))
    throw new ApiRefusal(
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
  const allowed = given.list('allowed_updates')?.map(String)
  const offset = given.number('offset') ?? 0
  if (offset !== 0 || allowed)
    commit({ do: 'read', bot: bot.id, offset: fromEnd(desk, bot, offset), ...(allowed ? { allowed } : {}) })
  letPeopleAct(desk, bot)
  const wanted = state.allowed.get(bot.id) ?? []
  const heard = (kind: string) => (wanted.length > 0 ? wanted.includes(kind) : byDefault(kind))
  const limit = Math.min(100, Math.max(1, given.number('limit') ?? 100))
  return (state.queues.get(bot.id) ?? [])
    .filter((one) => heard(one.kind))
    .slice(0, limit)
    .map((one) => ({ update_id: one.id, [one.kind]: one.content }))
}

/** A negative offset counts from the newest. */
function fromEnd({ kept: { state } }: Desk, bot: BotState, offset: number): number {
  if (offset >= 0) return offset
  return state.queues.get(bot.id)?.at(offset)?.id ?? 0
}

const attentive = 14 * 24 * 3600

/** What people did about the bot's posts since it last asked; nobody goes back to posts older than two weeks. */
function letPeopleAct(desk: Desk, bot: BotState): void {
  const { kept, site } = desk
  const now = site.clock.now()
  for (const [ordinal, name] of (kept.state.posts.get(bot.id) ?? []).entries()) {
    const post = kept.state.messages.get(name)
    if (!post || now.getTime() / 1000 - post.date > attentive) continue
    const seen = {
      key: `${bot.account} ${ordinal}`,
      text: wordsOf(post.body),
      at: new Date(post.date * 1000),
      media: !('text' in post.body),
      options: optionsOf(post.body),
    }
    const all = site.people.reactionsTo(seen, now)
    const known = kept.state.happened.get(name) ?? 0
    for (const [index, reaction] of all.slice(known).entries()) happen(desk, post, reaction, known + index + 1)
  }
}

const wordsOf = (body: JsonObject) => String(body.text ?? body.caption ?? '')
const optionsOf = ({ poll }: JsonObject) =>
  typeof poll === 'object' && poll !== null && !Array.isArray(poll) && Array.isArray(poll.options)
    ? poll.options.length
    : undefined

function happen(desk: Desk, post: Kept, reaction: Reaction, count: number): void {
  const of = { of: at(post.chat, post.id), count }
  const when = Math.floor(reaction.at.getTime() / 1000)
  if (reaction.kind === 'comment') return void comment(desk, post, reaction.person, reaction.text, when, of)
  const { commit } = desk.kept
  const updates = reaction.kind === 'like' ? liked(desk, post, reaction.person, when) : []
  const followers = reaction.kind === 'follow' ? { followers: 1 } : {}
  commit({ do: 'react', chat: post.chat, id: post.id, updates, reaction: of, ...followers })
}

/** In a channel reactions are only counted; in a group it is known whose they are. */
function liked({ kept: { state } }: Desk, post: Kept, person: LabPerson, date: number): NewUpdate[] {
  const chat = state.chats.get(post.chat)
  if (!chat) return []
  const type = { type: 'emoji', emoji: '👍' }
  const about = { chat: showChat(chat), message_id: post.id, date }
  if (chat.type === 'channel')
    return tellAll(state, chat.id, 'message_reaction_count', { ...about, reactions: [{ type, total_count: 1 }] })
  return tellAll(state, chat.id, 'message_reaction', {
    ...about,
    user: showPerson(person),
    old_reaction: [],
    new_reaction: [type],
  })
}

/** A person answers a post: below it in a group, below its copy in the group linked with a channel. Returns the comment's name. */
export function comment(
  desk: Pick<Desk, 'kept' | 'site'>,
  post: Kept,
  person: LabPerson,
  text: string,
  date: number,
  reaction?: { of: string; count: number },
  body: JsonObject = { text },
): string | undefined {
  const { state, commit } = desk.kept
  const copy = state.messages.get(state.copies.get(at(post.chat, post.id)) ?? '')
  const isChannel = state.chats.get(post.chat)?.type === 'channel'
  const answered = isChannel ? copy : post
  if (!answered) {
    if (reaction) commit({ do: 'react', chat: post.chat, id: post.id, updates: [], reaction })
    return undefined
  }
  const said: Kept = {
    chat: answered.chat,
    id: nextMessage(state, answered.chat),
    date,
    by: { person: person.handle },
    body,
    replyTo: answered.id,
    thread: answered.thread ?? answered.id,
    object: '',
  }
  const updates = tellAll(state, said.chat, 'message', shown(desk, said))
  commit({ do: 'send', messages: [said], updates, ...(reaction ? { reaction } : {}) })
  return at(said.chat, said.id)
}

export function setWebhook(desk: Desk, bot: BotState, given: Given): true {
  const url = given.text('url') ?? ''
  if (url !== '' && !url.startsWith('https://'))
    throw new ApiRefusal(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook')
  const secret = given.text('secret_token')
  if (secret !== undefined && !/^[\w-]{1,256}$/.test(secret))
    throw new ApiRefusal(400, 'Bad Request: secret token contains unallowed characters')
  const allowed = given.list('allowed_updates')?.map(String)
  if (allowed) desk.kept.commit({ do: 'read', bot: bot.id, offset: 0, allowed })
  desk.kept.commit({ do: 'webhook', bot: bot.id, url, ...(secret ? { secret } : {}) })
  return true
}

export function deleteWebhook(desk: Desk, bot: BotState): true {
  desk.kept.commit({ do: 'webhook', bot: bot.id, url: '' })
  return true
}

/** The call Telegram makes to a webhook for one message: the update as it stands in the queue, with the secret it was given. */
export function deliveryOf(
  state: State,
  message: string,
  url: string,
  otherwise: (bot: BotState) => string,
): WebhookRequest {
  for (const [botId, queue] of state.queues) {
    const update = queue.find(({ content }) => nameOf(content) === message)
    const bot = state.bots.get(botId)
    if (!update || !bot) continue
    const secret = state.webhooks.get(botId)?.secret ?? otherwise(bot)
    const body = Buffer.from(JSON.stringify({ update_id: update.id, [update.kind]: update.content }))
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret }
    return { method: 'POST', query: {}, headers, body, url }
  }
  throw new Error(`no update tells of ${message}`)
}

function nameOf(content: Json): string {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return ''
  const { chat, message_id: id } = content
  const number = typeof chat === 'object' && chat !== null && !Array.isArray(chat) ? chat.id : undefined
  return at(Number(number), Number(id))
}
