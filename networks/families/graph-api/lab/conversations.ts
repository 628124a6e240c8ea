import type { LabSite, Speaker } from '../../../lab/network.ts'
import type { Graph, Ground } from './ground.ts'
import { pageOf, type Told } from './project.ts'
import { GraphRefusal } from './refusals.ts'
import type { Selected } from './selection.ts'
import type { Store } from './store.ts'

export type Named = { id: string; name?: string; username?: string }
export type ThreadRow = { id: string; place: string; person: Named; updated: string }
export type MessageRow = {
  id: string
  thread: string
  place: string
  from: Named
  to: Named
  text: string
  at: string
  /** The address of a picture. */
  picture?: string
}
export type TalkRows = { threads: ThreadRow; messages: MessageRow }
/** A place that people write to, and the account under which its acts are written down. */
export type Talk = { site: LabSite; store: Store<TalkRows>; ground: Ground; place: Named; account: string }
/** Who wrote the comment that is answered in private; refuses one that was answered before, and marks this one. */
export type PrivatelyTo = (commentId: string, threadOf: (person: Named) => string) => Named

const day = 24 * 3_600_000

export const threadsOf = ({ store, place }: Talk, person?: string): ThreadRow[] =>
  store
    .all('threads')
    .filter((one) => one.place === place.id && (person === undefined || one.person.id === person))
    .sort((a, b) => b.updated.localeCompare(a.updated))

/** Somebody writes to the place. */
export const hear = (talk: Talk, person: Named, text: string, by: Speaker = {}): MessageRow =>
  add(talk, threadWith(talk, person), person, talk.place, text, by)

/** The place writes: within a day of what the person wrote last, or once to whoever commented within a week. */
export function write(talk: Talk, { given }: Graph, max: number, privately: PrivatelyTo) {
  const recipient = JSON.parse(given.recipient ?? '{}') as { id?: string; comment_id?: string }
  const text = (JSON.parse(given.message ?? '{}') as { text?: string }).text ?? ''
  if (text.trim() === '' || Array.from(text).length > max)
    throw new GraphRefusal(100, `Length of param message[text] must be between 1 and ${max}`)
  const comment = recipient.comment_id
  const thread = comment
    ? threadWith(
        talk,
        privately(comment, (person) => idOf(talk, person)),
      )
    : openThread(talk, recipient.id ?? '')
  const message = add(talk, thread, talk.place, thread.person, text)
  return { recipient_id: thread.person.id, message_id: message.id }
}

function openThread(talk: Talk, person: string): ThreadRow {
  const [thread] = threadsOf(talk, person)
  const last = talk.store.all('messages').findLast((one) => one.thread === thread?.id && one.from.id === person)
  if (!thread || !last) throw new GraphRefusal(100, 'No matching user found', { subcode: 2018001 })
  if (talk.ground.now().getTime() - Date.parse(last.at) > day) throw closedWindow()
  return thread
}

export const closedWindow = () =>
  new GraphRefusal(10, 'This message is sent outside of allowed window.', { subcode: 2018278 })

const idOf = ({ place }: Talk, person: Named) => `t_${place.id}${person.id}`

function threadWith(talk: Talk, person: Named): ThreadRow {
  const id = idOf(talk, person)
  return talk.store.get('threads', id) ?? { id, place: talk.place.id, person, updated: talk.ground.now().toISOString() }
}

function add(talk: Talk, thread: ThreadRow, from: Named, to: Named, text: string, by: Speaker = {}): MessageRow {
  const { store, site, ground, place, account } = talk
  const at = (by.at ?? ground.now()).toISOString()
  const id = `m_${site.random.hex(40)}${store.next()}`
  store.put('threads', thread.id, { ...thread, updated: at })
  const act = { account, kind: 'message' as const, objectId: id, text }
  const picture = by.picture ? { picture: site.people.snapshot().url } : {}
  const row = { id, thread: thread.id, place: place.id, from, to, text, at, ...picture }
  return store.put('messages', id, row, from.id === place.id ? act : undefined)
}

export const timeOf = (at: string | Date) => `${new Date(at).toISOString().slice(0, 19)}+0000`

export function threadTold({ store, place }: Talk, thread: ThreadRow): Told & { id: string } {
  const messages = store
    .all('messages')
    .filter((one) => one.thread === thread.id)
    .reverse()
  return {
    id: thread.id,
    updated_time: timeOf(thread.updated),
    participants: { data: [thread.person, place] },
    messages: (asked: Selected) => {
      const { data, ...paging } = pageOf(messages, asked.args, 'https://graph.example/next')
      return { data: data.map(messageTold), ...paging }
    },
  }
}

const messageTold = (one: MessageRow): Told => ({
  id: one.id,
  message: one.text,
  created_time: timeOf(one.at),
  from: one.from,
  to: { data: [one.to] },
  ...(one.picture ? { attachments: { data: [pictureTold(one.picture)] } } : {}),
})

const pictureTold = (url: string) => ({
  id: '880077',
  mime_type: 'image/png',
  name: 'torn-bag.png',
  image_data: { url, width: 320, height: 240, preview_url: url, max_width: 320, max_height: 240 },
})

/** What a delivery says of a message. */
export const messagingOf = ({ from, to, at, id, text, picture }: MessageRow) => ({
  sender: { id: from.id },
  recipient: { id: to.id },
  timestamp: Date.parse(at),
  message: { mid: id, text, ...(picture ? { attachments: [{ type: 'image', payload: { url: picture } }] } : {}) },
})
