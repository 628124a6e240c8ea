import type { LedgerAct } from '../../lab/ledger.ts'
import { allPosts, anyUser } from './crowd.ts'
import { type Asking, type Ground, No, ok } from './ground.ts'
import { type Deed, type EmMessage, has, idAt } from './state.ts'

export function deedOperations(ground: Ground): void {
  const { on, state, commit, now } = ground
  const mark = (asking: Asking, did: Deed, what: string, onOff: boolean, kind: LedgerAct['kind']) => {
    const { user } = asking
    if (has(state, did, user.id, what) !== onOff)
      commit({ did, who: user.id, what, on: onOff }, { account: user.openedAs, kind, objectId: what })
  }
  on('PUT', '/2/tweets/:tweet_id/hidden', 'tweet.moderate.write', (asking) => {
    const { hidden } = asking.body as { hidden: boolean }
    const post = posted(ground, asking.params.tweet_id)
    const root = state.posts.get(post.conversation)
    if (root?.author !== asking.user.id || post.id === root.id)
      throw new No(403, 'You are not authorized to hide replies in this conversation.')
    mark(asking, 'hide', post.id, hidden, hidden ? 'hide' : 'unhide')
    return ok({ hidden })
  })
  on('POST', '/2/users/:id/likes', 'like.write', (asking) => {
    const post = posted(ground, (asking.body as { tweet_id: string }).tweet_id)
    mark(asking, 'like', post.id, true, 'like')
    return ok({ liked: true })
  })
  on('DELETE', '/2/users/:id/likes/:tweet_id', 'like.write', (asking) => {
    mark(asking, 'like', asking.params.tweet_id ?? '', false, 'unlike')
    return ok({ liked: false })
  })
  on('POST', '/2/users/:id/muting', 'mute.write', (asking) => {
    mark(asking, 'mute', named(ground, (asking.body as { target_user_id: string }).target_user_id), true, 'block')
    return ok({ muting: true })
  })
  on('DELETE', '/2/users/:source_user_id/muting/:target_user_id', 'mute.write', (asking) => {
    mark(asking, 'mute', named(ground, asking.params.target_user_id), false, 'unblock')
    return ok({ muting: false })
  })
  for (const [way, blocked] of [
    ['block', true],
    ['unblock', false],
  ] as const)
    on('POST', `/2/users/:id/dm/${way}`, 'dm.write', (asking) => {
      mark(asking, 'dm-block', named(ground, asking.params.id), blocked, way)
      return ok({ blocked })
    })
  on('POST', '/2/dm_conversations/with/:participant_id/messages', 'dm.write', ({ params, body, user }) => {
    const to = named(ground, params.participant_id)
    const { text = '', attachments = [] } = body as { text?: string; attachments?: { media_id: string }[] }
    const [mediaId] = attachments.map((one) => one.media_id)
    if (attachments.length > 1) throw new No(400, 'A message takes one attachment.')
    if (mediaId && !state.media.get(mediaId)?.personal) throw new No(400, 'This media was not uploaded for a message.')
    const message: EmMessage = { id: idAt(state, now()), from: user.id, to, text, at: now().toISOString(), mediaId }
    const act = { account: user.openedAs, kind: 'message', objectId: message.id, text } as const
    commit({ made: 'message', message }, act)
    return ok({ dm_conversation_id: [user.id, to].sort().join('-'), dm_event_id: message.id }, 201)
  })
  on('DELETE', '/2/dm_events/:event_id', 'dm.write', ({ params, user }) => {
    const message = state.messages.get(params.event_id ?? '')
    if (!message || message.from !== user.id) throw new No(404, 'This event is not known.')
    commit(
      { did: 'delete', what: 'messages', id: message.id },
      { account: user.openedAs, kind: 'remove', objectId: message.id },
    )
    return ok({ deleted: true })
  })
}

function posted(ground: Ground, id: string | undefined) {
  const post = allPosts(ground).find((one) => one.id === id)
  if (!post) throw new No(404, 'This Post is not there.')
  return post
}

function named(ground: Ground, id: string | undefined): string {
  const user = anyUser(ground, id ?? '')
  if (!user) throw new No(404, 'This user is not there.')
  return user.id
}
