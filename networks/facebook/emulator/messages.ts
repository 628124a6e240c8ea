import type { Graph } from '../../families/graph-api/lab/ground.ts'
import { GraphRefusal, gone } from '../../families/graph-api/lab/refusals.ts'
import { type Desk, notLonger } from './desk.ts'
import { personOf } from './people.ts'
import type { MessageRow, PageRow, ThreadRow } from './rows.ts'

const day = 24 * 3_600_000

export const threadsOf = ({ store }: Desk, page: PageRow, person?: string): ThreadRow[] =>
  store
    .all('threads')
    .filter((one) => one.page === page.id && (person === undefined || one.person.id === person))
    .sort((a, b) => b.updated.localeCompare(a.updated))

/** A person of the cast writes to the page. */
export function hearMessage(desk: Desk, page: PageRow, text: string): MessageRow {
  const person = personOf(desk, text.length)
  return addMessage(desk, page, threadWith(desk, page, person), person, { id: page.id, name: page.name }, text)
}

/** Within a day of what the person wrote last, or once to whoever commented within a week. */
export function writeMessage(desk: Desk, page: PageRow, graph: Graph) {
  desk.ground.needs(graph, 'pages_messaging')
  const { given } = graph
  const recipient = JSON.parse(given.recipient ?? '{}') as { id?: string; comment_id?: string }
  const text = (JSON.parse(given.message ?? '{}') as { text?: string }).text ?? ''
  notLonger(text, 2000, 'The message')
  if (given.messaging_type !== 'RESPONSE') throw new GraphRefusal(100, 'messaging_type must be RESPONSE')
  const thread = recipient.comment_id
    ? threadFor(desk, page, recipient.comment_id)
    : openThread(desk, page, recipient.id ?? '')
  const me = { id: page.id, name: page.name }
  const message = addMessage(desk, page, thread, me, thread.person, text)
  return { recipient_id: thread.person.id, message_id: message.id }
}

function openThread(desk: Desk, page: PageRow, person: string): ThreadRow {
  const [thread] = threadsOf(desk, page, person)
  const last = desk.store.all('messages').findLast((one) => one.thread === thread?.id && one.from.id === person)
  if (!thread || !last) throw new GraphRefusal(100, 'No matching user found', { subcode: 2018001 })
  if (desk.ground.now().getTime() - Date.parse(last.at) > day)
    throw new GraphRefusal(10, 'This message is sent outside of allowed window.', { subcode: 2018278 })
  return thread
}

function threadFor(desk: Desk, page: PageRow, id: string): ThreadRow {
  const comment = desk.store.get('comments', id)
  if (!comment) throw gone(id)
  if (comment.privately) throw new GraphRefusal(10900, 'Activity already replied to')
  if (desk.ground.now().getTime() - Date.parse(comment.at) > 7 * day)
    throw new GraphRefusal(10, 'This message is sent outside of allowed window.', { subcode: 2018278 })
  const thread = threadWith(desk, page, comment.from)
  desk.store.put('comments', id, { ...comment, privately: thread.id })
  return thread
}

function threadWith(desk: Desk, page: PageRow, person: { id: string; name: string }): ThreadRow {
  const id = `t_${page.id}${person.id}`
  return desk.store.get('threads', id) ?? { id, page: page.id, person, updated: desk.ground.now().toISOString() }
}

function addMessage(
  desk: Desk,
  page: PageRow,
  thread: ThreadRow,
  from: MessageRow['from'],
  to: MessageRow['to'],
  text: string,
): MessageRow {
  const at = desk.ground.now().toISOString()
  const id = `m_${desk.site.random.hex(40)}${desk.store.next()}`
  desk.store.put('threads', thread.id, { ...thread, updated: at })
  const act = { account: page.username, kind: 'message' as const, objectId: id, text }
  return desk.store.put(
    'messages',
    id,
    { id, thread: thread.id, page: page.id, from, to, text, at },
    from.id === page.id ? act : undefined,
  )
}
