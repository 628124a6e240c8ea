import { threadsOf, threadTold } from '../../families/graph-api/lab/conversations.ts'
import type { Graph, GraphHandler } from '../../families/graph-api/lab/ground.ts'
import { askedIn, pageOf, projected, type Told } from '../../families/graph-api/lab/project.ts'
import { GraphRefusal, gone } from '../../families/graph-api/lab/refusals.ts'
import { actingPage, type Desk, notLonger } from './desk.ts'
import { talkOf, writeMessage } from './messages.ts'
import { addComment, commentsOn, countOf } from './people.ts'
import { photoStory, postsOf, publishPost, storiesOf, videoPhase } from './posts.ts'
import type { CommentRow, PageRow, PostRow } from './rows.ts'
import { commentList, coversOf, pageTold, postTold, reviewsOf } from './tell.ts'
import { addCover, addPhoto } from './uploads.ts'

const ok = (json: unknown) => ({ status: 200, json })

/** Edges that are read. */
export const readEdge =
  (desk: Desk): GraphHandler =>
  (graph) => {
    const { params, query } = graph.request
    const { id = '', edge = '' } = params
    if (id === 'me' && edge === 'accounts') return ok(pagesOfUser(desk, graph))
    if (id === 'me' && edge === 'permissions') return ok(permissionsOf(desk, graph))
    const page = actingPage(desk, graph)
    const post = desk.store.get('posts', id)
    const comment = desk.store.get('comments', id)
    if (post && edge === 'comments')
      return ok(told(commentList(desk, commentsOn(desk, post), query), query.fields, 'id,message,created_time,from'))
    if (comment && edge === 'comments')
      return ok(
        told(
          commentList(desk, answersTo(desk, comment), { ...query, filter: 'stream' }),
          query.fields,
          'id,message,created_time,from',
        ),
      )
    if (post && edge === 'insights')
      return ok(
        insights(graph, {
          post_media_view: 12 + 9 * countOf(desk, post, 'like'),
          post_total_media_view_unique: 10 + 7 * countOf(desk, post, 'like'),
          post_clicks: countOf(desk, post, 'like'),
        }),
      )
    const video = desk.store.get('videos', id)
    if (video && edge === 'thumbnails') return ok(told(coversOf(desk, video), query.fields, 'id,uri,is_preferred'))
    if (id !== page.id) throw gone(id)
    return ok(pageEdge(desk, page, edge, graph))
  }

const answersTo = (desk: Desk, comment: CommentRow) =>
  desk.store.all('comments').filter((one) => one.parent === comment.id)

function pageEdge(desk: Desk, page: PageRow, edge: string, graph: Graph) {
  const { query } = graph.request
  if (edge === 'insights')
    return insights(graph, { page_media_view: page.followers * 3, page_total_media_view_unique: page.followers })
  const rows = rowsOf(desk, page, edge, graph)
  const { data, ...paging } = pageOf(rows, query, `https://graph.facebook.com/v25.0/${page.id}/${edge}`)
  return told({ data, ...paging }, query.fields, 'id,created_time,message')
}

function rowsOf(desk: Desk, page: PageRow, edge: string, graph: Graph): (Told & { id: string })[] {
  const shown = (posts: PostRow[]) => posts.map((post) => ({ ...postTold(desk, post), id: post.id }))
  const own = () => postsOf(desk, page).filter((post) => post.format !== 'story')
  if (edge === 'published_posts' || edge === 'feed' || edge === 'posts')
    return shown(own().filter((post) => !post.scheduled))
  if (edge === 'scheduled_posts') return shown(own().filter((post) => post.scheduled))
  if (edge === 'stories') return storiesOf(desk, page)
  if (edge === 'tagged')
    return shown(
      desk.store
        .all('posts')
        .filter((post) => post.page === page.id && post.by && !post.review)
        .reverse(),
    )
  if (edge === 'ratings') {
    desk.ground.needs(graph, 'pages_read_user_content')
    return reviewsOf(desk, page)
  }
  if (edge === 'conversations') {
    desk.ground.needs(graph, 'pages_messaging')
    const talk = talkOf(desk, page)
    return threadsOf(talk, graph.given.user_id).map((thread) => threadTold(talk, thread))
  }
  throw new GraphRefusal(100, `Tried accessing nonexisting field (${edge}) on node type (Page)`)
}

const told = (list: { data: Told[] }, fields: unknown, usual: string) => {
  const asked = askedIn(fields, usual)
  const nameless = asked.some((one) => one.name === 'post_id' || one.name === 'open_graph_story')
  const named = asked.some((one) => one.name === 'id') || !nameless
  return { ...list, data: list.data.map(({ id, ...one }) => projected(named ? { id, ...one } : one, asked)) }
}

function insights({ given, request }: Graph, values: Record<string, number>) {
  const names = (given.metric ?? '').split(',')
  const unknown = names.find((name) => values[name] === undefined)
  if (unknown !== undefined) throw new GraphRefusal(100, 'The value must be a valid insights metric')
  const period = given.period ?? 'lifetime'
  return {
    data: names.map((name) => ({
      id: `${request.params.id}/insights/${name}/${period}`,
      name,
      period,
      title: name,
      values: [{ value: values[name] }],
    })),
  }
}

function pagesOfUser(desk: Desk, { token, request }: Graph) {
  if (!desk.store.get('users', token.subject))
    throw new GraphRefusal(100, 'Tried accessing nonexisting field (accounts) on node type (Page)')
  const pages = desk.store.all('pages').filter((one) => one.owner === token.subject && !one.lost)
  const rows = pages.map((page) => ({ ...pageTold(desk, page, pageToken(desk, page, token.scopes)), id: page.id }))
  const { data, ...paging } = pageOf(rows, request.query, 'https://graph.facebook.com/me/accounts')
  return told({ data, ...paging }, request.query.fields, 'id,name,access_token')
}

/** A page's token made of a long-lived one does not end. */
export const pageToken = ({ ground }: Desk, page: PageRow, scopes: string[]) =>
  ground.issue({ subject: page.id, account: page.username, scopes, kind: 'page' }, null).token

function permissionsOf(desk: Desk, { token }: Graph) {
  if (!desk.store.get('users', token.subject))
    throw new GraphRefusal(100, 'Tried accessing nonexisting field (permissions) on node type (Page)')
  return { data: token.scopes.map((permission) => ({ permission, status: 'granted' })) }
}

/** Edges that are written to. */
export const writeEdge =
  (desk: Desk): GraphHandler =>
  async (graph) => {
    const { id = '', edge = '' } = graph.request.params
    const page = actingPage(desk, graph)
    const post = desk.store.get('posts', id)
    const comment = desk.store.get('comments', id)
    if (edge === 'comments' && (post || comment)) return ok(sayAs(desk, page, graph, post, comment))
    if (edge === 'likes' && comment) return ok(like(desk, page, comment, true))
    const video = desk.store.get('videos', id)
    if (edge === 'thumbnails' && video) return ok(await addCover(desk, page, video, graph))
    if (id !== page.id) throw gone(id)
    switch (edge) {
      case 'feed':
        return ok(publishPost(desk, page, graph))
      case 'photos':
        return ok(await addPhoto(desk, page, graph))
      case 'videos':
        return ok(await videoPhase(desk, page, 'feed', graph))
      case 'video_reels':
        return ok(await videoPhase(desk, page, 'reel', graph))
      case 'video_stories':
        return ok(await videoPhase(desk, page, 'story', graph))
      case 'photo_stories':
        return ok(photoStory(desk, page, graph))
      case 'messages':
        return ok(writeMessage(desk, page, graph))
      case 'blocked':
        return ok(block(desk, page, JSON.parse(graph.given.psid ?? '[]') as string[]))
      case 'subscribed_apps':
        desk.store.put('subscribed', page.id, { id: page.id, fields: (graph.given.subscribed_fields ?? '').split(',') })
        return ok({ success: true })
      default:
        throw new GraphRefusal(100, `Unsupported post request to ${edge}`)
    }
  }

function sayAs(desk: Desk, page: PageRow, graph: Graph, post: PostRow | undefined, under: CommentRow | undefined) {
  desk.ground.needs(graph, 'pages_manage_engagement')
  const message = graph.given.message ?? ''
  notLonger(message, 8000, 'The comment')
  const target = post ?? desk.store.get('posts', under?.post ?? '')
  if (!target || message.trim() === '') throw new GraphRefusal(100, 'Param message must be non-empty')
  const from = { id: page.id, name: page.name }
  const row = addComment(desk, target, {
    from,
    message,
    at: desk.ground.now().toISOString(),
    ...(under ? { parent: under.parent ?? under.id } : {}),
  })
  return { id: row.id }
}

function like(desk: Desk, page: PageRow, comment: CommentRow, liked: boolean) {
  const act = { account: page.username, kind: liked ? ('like' as const) : ('unlike' as const), objectId: comment.id }
  if (comment.liked !== liked) desk.store.put('comments', comment.id, { ...comment, liked }, act)
  return { success: true }
}

function block(desk: Desk, page: PageRow, people: string[]) {
  for (const person of people) {
    const id = `${page.id} ${person}`
    if (!desk.store.get('blocked', id))
      desk.store.put(
        'blocked',
        id,
        { id, page: page.id, person },
        { account: page.username, kind: 'block', objectId: person },
      )
  }
  return {}
}

/** Edges whose content is taken away. */
export const clearEdge =
  (desk: Desk): GraphHandler =>
  (graph) => {
    const { id = '', edge = '' } = graph.request.params
    const page = actingPage(desk, graph)
    const comment = desk.store.get('comments', id)
    if (edge === 'likes' && comment) return ok(like(desk, page, comment, false))
    if (id !== page.id) throw gone(id)
    if (edge === 'blocked') {
      const known = desk.store.get('blocked', `${page.id} ${graph.given.psid}`)
      if (known)
        desk.store.drop('blocked', known.id, { account: page.username, kind: 'unblock', objectId: known.person })
      return ok({ success: true })
    }
    if (edge !== 'subscribed_apps') throw new GraphRefusal(100, `Unsupported delete request of ${edge}`)
    desk.store.drop('subscribed', page.id)
    return ok({ success: true })
  }
