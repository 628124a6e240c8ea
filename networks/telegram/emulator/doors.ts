import type { LabAnswer, LabRequest, LabSite } from '../../lab/lab.ts'
import type { Desk } from './desk.ts'
import { nextMessage, nowSeconds, shown, tellAll } from './desk.ts'
import { at, type ChatState, type Kept, type Place } from './state.ts'

type Doors = Pick<Desk, 'site' | 'kept'> & { flood: { on: boolean } }
type Asked = {
  chat?: number
  bot?: number
  to?: number
  text?: string
  person?: string
  replyTo?: number
  on?: boolean
  place?: Place
} & Partial<Pick<ChatState, 'type' | 'title' | 'username'>>

/** Doors for tests, beside the API: what an owner or a person would do in an app. */
export function openDoors(site: LabSite, doors: Doors): void {
  const door = (name: string, act: (asked: Asked) => unknown) =>
    site.page(
      'POST',
      `/door/${name}`,
      (request: LabRequest): LabAnswer => ({ status: 200, json: act(request.body as Asked) ?? {} }),
    )
  door('chats', (asked) => makeChat(doors, asked))
  door('place', ({ chat = 0, bot = 0, place }) => place && doors.kept.commit({ do: 'place', chat, bot, place }))
  door('move', ({ chat = 0, to = 0 }) => doors.kept.commit({ do: 'move', from: chat, to }))
  door('chat-gone', ({ chat = 0 }) => doors.kept.commit({ do: 'gone', chat }))
  door('bot-gone', ({ bot = 0 }) => {
    const known = doors.kept.state.bots.get(bot)
    if (known) doors.kept.commit({ do: 'bot', bot: { ...known, token: '' } })
  })
  door('say', (asked) => say(doors, asked))
  door('flood', ({ on = true }) => {
    doors.flood.on = on
  })
}

function makeChat(
  { kept, site }: Doors,
  { bot = 0, type = 'supergroup', title = 'A group', username, place }: Asked,
): { chat: number } {
  const id =
    type === 'group'
      ? -(1_000_000 + site.random.below(8_000_000))
      : -(1_000_000_000_000 + 1_000_000_000 + site.random.below(900_000_000))
  const chat: ChatState = { id, type, title, followers: 3, account: title, ...(username ? { username } : {}) }
  kept.commit({ do: 'chat', chat, bot, place: place ?? { status: 'member', rights: {} } })
  return { chat: id }
}

function say(doors: Doors, { chat = 0, text = '', person = '', replyTo }: Asked): { message: string } {
  const { kept, site } = doors
  const speaker = site.people.byHandle(person) ?? site.people.all[0]
  if (!speaker) throw new Error('the lab has no people')
  const thread = replyTo === undefined ? undefined : (kept.state.messages.get(at(chat, replyTo))?.thread ?? replyTo)
  const said: Kept = {
    chat,
    id: nextMessage(kept.state, chat),
    date: nowSeconds({ site }),
    by: { person: speaker.handle },
    body: { text },
    object: '',
    ...(replyTo === undefined ? {} : { replyTo, thread }),
  }
  kept.commit({ do: 'send', messages: [said], updates: tellAll(kept.state, chat, 'message', shown(doors, said)) })
  return { message: at(chat, said.id) }
}
