import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { absentSince } from '../absence.ts'
import { optionOf } from '../check-options.ts'
import type {
  AccountAccess,
  Call,
  Edit,
  Found,
  PreparedContent,
  Publish,
  Remove,
  Step,
  StepsDone,
} from '../contract.ts'
import { ask, authorOf, inPath, madeId, wireOf } from './client.ts'
import { commentStep, removeComments } from './comments.ts'
import { optionsFor, pollSeconds, titleOf } from './compose.ts'
import { againFor, skewMs } from './doubt.ts'
import { inLittleText, readLittleText, seenText } from './little-text.ts'
import { readyStep, uploadedUrn, uploadedUrns, uploadStep, uploadSteps } from './media.ts'
import { mediaIn, newestPosts, type Post, refOf } from './posts.ts'

export const publish: Publish = {
  steps: (content, account) => {
    const [part] = content.parts
    const files = part?.media ?? []
    const thumbnail = part?.card && files.length === 0 ? part.cardImage : undefined
    const comment = content.firstComment?.trim()
    return [
      ...uploadSteps(files),
      ...(files.length > 0 ? [readyStep(files)] : []),
      ...(thumbnail ? [uploadStep(thumbnail, 'thumbnail')] : []),
      postStep(content, account),
      ...(comment ? [commentStep('comment', 'comment', (done) => done.post?.ref?.id ?? '', comment, account)] : []),
    ]
  },
}

function postStep(content: PreparedContent, account: AccountAccess): Step {
  const again = againFor(account)
  return {
    name: 'post',
    role: 'post',
    again,
    run: async (call, _key, done) => {
      const answer = await ask(wireOf(call), {
        method: 'POST',
        path: '/rest/posts',
        json: formOf(content, call, done),
        writes: true,
        freshConnection: again.way === 'never',
      })
      const moving = content.parts[0]?.media[0]?.kind === 'gif'
      return { ref: refOf(madeId(answer), moving ? { moving } : undefined) }
    },
    ...(again.way === 'never' ? {} : { find: (call, _key, done, since) => findPost(call, content, done, since) }),
  }
}

function formOf(content: PreparedContent, call: Call, done: StepsDone): JsonObject {
  const shape = contentOf(content, done)
  return {
    author: authorOf(call),
    commentary: inLittleText(content.parts[0]?.text ?? ''),
    visibility: String(optionOf(optionsFor(call.account.facts), content.options, 'visibility')),
    distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
    lifecycleState: 'PUBLISHED',
    isReshareDisabledByAuthor: content.options.noReshare === true,
    ...(shape ? { content: shape } : {}),
  }
}

function contentOf(content: PreparedContent, done: StepsDone): JsonObject | undefined {
  const [part] = content.parts
  if (!part) return undefined
  if (part.poll) return { poll: pollForm(part.poll) }
  const files = part.media.map((file, index) => ({
    id: uploadedUrns(part.media, done)[index] ?? '',
    ...(file.alt ? { altText: file.alt } : {}),
  }))
  const [first] = part.media
  if (files.length > 1) return { multiImage: { images: files } }
  if (files[0] && first) {
    const title = first.kind === 'document' || first.kind === 'video' ? titleOf(content, first.fileName) : ''
    return { media: { ...files[0], ...(title ? { title } : {}) } }
  }
  if (!part.card) return undefined
  const { url: source, title, description } = part.card
  return {
    article: { source, title, description, ...(part.cardImage ? { thumbnail: uploadedUrn(done, 'thumbnail') } : {}) },
  }
}

function pollForm(poll: NonNullable<PreparedContent['parts'][number]['poll']>): JsonObject {
  const duration = pollSeconds[poll.durationSeconds]
  if (!duration) throw new NetworkFailure('rejected', 'a poll lasts one, three, seven or fourteen days')
  return { question: poll.question ?? '', options: poll.options.map((text) => ({ text })), settings: { duration } }
}

const mostPosts = 300

/** Looks among the newest own posts. Files have names nobody else’s post has; words decide where there are none. */
async function findPost(call: Call, content: PreparedContent, done: StepsDone, since: Date): Promise<Found> {
  const from = since.getTime() - skewMs
  const urns = uploadedUrns(content.parts[0]?.media ?? [], done)
  for (let start = 0; start < mostPosts; start += 50) {
    const posts = await newestPosts(call, start, 50)
    const fresh = posts.filter((post) => post.createdAt >= from)
    const like = fresh.find((post) => isLike(post, content, urns))
    if (like) return { found: true, result: { ref: refOf(like.id) } }
    if (fresh.length < 50) return absentSince(call, since)
  }
  return { found: false, sure: false, note: `more than ${mostPosts} posts were made since` }
}

function isLike(post: Post, content: PreparedContent, urns: string[]): boolean {
  const [part] = content.parts
  const same = squeezed(readLittleText(post.commentary)) === squeezed(seenText(part?.text ?? ''))
  return (
    same &&
    JSON.stringify(mediaIn(post).map((one) => one.id)) === JSON.stringify(urns) &&
    post.content?.poll?.question === part?.poll?.question &&
    post.content?.article?.source === (part?.media.length ? undefined : part?.card?.url)
  )
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim()

/** The network lets only the words be changed. */
export const edit: Edit = {
  may: ['text'],
  run: async (call, ref, content) => {
    const commentary = inLittleText(content.parts[0]?.text ?? '')
    await ask(wireOf(call), {
      method: 'POST',
      path: `/rest/posts/${inPath(ref.id)}`,
      act: 'PARTIAL_UPDATE',
      json: { patch: { $set: { commentary } } },
      writes: true,
    })
    return { ref }
  },
}

/** What was removed before is answered as removed again: comments go with their post. */
export const remove: Remove = async (call, ref, done) => {
  await removeComments(call, ref, done)
  const path = `/rest/posts/${inPath(ref.id)}`
  const answer = await ask(wireOf(call), { method: 'DELETE', path, act: 'DELETE', writes: true, fine: [404] })
  return answer.status === 404 ? 'already-gone' : 'removed'
}
