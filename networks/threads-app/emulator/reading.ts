import type { Graph } from '../../families/graph-api/lab/ground.ts'
import { askedIn, pageOf, projected, type Told } from '../../families/graph-api/lab/project.ts'
import { stateOf } from './containers.ts'
import { answersUnder, countOf } from './crowd.ts'
import type { Desk, PostRow } from './rows.ts'
import { accountTold, postTold } from './tell.ts'
import { ok, postAt, selfOf, v } from './who.ts'

function paged(rows: (Told & { id: string })[], { request }: Graph) {
  const { data, ...paging } = pageOf(rows, request.query, 'https://graph.example/next')
  const asked = askedIn(request.query.fields, 'id')
  return ok({ data: data.map((one) => projected(one, asked)), ...paging })
}

export function mountReading(desk: Desk): void {
  const { site, store, ground } = desk
  const told = (graph: Graph, rows: PostRow[]) =>
    paged(
      rows.map((one) => postTold(desk, one, graph.token.subject)),
      graph,
    )
  const own = (graph: Graph) =>
    store
      .all('posts')
      .filter((one) => one.account === selfOf(desk, graph).id)
      .reverse()
  site.on(
    'GET',
    `${v}/me`,
    ground.graph((graph) => ok(projected(accountTold(desk, selfOf(desk, graph)), askedIn(graph.given.fields, 'id')))),
  )
  site.on(
    'GET',
    `${v}/me/threads`,
    ground.graph((graph) =>
      told(
        graph,
        own(graph).filter((one) => !one.replyTo),
      ),
    ),
  )
  site.on(
    'GET',
    `${v}/me/replies`,
    ground.graph((graph) =>
      told(
        graph,
        own(graph).filter((one) => one.replyTo),
      ),
    ),
  )
  site.on(
    'GET',
    `${v}/me/mentions`,
    ground.graph((graph) => {
      ground.needs(graph, 'threads_manage_mentions')
      const self = selfOf(desk, graph)
      const named = store
        .all('posts')
        .filter((one) => one.account !== self.id && one.text.includes(`@${self.username}`))
      return told(graph, named.reverse())
    }),
  )
  site.on(
    'GET',
    `${v}/me/threads_publishing_limit`,
    ground.graph((graph) => {
      const since = ground.now().getTime() - 24 * 3_600_000
      const recent = own(graph).filter((one) => !one.replyTo && Date.parse(one.at) > since)
      const config = { quota_total: desk.options.postsADay ?? 250, quota_duration: 86_400 }
      return ok({ data: [{ quota_usage: recent.length, config }] })
    }),
  )
  site.on(
    'GET',
    `${v}/debug_token`,
    ground.graph(({ token }) => ok({ data: { is_valid: true, scopes: token.scopes, user_id: token.subject } })),
  )
  site.on(
    'GET',
    `${v}/me/threads_insights`,
    ground.graph((graph) => ok(accountInsights(graph, selfOf(desk, graph).followers))),
  )
  site.on(
    'GET',
    `${v}/keyword_search`,
    ground.graph((graph) => {
      ground.needs(graph, 'threads_keyword_search')
      const word = (graph.given.q ?? '').toLowerCase()
      return told(
        graph,
        store
          .all('posts')
          .filter((one) => one.text.toLowerCase().includes(word))
          .reverse(),
      )
    }),
  )
  site.on(
    'GET',
    `${v}/:id/conversation`,
    ground.graph((graph) => {
      ground.needs(graph, 'threads_read_replies')
      const answers = answersUnder(desk, postAt(desk, graph))
      return told(graph, graph.given.reverse === 'false' ? answers : answers.reverse())
    }),
  )
  site.on(
    'GET',
    `${v}/:id/insights`,
    ground.graph((graph) => {
      ground.needs(graph, 'threads_manage_insights')
      const post = postAt(desk, graph)
      const replies = answersUnder(desk, post).length
      const values: Record<string, number> = {
        views: 9 + replies * 5,
        likes: countOf(desk, post, 'like'),
        replies,
        reposts: countOf(desk, post, 'reshare'),
        quotes: 0,
        shares: 0,
      }
      const asked = (graph.given.metric ?? '').split(',')
      return ok({
        data: asked.map((name) => ({
          name,
          period: 'lifetime',
          values: [{ value: values[name] ?? 0 }],
          title: name,
          description: name,
          id: `${post.id}/insights/${name}/lifetime`,
        })),
      })
    }),
  )
  site.on(
    'GET',
    `${v}/:id`,
    ground.graph((graph) => {
      const { id = '' } = graph.request.params
      const container = store.get('containers', id)
      const node = container
        ? { id, status: stateOf(desk, container, graph.request.stillProcessing) }
        : postTold(desk, postAt(desk, graph), graph.token.subject)
      return ok(projected(node, askedIn(graph.given.fields, 'id')))
    }),
  )
}

function accountInsights({ given }: Graph, followers: number) {
  const day = { period: 'day', title: 'Views', description: 'Views' }
  return {
    data: (given.metric ?? '').split(',').map((name) => {
      if (name === 'views')
        return { name, ...day, values: [{ value: followers * 2 }, { value: followers }], id: 'me/insights/views/day' }
      const value = {
        value: followers,
        breakdowns: given.breakdown
          ? [
              {
                dimension_keys: [given.breakdown],
                results: [{ dimension_values: [given.breakdown === 'country' ? 'BG' : '25-34'], value: followers }],
              },
            ]
          : undefined,
      }
      return {
        name,
        period: 'lifetime',
        title: name,
        description: name,
        total_value: value,
        id: `me/insights/${name}/lifetime`,
      }
    }),
  }
}
