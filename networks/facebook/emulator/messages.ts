import {
  closedWindow,
  type Named,
  type PrivatelyTo,
  type Talk,
  write,
} from '../../families/graph-api/lab/conversations.ts'
import type { Graph } from '../../families/graph-api/lab/ground.ts'
import { GraphRefusal, gone } from '../../families/graph-api/lab/refusals.ts'
import type { Desk } from './desk.ts'
import type { PageRow } from './rows.ts'

const week = 7 * 24 * 3_600_000

export const talkOf = ({ site, store, ground }: Desk, page: PageRow): Talk => {
  const place: Named = { id: page.id, name: page.name }
  return { site, store, ground, place, account: page.username }
}

export function writeMessage(desk: Desk, page: PageRow, graph: Graph) {
  desk.ground.needs(graph, 'pages_messaging')
  if (graph.given.messaging_type !== 'RESPONSE') throw new GraphRefusal(100, 'messaging_type must be RESPONSE')
  return write(talkOf(desk, page), graph, 2000, privatelyTo(desk))
}

/** Once to whoever commented within a week. */
const privatelyTo =
  (desk: Desk): PrivatelyTo =>
  (id, threadOf) => {
    const comment = desk.store.get('comments', id)
    if (!comment) throw gone(id)
    if (comment.privately) throw new GraphRefusal(10900, 'Activity already replied to')
    if (desk.ground.now().getTime() - Date.parse(comment.at) > week) throw closedWindow()
    desk.store.put('comments', id, { ...comment, privately: threadOf(comment.from) })
    return comment.from
  }
