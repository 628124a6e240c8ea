import { closedWindow, threadsOf, threadTold, write } from '../../families/graph-api/lab/conversations.ts'
import type { Graph, GraphHandler } from '../../families/graph-api/lab/ground.ts'
import { askedIn, pageOf, projected, type Told } from '../../families/graph-api/lab/project.ts'
import { GraphRefusal, gone } from '../../families/graph-api/lab/refusals.ts'
import { makeContainer, showContainer } from './containers.ts'
import { acting, allowed, type Desk, talkOf } from './desk.ts'
import { moderateTalks } from './moderating.ts'
import { addComment, commentsOn, countOf, repliesTo } from './people.ts'
import type { AccountRow } from './rows.ts'
import { accountTold, commentTold, mediaTold } from './tell.ts'

const week = 7 * 24 * 3_600_000
const ok = (json: unknown) => ({ status: 200, json })
type Listed = Told & { id: string }

function paged(rows: Listed[], { request }: Graph, usual: string) {
  const { data, ...paging } = pageOf(rows, request.query, 'https://graph.example/next')
  const asked = askedIn(request.query.fields, usual)
  return ok({ data: data.map((one) => projected(one, asked)), ...paging })
}

/** Edges that are read. */
export const readEdge =
  (desk: Desk): GraphHandler =>
  (graph) => {
    const { id = '', edge = '' } = graph.request.params
    if (id === 'me' && edge === 'accounts') return pagesOf(desk, graph)
    if (id === 'me' && edge === 'permissions')
      return ok({ data: graph.token.scopes.map((permission) => ({ permission, status: 'granted' })) })
    const account = acting(desk, graph)
    const media = desk.store.get('media', id)
    const comment = desk.store.get('comments', id)
    if (media && edge === 'comments')
      return paged(
        commentsOn(desk, media).map((one) => commentTold(desk, one)),
        graph,
        'id,text,timestamp',
      )
    if (comment && edge === 'replies')
      return paged(
        [...repliesTo(desk, comment)].reverse().map((one) => commentTold(desk, one)),
        graph,
        'id,text,timestamp',
      )
    if (media && edge === 'insights') return insights(graph, countOf(desk, media, 'like'))
    const tag = desk.store.get('tags', id)
    if (tag && edge === 'recent_media') return paged(tagged(desk, tag.name).map(withoutAuthor), graph, 'id')
    acting(desk, graph, id)
    return accountEdge(desk, account, edge, graph)
  }

const withoutAuthor = ({ username: _, ...media }: Listed): Listed => ({ ...media, id: media.id })

function accountEdge(desk: Desk, account: AccountRow, edge: string, graph: Graph) {
  const own = () =>
    desk.store
      .all('media')
      .filter((one) => one.account === account.id)
      .reverse()
  const shown = (rows: ReturnType<typeof own>) => rows.map((one) => mediaTold(desk, one))
  if (edge === 'media') return paged(shown(own().filter((one) => !one.by && one.product !== 'STORY')), graph, 'id')
  if (edge === 'stories') return paged(shown(own().filter((one) => !one.by && one.product === 'STORY')), graph, 'id')
  if (edge === 'tags') return paged(shown(own().filter((one) => one.by)), graph, 'id')
  if (edge === 'insights') return insights(graph, account.followers)
  if (edge === 'content_publishing_limit') return quota(desk, account)
  if (edge === 'conversations') {
    allowed(desk, graph, 'manage_messages')
    const talk = talkOf(desk, account)
    return paged(
      threadsOf(talk, graph.given.user_id).map((one) => threadTold(talk, one)),
      graph,
      'id,updated_time',
    )
  }
  throw new GraphRefusal(100, `Tried accessing nonexisting field (${edge})`)
}

function quota(desk: Desk, account: AccountRow) {
  const since = desk.ground.now().getTime() - 24 * 3_600_000
  const recent = desk.store
    .all('media')
    .filter((one) => one.account === account.id && !one.by && Date.parse(one.at) > since)
  const config = { quota_total: desk.options.postsADay ?? 100, quota_duration: 86_400 }
  return ok({ data: [{ quota_usage: recent.length, config }] })
}

function tagged(desk: Desk, name: string): Listed[] {
  const pattern = new RegExp(`#${name}(?![\\p{L}\\p{N}_])`, 'iu')
  const recent = desk.store.all('media').filter((one) => pattern.test(one.caption))
  return recent.reverse().map((one) => mediaTold(desk, one))
}

export function hashtag(desk: Desk, graph: Graph) {
  if (desk.store.get('accounts', graph.token.subject))
    throw new GraphRefusal(10, 'Application does not have permission for this action')
  acting(desk, graph, graph.given.user_id)
  const name = (graph.given.q ?? '').toLowerCase()
  if (tagged(desk, name).length === 0)
    throw new GraphRefusal(24, 'The requested resource does not exist', { subcode: 2207024 })
  const known = desk.store.all('tags').find((one) => one.name === name)
  const id = known?.id ?? `17843${String(desk.store.next()).padStart(12, '0')}`
  if (!known) desk.store.put('tags', id, { id, name })
  return ok({ data: [{ id }] })
}

function insights({ given, request }: Graph, base: number) {
  const name = (metric: string) => `${request.params.id}/insights/${metric}/${given.period ?? 'lifetime'}`
  const total = given.metric_type === 'total_value'
  const demographic = given.breakdown
    ? {
        value: base,
        breakdowns: [
          {
            dimension_keys: [given.breakdown],
            results: [
              {
                dimension_values: [given.breakdown === 'country' ? 'BG' : given.breakdown === 'age' ? '25-34' : 'F'],
                value: base,
              },
            ],
          },
        ],
      }
    : { value: 10 + base * 7 }
  return ok({
    data: (given.metric ?? '').split(',').map((metric) => ({
      id: name(metric),
      name: metric,
      period: given.period ?? 'lifetime',
      title: metric,
      ...(total
        ? { total_value: demographic }
        : { values: [{ value: metric === 'saved' || metric === 'shares' ? base : 10 + base * 7 }] }),
    })),
  })
}

function pagesOf(desk: Desk, graph: Graph) {
  const { token } = graph
  const rows = desk.store.all('accounts').filter((one) => one.user === token.subject)
  if (rows.length === 0) throw new GraphRefusal(100, 'Tried accessing nonexisting field (accounts)')
  const issue = (one: AccountRow) =>
    desk.ground.issue({ subject: one.page, account: one.username, scopes: token.scopes, kind: 'page' }, null).token
  return paged(
    rows.map((one) => ({ id: one.page, access_token: issue(one), instagram_business_account: accountTold(desk, one) })),
    graph,
    'id',
  )
}

/** A page of the person who asks, with a token of its own. */
export function pageTold({ store, ground }: Desk, { token }: Graph, id: string): Told | undefined {
  const own = store.all('accounts').find((one) => one.page === id && one.user === token.subject)
  const row = own && { subject: own.page, account: own.username, scopes: token.scopes, kind: 'page' }
  return row && { id, access_token: () => ground.issue(row, null).token }
}

/** Edges that are written to. */
export const writeEdge =
  (desk: Desk): GraphHandler =>
  async (graph) => {
    const { id = '', edge = '' } = graph.request.params
    const account = acting(desk, graph)
    if (edge === 'comments' || edge === 'replies') return ok(sayAs(desk, account, graph, id))
    acting(desk, graph, id)
    if (edge === 'media' || edge === 'media_publish') {
      allowed(desk, graph, 'content_publish')
      return ok(edge === 'media' ? await makeContainer(desk, account, graph) : showContainer(desk, account, graph))
    }
    if (edge === 'messages') return ok(writeMessage(desk, account, graph))
    if (edge === 'moderate_conversations') return ok(moderateTalks(desk, account, graph))
    if (edge === 'subscribed_apps') {
      desk.store.put('subscribed', id, { id, fields: (graph.given.subscribed_fields ?? '').split(',') })
      return ok({ success: true })
    }
    if (edge !== 'mentions') throw new GraphRefusal(100, `Unsupported post request to ${edge}`)
    const target = desk.store.get('media', graph.given.media_id ?? '')
    if (!target?.by) throw new GraphRefusal(100, 'The account was not mentioned there')
    return ok(said(desk, account, target.id, graph.given.message ?? '', graph.given.comment_id))
  }

function sayAs(desk: Desk, account: AccountRow, graph: Graph, id: string) {
  allowed(desk, graph, 'manage_comments')
  const under = desk.store.get('comments', id)
  const media = desk.store.get('media', under?.media ?? id)
  if (!media || media.account !== account.id) throw gone(id)
  if (!media.commentsOn) throw new GraphRefusal(100, 'Comments are turned off', { subcode: 2207060 })
  return said(desk, account, media.id, graph.given.message ?? '', under?.parent ?? under?.id)
}

function said(desk: Desk, account: AccountRow, mediaId: string, text: string, parent?: string) {
  const media = desk.store.get('media', mediaId)
  if (!media || text.trim() === '' || Array.from(text).length > 2200)
    throw new GraphRefusal(100, 'The comment is empty or too long')
  const from = { id: account.id, username: account.username }
  return {
    id: addComment(desk, media, { from, text, at: desk.ground.now().toISOString(), ...(parent ? { parent } : {}) }).id,
  }
}

/** In private, once for each comment, within a week. */
function writeMessage(desk: Desk, account: AccountRow, graph: Graph) {
  allowed(desk, graph, 'manage_messages')
  return write(talkOf(desk, account), graph, 1000, (id, threadOf) => {
    const comment = desk.store.get('comments', id)
    if (!comment) throw gone(id)
    if (comment.privately) throw new GraphRefusal(10900, 'Activity already replied to')
    if (desk.ground.now().getTime() - Date.parse(comment.at) > week) throw closedWindow()
    desk.store.put('comments', id, { ...comment, privately: threadOf(comment.from) })
    return comment.from
  })
}
