import type { JsonObject } from '../../kernel/json.ts'
import type { Call, Inbox, Interaction, Person } from '../contract.ts'
import { heardSince } from '../families/newest-first/heard-since.ts'
import { readPages } from './client.ts'
import { commentRef, replyStep } from './comments.ts'
import type { Comment, CommentThread } from './resources.ts'
import { refOf } from './videos.ts'

export const inbox: Inbox = {
  kinds: ['comment', 'reply'],

  /** The newest hundred threads of the channel with their answers, and those held for review. */
  poll: async (call, cursor) => {
    const spoken = (await Promise.all(['published', 'heldForReview'].map((status) => heard(call, status)))).flat()
    return heardSince(
      cursor,
      spoken,
      (one) => one.id,
      (one) => one.at,
    )
  },

  comments: async (call, ref) => {
    const query = { part: 'snippet,replies', videoId: ref.id, order: 'time', textFormat: 'plainText', maxResults: 100 }
    const spoken = await spokenIn(call, await readPages<CommentThread>(call, 'commentThreads', query, 10))
    return { items: spoken.reverse().sort(byTime) }
  },

  reply: (to, text) => {
    const video = to.under?.id ?? ''
    return replyStep(to.replyTo ?? to.id, video, text)
  },
}

const byTime = (a: Interaction, b: Interaction) => a.at.getTime() - b.at.getTime()

async function heard(call: Call, moderationStatus: string): Promise<Interaction[]> {
  const query = {
    part: 'snippet,replies',
    allThreadsRelatedToChannelId: call.account.remoteId,
    moderationStatus,
    order: 'time',
    textFormat: 'plainText',
    maxResults: 100,
  }
  return spokenIn(call, await readPages<CommentThread>(call, 'commentThreads', query, 1))
}

/** A thread tells its last few answers; where there are more, all are asked for. */
async function spokenIn(call: Call, threads: CommentThread[]): Promise<Interaction[]> {
  const spoken: Interaction[] = []
  for (const thread of threads) {
    const { topLevelComment, totalReplyCount, videoId } = thread.snippet
    const told = thread.replies?.comments ?? []
    const replies =
      totalReplyCount > told.length
        ? await readPages<Comment>(
            call,
            'comments',
            { part: 'snippet', parentId: thread.id, textFormat: 'plainText', maxResults: 100 },
            5,
          )
        : told
    const under = videoId ?? topLevelComment.snippet.videoId ?? ''
    spoken.push(...[topLevelComment, ...replies].map((one) => interactionOf(one, under, call.account.remoteId)))
  }
  return spoken
}

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
