import type { Call, Interaction, Page } from '../contract.ts'
import { chatInteractions } from './chats.ts'
import { cursorIn, type Due, type InboxCursor, written } from './cursor.ts'
import { hearTopic } from './hear-topic.ts'
import { filesInSource, textOfSource } from './markdown.ts'
import { hearNotifications } from './notifications.ts'
import { postAt, sourceAt } from './read-back.ts'
import { spoken } from './spoken.ts'

/** Of those a minute, few enough for all that the desk asks at once. */
const mostCalls = 16

/**
 * Notifications and conversations newer than the last ones heard; without a cursor, the newest page of each. What one poll
 * leaves of the posts they tell of is read first in the next, with no question for more.
 */
export async function hear(call: Call, cursor: string | undefined): Promise<Page<Interaction>> {
  const before = cursorIn(cursor)
  const isFirst = cursor === undefined
  const { cursor: asked, items: told } =
    before.due.length > 0 ? { cursor: before, items: [] } : await hearNotifications(call, before, isFirst)
  const { items: read, cursor: after } = await readDue(call, asked)
  const { items: said, messages } =
    after.due.length > 0
      ? { items: [], messages: after.messages }
      : await chatInteractions(call, after.messages, isFirst)
  const items = [...told, ...read, ...said].sort((a, b) => a.at.getTime() - b.at.getTime())
  return { items, cursor: written({ ...after, messages }) }
}

async function readDue(call: Call, cursor: InboxCursor): Promise<{ items: Interaction[]; cursor: InboxCursor }> {
  const items = new Map<string, Interaction>()
  let { due, topics = [] } = cursor
  for (let calls = 0; due[0] && calls < mostCalls; ) {
    const [one, ...others] = due
    const { mark, left, ...read } =
      one.way === 'topic' ? await hearTopic(call, one, mostCalls - calls) : await hearPost(call, one)
    for (const what of read.items) if (!items.has(what.id)) items.set(what.id, what)
    if (mark) topics = [...topics.filter(([tid]) => tid !== mark[0]), mark]
    calls += read.calls
    due = left ? [left, ...others] : others
  }
  return { items: [...items.values()], cursor: { ...cursor, due, topics } }
}

type PostDue = Extract<Due, { way: 'post' }>

async function hearPost(
  call: Call,
  { pid, kind, user }: PostDue,
): Promise<{
  items: Interaction[]
  calls: number
  left?: undefined
  mark?: undefined
}> {
  const post = await postAt(call, pid)
  if (!post || String(post.uid) === call.account.remoteId) return { items: [], calls: 1 }
  const source = await sourceAt(call, pid)
  const said = { text: textOfSource(source), media: filesInSource(source, call.account.server) }
  const author = post.user ?? user
  return { items: [spoken({ ...post, ...(author ? { user: author } : {}) }, kind, said, call)], calls: 2 }
}
