import { absentSince } from '../absence.ts'
import type { Call, Found, Step, StepsDone } from '../contract.ts'
import { made } from '../families/google-api/client.ts'
import { plainText } from '../rich-text.ts'
import { readPages, send } from './client.ts'
import type { Comment, CommentThread } from './resources.ts'

const skewMs = 2 * 60_000

/** A comment of ours under the video, found again by its words. */
export function commentStep(text: string): Step {
  const words = plainText(text)
  const videoOf = (done: StepsDone) => done.post?.ref?.id ?? ''
  return {
    name: 'comment',
    role: 'comment',
    again: { way: 'look-first' },
    run: async (call, _key, done) => {
      const json = { snippet: { videoId: videoOf(done), topLevelComment: { snippet: { textOriginal: words } } } }
      const answer = await send(call, 'commentThreads', { part: 'snippet' }, { method: 'POST', json, writes: true })
      return { ref: commentRef(made<CommentThread>(answer, 'id').id, videoOf(done)) }
    },
    find: async (call, _key, done, since) => {
      const query = { part: 'snippet', videoId: videoOf(done), order: 'time', textFormat: 'plainText', maxResults: 100 }
      const threads = await readPages<CommentThread>(call, 'commentThreads', query, 3)
      return foundIn(
        call,
        threads.map((one) => one.snippet.topLevelComment),
        words,
        since,
        videoOf(done),
      )
    },
  }
}

/** An answer stands below the first comment of its thread, whichever comment it answers. */
export function replyStep(parentId: string, videoId: string, text: string): Step {
  const words = plainText(text)
  return {
    name: 'post',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call) => {
      const json = { snippet: { parentId, textOriginal: words } }
      const answer = await send(call, 'comments', { part: 'snippet' }, { method: 'POST', json, writes: true })
      return { ref: commentRef(made<Comment>(answer, 'id').id, videoId) }
    },
    find: async (call, _key, _done, since) => {
      const replies = await readPages<Comment>(
        call,
        'comments',
        { part: 'snippet', parentId, textFormat: 'plainText', maxResults: 100 },
        5,
      )
      return foundIn(call, replies, words, since, videoId)
    },
  }
}

export const commentRef = (id: string, videoId: string) => ({
  id,
  url: `https://www.youtube.com/watch?v=${videoId}&lc=${id}`,
})

function foundIn(call: Call, comments: Comment[], words: string, since: Date, videoId: string): Found {
  const ours = comments.find(
    ({ snippet }) =>
      snippet.authorChannelId?.value === call.account.remoteId &&
      (snippet.textOriginal ?? snippet.textDisplay) === words &&
      Date.parse(snippet.publishedAt) >= since.getTime() - skewMs,
  )
  if (ours) return { found: true, result: { ref: commentRef(ours.id, videoId) } }
  return absentSince(call, since)
}
