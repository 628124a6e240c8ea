import { Refused } from '../../families/google-api/emulator.ts'
import type { Answered } from '../../lab/deeds.ts'
import type { Speaker } from '../../lab/network.ts'
import { authorOf, spokenBy } from './crowd.ts'
import { type Asking, paged, type Tube, text } from './site.ts'
import type { EmComment, EmVideo } from './state.ts'

const statuses = ['published', 'heldForReview', 'likelySpam', 'rejected']

export function commentOperations(tube: Tube): void {
  const { on, state, commit } = tube
  on('GET', '/youtube/v3/commentThreads', { cost: 1, scope: 'manage' }, (request) => {
    const wanted = text(request, 'moderationStatus') || 'published'
    const videos = threadsAskedFor(tube, request)
    const all = videos.flatMap((video) => commentsUnder(tube, video))
    const threads = all
      .filter((one) => !one.parent && one.status === wanted)
      .reverse()
      .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
    const { items, info } = paged(threads, request, 100, 20)
    const json = items.map((one) => threadJson(tube, request, one, all))
    return { status: 200, json: { kind: 'youtube#commentThreadListResponse', etag: 'e', ...info, items: json } }
  })
  on('POST', '/youtube/v3/commentThreads', { cost: 50, scope: 'manage' }, (request) => {
    const { snippet } = request.body as {
      snippet?: { videoId?: string; topLevelComment?: { snippet?: { textOriginal?: string } } }
    }
    const video = commentable(tube, request, snippet?.videoId ?? '')
    const comment = said(tube, request, video, snippet?.topLevelComment?.snippet?.textOriginal)
    return { status: 200, json: threadJson(tube, request, comment, []) }
  })
  on('GET', '/youtube/v3/comments', { cost: 1, scope: 'manage' }, (request) => {
    const parent = text(request, 'parentId')
    const all = [...state.videos.values()].flatMap((video) => commentsUnder(tube, video))
    const ids = text(request, 'id').split(',')
    const asked = parent ? all.filter((one) => one.parent === parent) : all.filter((one) => ids.includes(one.id))
    const { items, info } = paged(asked, request, 100, 20)
    const json = items.map((one) => commentJson(tube, request, one))
    return { status: 200, json: { kind: 'youtube#commentListResponse', etag: 'e', ...info, items: json } }
  })
  on('POST', '/youtube/v3/comments', { cost: 50, scope: 'manage' }, (request) => {
    const { snippet } = request.body as { snippet?: { parentId?: string; textOriginal?: string } }
    const parent = commentById(tube, snippet?.parentId ?? '')
    if (!parent || parent.parent)
      throw new Refused(404, 'parentCommentNotFound', 'The specified parent comment could not be found.')
    const video = commentable(tube, request, parent.video)
    return {
      status: 200,
      json: commentJson(tube, request, said(tube, request, video, snippet?.textOriginal, parent.id)),
    }
  })
  on('DELETE', '/youtube/v3/comments', { cost: 50, scope: 'manage' }, (request) => {
    const comment = commentById(tube, text(request, 'id'))
    if (!comment) throw new Refused(404, 'commentNotFound', 'The specified comment could not be found.')
    if (!request.channels.some((one) => one.id === comment.author.id))
      throw new Refused(403, 'forbidden', 'The comment could not be deleted because of insufficient permissions.')
    commit(
      { did: 'remove-comment', comment: comment.id },
      { account: request.channel.account, kind: 'remove', objectId: comment.id },
    )
    return { status: 204 }
  })
}

export function moderationOperations(tube: Tube): void {
  const { on, state, commit } = tube
  on('POST', '/youtube/v3/comments/setModerationStatus', { cost: 50, scope: 'manage' }, (request) => {
    const status = text(request, 'moderationStatus')
    const ban = text(request, 'banAuthor') === 'true'
    if (!statuses.includes(status) || status === 'likelySpam' || (ban && status !== 'rejected'))
      throw new Refused(400, 'banWithoutReject', 'The banAuthor parameter may only be used with rejected.')
    for (const id of text(request, 'id').split(',')) {
      const comment = commentById(tube, id)
      const video = state.videos.get(comment?.video ?? '')
      if (!comment || !video) throw new Refused(404, 'commentNotFound', 'One or more comments cannot be found.')
      if (!request.channels.some((one) => one.id === video.channel))
        throw new Refused(403, 'forbidden', 'The comment cannot be moderated because of insufficient permissions.')
      const banned = ban ? { ban: `${video.channel} ${comment.author.id}` } : {}
      commit(
        { did: 'moderate', comment: id, status, ...banned },
        { account: request.channel.account, kind: ban ? 'block' : 'hide', objectId: id },
      )
    }
    return { status: 204 }
  })
}

function said(tube: Tube, request: Asking, video: EmVideo, words: string | undefined, parent?: string): EmComment {
  const written = words ?? ''
  if (written.trim() === '') throw new Refused(400, 'commentTextRequired', 'The request must specify comment text.')
  if (written.length > 10_000) throw new Refused(400, 'commentTextTooLong', 'The comment text is too long.')
  const { channel } = request
  const { site, commit } = tube
  const id = parent ? `${parent}.${site.random.hex(22)}` : `Ug${site.random.hex(24)}`
  const comment: EmComment = {
    ...{ id, video: video.id, text: written, at: tube.now().toISOString(), status: 'published' },
    ...(parent ? { parent } : {}),
    author: { id: channel.id, handle: channel.handle },
  }
  commit({ made: 'comment', comment }, { account: channel.account, kind: 'comment', objectId: id, text: written })
  return comment
}

function threadsAskedFor({ state }: Tube, request: Asking): EmVideo[] {
  const channel = text(request, 'allThreadsRelatedToChannelId')
  const id = text(request, 'videoId')
  if (channel) return [...state.videos.values()].filter((one) => one.channel === channel)
  const video = state.videos.get(id)
  if (!video)
    throw new Refused(404, 'videoNotFound', 'The video identified by the videoId parameter could not be found.')
  if (video.madeForKids || video.privacy === 'private')
    throw new Refused(403, 'commentsDisabled', 'The video identified by the videoId parameter has disabled comments.')
  return [video]
}

function commentable({ state }: Tube, _request: Asking, id: string): EmVideo {
  const video = state.videos.get(id)
  if (!video) throw new Refused(404, 'videoNotFound', 'The video could not be found.')
  if (video.madeForKids || video.privacy === 'private')
    throw new Refused(403, 'forbidden', 'Comments cannot be posted under this video.')
  return video
}

export function commentsUnder(tube: Tube, video: EmVideo): EmComment[] {
  const { state } = tube
  const stored = [...state.comments.values()].filter((one) => one.video === video.id)
  return [...stored, ...spokenBy(tube, video)].map((one) => {
    const banned = state.banned.has(`${video.channel} ${one.author.id}`)
    return { ...one, status: state.moderated.get(one.id) ?? (banned ? 'rejected' : one.status) }
  })
}

function commentById(tube: Tube, id: string): EmComment | undefined {
  for (const video of tube.state.videos.values()) {
    const found = commentsUnder(tube, video).find((one) => one.id === id)
    if (found) return found
  }
  return undefined
}

function threadJson(tube: Tube, request: Asking, top: EmComment, all: EmComment[]) {
  const replies = all.filter((one) => one.parent === top.id && one.status === 'published')
  const last = replies.slice(-5)
  const shown = text(request, 'part').includes('replies') && last.length > 0
  return {
    kind: 'youtube#commentThread',
    etag: 'e',
    id: top.id,
    snippet: {
      channelId: tube.state.videos.get(top.video)?.channel ?? '',
      videoId: top.video,
      topLevelComment: commentJson(tube, request, top),
      canReply: true,
      totalReplyCount: replies.length,
      isPublic: true,
    },
    ...(shown ? { replies: { comments: last.map((one) => commentJson(tube, request, one)) } } : {}),
  }
}

/** The words as they were written are told to their author only. */
function commentJson(tube: Tube, request: Asking, comment: EmComment) {
  const isOwn = request.channels.some((one) => one.id === comment.author.id)
  const owns = request.channels.some((one) => one.id === tube.state.videos.get(comment.video)?.channel)
  return {
    kind: 'youtube#comment',
    etag: 'e',
    id: comment.id,
    snippet: {
      channelId: tube.state.videos.get(comment.video)?.channel ?? '',
      videoId: comment.video,
      textDisplay: text(request, 'textFormat') === 'plainText' ? comment.text : htmlOf(comment.text),
      ...(isOwn ? { textOriginal: comment.text } : {}),
      ...(comment.parent ? { parentId: comment.parent } : {}),
      authorDisplayName: comment.author.handle,
      authorProfileImageUrl: tube.site.people.avatarUrl({ handle: comment.author.handle.slice(1) }),
      authorChannelUrl: `https://www.youtube.com/channel/${comment.author.id}`,
      authorChannelId: { value: comment.author.id },
      canRate: true,
      viewerRating: 'none',
      likeCount: 0,
      ...(owns ? { moderationStatus: comment.status } : {}),
      publishedAt: comment.at,
      updatedAt: comment.at,
    },
  }
}

const htmlOf = (words: string) =>
  words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '<br>')

/** A person comments on a video, or below a comment: threads are two deep. */
export function answerBy(tube: Tube, name: string, text: string, { person, at }: Speaker = {}): string {
  const { state, site } = tube
  const above = state.videos.has(name) ? undefined : commentById(tube, name)
  const video = state.videos.get(above?.video ?? name)
  if (!video) throw new Error(`nothing stands at ${name}`)
  const said = commentsUnder(tube, video).length
  const who = person ?? site.people.all[said % site.people.all.length] ?? site.random.pick(site.people.all)
  const parent = above && (above.parent ?? above.id)
  const comment: EmComment = {
    id: parent ? `${parent}.${site.random.hex(22)}` : `Ug${site.random.hex(24)}`,
    video: video.id,
    text,
    at: (at ?? tube.now()).toISOString(),
    status: 'published',
    author: authorOf(who),
    ...(parent ? { parent } : {}),
  }
  tube.commit({ made: 'comment', comment })
  return comment.id
}

/** With a comment go the answers below it. */
export function takeBack({ state, commit }: Tube, id: string): void {
  for (const one of [...state.comments.values()])
    if (one.id === id || one.parent === id) commit({ did: 'remove-comment', comment: one.id })
}

/** Below a comment it is the last person of the thread who is answered. */
export function answered(tube: Tube, id: string): Answered | undefined {
  const said = tube.state.comments.get(id)
  const video = tube.state.videos.get(said?.video ?? '')
  if (!said?.parent || !video) return undefined
  const thread = commentsUnder(tube, video).filter((one) => one.id === said.parent || one.parent === said.parent)
  const earlier = thread.filter((one) => one.id !== id && one.at <= said.at && one.author.id !== said.author.id)
  const before = earlier.sort((a, b) => a.at.localeCompare(b.at)).at(-1)
  const person = before && tube.site.people.byHandle(before.author.handle.slice(1))
  return person && { id: before.id, person, text: before.text, at: new Date(before.at) }
}
