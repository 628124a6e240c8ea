import type { JsonObject } from '../../../kernel/json.ts'
import type { Answered } from '../../lab/deeds.ts'
import type { Speaker } from '../../lab/network.ts'
import { type Desk, nextMessage, nowSeconds, shown, tellAll } from './desk.ts'
import { personNumber } from './present.ts'
import { at, type ChatState, type Kept } from './state.ts'

type Place = Pick<Desk, 'kept' | 'site'>

/** A person writes to the bot of this account; the first message opens the chat of the two. */
export function writePrivately(desk: Place, handle: string, text: string, by: Speaker = {}): string {
  const { state, commit } = desk.kept
  const bot = [...state.bots.values()].find((one) => one.account === handle)
  const person = by.person ?? desk.site.people.all[text.length % desk.site.people.all.length]
  if (!bot || !person) throw new Error(`nobody can write to ${handle}`)
  const id = personNumber(person)
  const known = state.chats.get(id)
  const chat: ChatState = known ?? {
    id,
    type: 'private',
    title: person.name,
    username: person.handle.replace(/\W/g, '_'),
    followers: 1,
    account: handle,
  }
  if (!known || !state.places.get(id)?.has(bot.id))
    commit({ do: 'chat', chat, bot: bot.id, place: { status: 'member', rights: {} } })
  const said: Kept = {
    chat: id,
    id: nextMessage(state, id),
    date: by.at ? Math.floor(by.at.getTime() / 1000) : nowSeconds(desk),
    by: { person: person.handle },
    body: bodyOf(text, by),
    object: '',
  }
  const updates = tellAll(state, id, 'message', shown(desk, said)).filter((one) => one.bot === bot.id)
  commit({ do: 'send', messages: [said], updates })
  return at(id, said.id)
}

export const bodyOf = (text: string, by: Speaker = {}): JsonObject =>
  by.picture
    ? {
        photo: [{ file_id: 'AgACAgQAAx-picture', file_unique_id: 'AQADpicture', width: 1280, height: 960 }],
        caption: text,
      }
    : { text }

/** A person changes their words, and the bots of the chat are told. */
export function edited({ site, kept }: Place, name: string, text: string, moment: Date): void {
  const message = kept.state.messages.get(name)
  if (!message) return
  const { chat, id } = message
  const editDate = Math.floor(moment.getTime() / 1000)
  const changed = { ...message.body, ...('caption' in message.body ? { caption: text } : { text }) }
  kept.commit({ do: 'change', chat, id, body: changed, at: editDate })
  const now = kept.state.messages.get(name) ?? message
  const updates = tellAll(kept.state, chat, 'edited_message', shown({ site, kept }, now))
  kept.commit({ do: 'react', chat, id, updates })
}

export function answered({ site, kept: { state } }: Place, name: string): Answered | undefined {
  const message = state.messages.get(name)
  if (!message || !('bot' in message.by)) return undefined
  const parent =
    message.replyTo === undefined
      ? lastBefore(state.messages, message)
      : state.messages.get(at(message.chat, message.replyTo))
  const person = parent && 'person' in parent.by ? site.people.byHandle(parent.by.person) : undefined
  if (!parent || !person) return undefined
  const text = String(parent.body.text ?? parent.body.caption ?? '')
  return { id: at(parent.chat, parent.id), person, text, at: new Date(parent.date * 1000), inPrivate: message.chat > 0 }
}

/** In private, where an answer need not say what it answers. */
function lastBefore(messages: Map<string, Kept>, { chat, id }: Kept): Kept | undefined {
  if (chat < 0) return undefined
  for (let before = id - 1; before > 0; before--) {
    const one = messages.get(at(chat, before))
    if (one && 'person' in one.by) return one
  }
  return undefined
}
