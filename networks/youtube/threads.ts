import type { JsonObject } from '../../kernel/json.ts'
import type { Call, Interaction, Person } from '../contract.ts'
import { readPages } from './client.ts'
import { commentRef } from './comments.ts'
import type { Comment, CommentThread } from './resources.ts'
import { refOf } from './videos.ts'

/** By thread that does not tell all its answers: how many it had. */
export type AnswerCounts = Record<string, number>

/** A thread tells its last few answers; where there are more, all are asked for, unless there are as many as are known. */
export async function spokenIn(
  call: Call,
  threads: CommentThread[],
  known: AnswerCounts = {},
): Promise<{ spoken: Interaction[]; answers: AnswerCounts }> {
  const spoken: Interaction[] = []
  const answers: AnswerCounts = {}
  for (const thread of threads) {
    const { topLevelComment, totalReplyCount, videoId } = thread.snippet
    const told = thread.replies?.comments ?? []
    const isLong = totalReplyCount > told.length
    if (isLong) answers[thread.id] = totalReplyCount
    const replies = isLong && known[thread.id] !== totalReplyCount ? await answersTo(call, thread.id) : told
    const under = videoId ?? topLevelComment.snippet.videoId ?? ''
    spoken.push(...[topLevelComment, ...replies].map((one) => interactionOf(one, under, call.account.remoteId)))
  }
  return { spoken, answers }
}

const answersTo = (call: Call, parentId: string) =>
  readPages<Comment>(call, 'comments', { part: 'snippet', parentId, textFormat: 'plainText', maxResults: 100 }, 5)

function interactionOf({ id, snippet }: Comment, videoId: string, own: string): Interaction {
  const raw: JsonObject = { moderation: snippet.moderationStatus ?? 'published' }
  return {
    id,
    kind: snippet.parentId ? 'reply' : 'comment',
    at: new Date(snippet.publishedAt),
    author: personOf(snippet),
    text: snippet.textOriginal ?? snippet.textDisplay,
    ...(videoId ? { under: refOf(videoId), url: commentRef(id, videoId).url } : {}),
    ...(snippet.parentId ? { replyTo: snippet.parentId } : {}),
    media: [],
    ...(snippet.updatedAt !== snippet.publishedAt ? { edited: true } : {}),
    ...(snippet.authorChannelId?.value === own ? { own: true } : {}),
    raw,
  }
}

const personOf = (snippet: Comment['snippet']): Person => ({
  id: snippet.authorChannelId?.value ?? snippet.authorDisplayName,
  handle: snippet.authorDisplayName,
  name: snippet.authorDisplayName.replace(/^@/, ''),
  ...(snippet.authorProfileImageUrl ? { avatarUrl: snippet.authorProfileImageUrl } : {}),
  ...(snippet.authorChannelUrl ? { url: snippet.authorChannelUrl } : {}),
})
