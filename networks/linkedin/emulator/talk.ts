import { createHmac } from 'node:crypto'
import type { WebhookRequest } from '../../contract.ts'
import { activityOf, commentsUnder, commentUrn, reactionsOf, threadOf } from './crowd.ts'
import { type Ground, inList, mayAct, No, needs, paged, text } from './ground.ts'
import { mayRead, nameOf } from './posts.ts'
import { type EmComment, type EmPost, nextNumber } from './state.ts'

const numbered = (urn: string | undefined) => /(\d+)\)?$/.exec(urn ?? '')?.[1] ?? ''

/** The post behind its own name, its activity’s or one of its comments’. */
function postAt(ground: Ground, urn: string): EmPost {
  const number = /activity:(\d+)/.exec(urn)?.[1] ?? numbered(urn)
  const post = [...ground.state.posts.values()].find((one) => one.urn.endsWith(`:${number}`))
  if (!post) throw new No(404, 'NOT_FOUND', `${urn} is not there`)
  return post
}

export function talkOperations(ground: Ground): void {
  const { on, state, commit, now } = ground
  on('GET', '/rest/socialActions/:urn/comments', (asking) => {
    const urn = decodeURIComponent(asking.params.urn ?? '')
    const post = postAt(ground, urn)
    mayRead(ground, asking, post.author)
    const parent = urn.startsWith('urn:li:comment:') ? urn : undefined
    return {
      status: 200,
      json: paged(
        commentsUnder(ground, post)
          .filter((one) => one.parent === parent)
          .map((one) => commentShape(ground, one)),
        asking,
      ),
    }
  })
  on('POST', '/rest/socialActions/:urn/comments', (asking) => {
    const form = asking.body as { actor: string; message: { text: string }; parentComment?: string }
    mayAct(ground, asking, form.actor)
    const post = postAt(ground, decodeURIComponent(asking.params.urn ?? ''))
    if (form.message.text.length > 1250) throw new No(422, 'FIELD_LENGTH_TOO_LONG', 'message :: at most 1250')
    const comment: EmComment = {
      id: String(nextNumber(state, now())),
      post: post.urn,
      actor: form.actor,
      text: form.message.text,
      at: now().getTime(),
      parent: form.parentComment && threadOf(ground, post, form.parentComment),
    }
    commit(
      { made: 'comment', comment },
      { account: nameOf(ground, form.actor), kind: 'comment', objectId: comment.id, text: comment.text },
    )
    return { status: 201, headers: { 'x-restli-id': comment.id }, json: commentShape(ground, comment) }
  })
  on('DELETE', '/rest/socialActions/:urn/comments/:id', (asking) => {
    const comment = state.comments.get(asking.params.id ?? '')
    if (!comment) throw new No(404, 'NOT_FOUND', 'there is no such comment')
    const actor = text(asking.query.actor)
    mayAct(ground, asking, actor)
    if (comment.actor !== actor && state.posts.get(comment.post)?.author !== actor)
      throw new No(403, 'ACCESS_DENIED', 'this comment is somebody else’s')
    commit(
      { did: 'delete', what: 'comments', id: comment.id },
      { account: nameOf(ground, actor), kind: 'remove', objectId: comment.id },
    )
    return { status: 204 }
  })
  on('POST', '/rest/reactions', (asking) => {
    const actor = text(asking.query.actor)
    mayAct(ground, asking, actor)
    const { root } = asking.body as { root: string }
    if (state.reactions.has(`${actor} ${root}`)) throw new No(409, 'CONFLICT', 'the reaction stands already')
    commit(
      { did: 'react', who: `${actor} ${root}`, on: true },
      { account: nameOf(ground, actor), kind: 'like', objectId: root },
    )
    return { status: 201, headers: { 'x-restli-id': `(actor:${actor},entity:${root})` } }
  })
  on('DELETE', '/rest/reactions/:key', (asking) => {
    const [, actor = '', entity = ''] =
      /^\(actor:([^,]+),entity:(.+)\)$/.exec(decodeURIComponent(asking.params.key ?? '')) ?? []
    mayAct(ground, asking, actor)
    if (!state.reactions.has(`${actor} ${entity}`)) throw new No(404, 'NOT_FOUND', 'there is no such reaction')
    commit(
      { did: 'react', who: `${actor} ${entity}`, on: false },
      { account: nameOf(ground, actor), kind: 'unlike', objectId: entity },
    )
    return { status: 204 }
  })
  countOperations(ground)
}

const commentShape = (ground: Ground, comment: EmComment) => ({
  id: comment.id,
  commentUrn: commentUrn(comment),
  actor: comment.actor,
  message: { text: comment.text, attributes: [] },
  created: { actor: comment.actor, time: comment.at },
  lastModified: { actor: comment.actor, time: comment.editedAt ?? comment.at },
  object: activityOf(comment.post),
  ...(comment.parent ? { parentComment: comment.parent } : { commentsSummary: summaryOf(ground, comment) }),
  ...(comment.picture ? { content: [pictureOf(ground)] } : {}),
})

function summaryOf(ground: Ground, comment: EmComment) {
  const urn = commentUrn(comment)
  const count = [...ground.state.comments.values()].filter((one) => one.parent === urn).length
  return { selectedComments: [], totalFirstLevelComments: count, aggregatedTotalComments: count }
}

const pictureOf = ({ site }: Ground) => ({
  type: 'IMAGE',
  entity: { image: 'urn:li:image:C4D00TORNBAG' },
  url: site.people.snapshot().url,
})

function countOperations(ground: Ground): void {
  const { on, state } = ground
  on('GET', '/rest/socialMetadata', ({ query }) => {
    const results = Object.fromEntries(
      inList(query.ids).flatMap((urn) => {
        const post = state.posts.get(decodeURIComponent(urn))
        return post ? [[post.urn, metadataOf(ground, post)]] : []
      }),
    )
    return { status: 200, json: { results, statuses: {}, errors: {} } }
  })
  on('GET', '/rest/organizationalEntityShareStatistics', (asking) => {
    needs(asking, 'rw_organization_admin')
    const urns = [...inList(asking.query.shares), ...inList(asking.query.ugcPosts)].map(decodeURIComponent)
    const elements = urns.flatMap((urn) => {
      const post = state.posts.get(urn)
      return post
        ? [{ organizationalEntity: post.author, [kindOf(urn)]: urn, totalShareStatistics: statisticsOf(ground, post) }]
        : []
    })
    return { status: 200, json: { paging: { start: 0, count: 10, links: [] }, elements } }
  })
  on('GET', '/rest/organizationalEntityNotifications', (asking) => {
    needs(asking, 'r_organization_social')
    const page = text(asking.query.organizationalEntity)
    const since = Number(/start:(\d+)/.exec(text(asking.query.timeRange))?.[1] ?? 0)
    const posts = [...state.posts.values()].filter((one) => one.author === page)
    const notices = posts.flatMap((post) => commentsUnder(ground, post).map((one) => noticeOf(one, page)))
    const fresh = notices
      .filter((one) => one.lastModifiedAt >= since)
      .sort((a, b) => b.lastModifiedAt - a.lastModifiedAt)
    return { status: 200, json: paged(fresh, asking) }
  })
}

const kindOf = (urn: string) => (urn.includes(':ugcPost:') ? 'ugcPost' : 'share')

function metadataOf(ground: Ground, post: EmPost) {
  const likes = reactionsOf(ground, post).filter((one) => one.kind === 'like').length
  const count = commentsUnder(ground, post).length
  return {
    entity: post.urn,
    reactionSummaries: likes > 0 ? { LIKE: { reactionType: 'LIKE', count: likes } } : {},
    commentSummary: { count, topLevelCount: count },
    commentsState: 'OPEN',
  }
}

function statisticsOf(ground: Ground, post: EmPost) {
  const done = reactionsOf(ground, post)
  const count = (kind: string) => done.filter((one) => one.kind === kind).length
  return {
    clickCount: done.length,
    commentCount: commentsUnder(ground, post).length,
    engagement: 0.02,
    impressionCount: done.length * 12,
    likeCount: count('like'),
    shareCount: count('reshare'),
    uniqueImpressionsCount: done.length * 9,
  }
}

const noticeOf = (comment: EmComment, page: string) => ({
  notificationId: Number(comment.id),
  organizationalEntity: page,
  action: comment.actor === page ? 'ADMIN_COMMENT' : 'COMMENT',
  sourcePost: comment.post,
  generatedActivity: commentUrn(comment),
  lastModifiedAt: comment.at,
  subscriber: page,
  decoratedGeneratedActivity: {
    comment: { owner: comment.actor, entity: activityOf(comment.post), text: comment.text },
  },
})

/** As the network would deliver it. */
export function delivered(ground: Ground, id: string, url: string, secret: string): WebhookRequest {
  const comment = ground.state.comments.get(id)
  const page = ground.state.posts.get(comment?.post ?? '')?.author
  if (!comment || !page) throw new Error(`nothing was said as ${id}`)
  const body = Buffer.from(
    JSON.stringify({ type: 'ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS', notifications: [noticeOf(comment, page)] }),
  )
  const signature = createHmac('sha256', secret).update(`hmacsha256=${body}`).digest('hex')
  return {
    method: 'POST',
    query: {},
    headers: { 'content-type': 'application/json', 'x-li-signature': signature },
    body,
    url,
  }
}
