import { GraphRefusal } from '../../families/graph-api/lab/refusals.ts'
import { makeContainer, showContainer } from './containers.ts'
import type { Desk } from './rows.ts'
import { ok, postAt, selfOf, v } from './who.ts'

export function mountWriting(desk: Desk): void {
  const { site, store, ground } = desk
  site.on(
    'POST',
    `${v}/me/threads`,
    ground.graph(async (graph) => ok(await makeContainer(desk, selfOf(desk, graph), graph))),
  )
  site.on(
    'POST',
    `${v}/me/threads_publish`,
    ground.graph((graph) => ok(showContainer(desk, selfOf(desk, graph), graph))),
  )
  site.on(
    'POST',
    `${v}/:id/manage_reply`,
    ground.graph((graph) => {
      ground.needs(graph, 'threads_manage_replies')
      const post = postAt(desk, graph)
      const before = post.replyTo ? store.get('posts', post.replyTo) : undefined
      if (before?.account !== graph.token.subject || before.replyTo)
        throw new GraphRefusal(100, 'Only top-level replies can be managed')
      const hidden = graph.given.hide === 'true'
      const act = {
        account: selfOf(desk, graph).username,
        kind: hidden ? ('hide' as const) : ('unhide' as const),
        objectId: post.id,
      }
      if (post.hidden !== hidden) store.put('posts', post.id, { ...post, hidden }, act)
      return ok({ success: true })
    }),
  )
  site.on(
    'DELETE',
    `${v}/:id`,
    ground.graph((graph) => {
      ground.needs(graph, 'threads_delete')
      const post = postAt(desk, graph)
      if (post.account !== graph.token.subject)
        throw new GraphRefusal(10, 'Application does not have permission for this action')
      store.drop('posts', post.id, { account: post.username, kind: 'remove', objectId: post.id })
      return ok({ success: true, deleted_id: post.id })
    }),
  )
}
