import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { optionOf } from '../check-options.ts'
import type { AccountAccess, PreparedContent, Publish, RemoteRef, Step, StepsDone } from '../contract.ts'
import { type CommentView, type PostView, partsOfRef, refId } from './api.ts'
import { wireOf, write } from './client.ts'
import { optionsFor } from './compose.ts'
import { findComment, findPost } from './find.ts'
import { communityOf, languageId } from './instance.ts'
import { altMax } from './limits.ts'
import { inMarkdown, pictureOf } from './markdown.ts'
import { uploadedAt, uploadStep } from './media.ts'

/** The instance takes no key: whatever may stand is looked for before it is posted again. */
export const publish: Publish = {
  steps: (content, account) => [
    ...(content.parts[0]?.media ?? []).map((file, at) => uploadStep(fileName(at), file)),
    ...(content.files?.thumbnail ? [uploadStep('thumbnail', content.files.thumbnail)] : []),
    postStep(content, account),
    ...(content.firstComment?.trim() ? [commentStep('comment', 'comment', content.firstComment, refDone)] : []),
  ],
}

export const fileName = (at: number) => `media-0-${at}`

function postStep(content: PreparedContent, account: AccountAccess): Step {
  const form = (done: StepsDone) => postForm(content, account, (at) => uploadedAt(done, fileName(at)), done)
  return {
    name: 'post',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call, _key, done) => ({
      ref: postRef(await write<PostView>(wireOf(call), 'POST', '/post', form(done), 'post_view')),
      data: { media: (content.parts[0]?.media ?? []).map((one) => one.id) },
    }),
    find: (call, _key, done, since) => findPost(call, form(done), since),
  }
}

/** The first file is what the post is about; the others stand in its text. */
export function postForm(
  content: PreparedContent,
  { facts }: AccountAccess,
  addressOf: (at: number) => string,
  done: StepsDone,
): JsonObject {
  const { options, language } = content
  const [part] = content.parts
  const media = part?.media ?? []
  const community = communityOf(facts, optionOf(optionsFor(facts), options, 'community'))
  if (!community) throw new NetworkFailure('rejected', 'there is no community to post in')
  const link = String(options.link ?? '').trim()
  const url = media.length > 0 ? addressOf(0) : link
  const others = media.slice(1).map((file, at) => pictureOf({ url: addressOf(at + 1), alt: file.alt?.trim() }))
  const body = [inMarkdown(part?.text ?? '').trim(), ...others].filter(Boolean).join('\n\n')
  const alt = [...(media[0]?.alt?.trim() ?? '')].slice(0, altMax).join('')
  const languageNumber = languageId(facts, language)
  return {
    name: String(options.title ?? '').trim(),
    community_id: community.id,
    ...(url ? { url } : {}),
    ...(body ? { body } : {}),
    ...(alt ? { alt_text: alt } : {}),
    nsfw: options.nsfw === true,
    ...(languageNumber === undefined ? {} : { language_id: languageNumber }),
    ...(done.thumbnail ? { custom_thumbnail: uploadedAt(done, 'thumbnail') } : {}),
  }
}

export const postRef = ({ post }: Pick<PostView, 'post'>): RemoteRef => ({
  id: refId('post', post.id),
  url: post.ap_id,
})

/** Under a post or a comment. */
export function commentStep(
  name: string,
  role: Step['role'],
  text: string,
  above: (done: StepsDone) => { post: number; parent?: number },
): Step {
  const content = inMarkdown(text).trim()
  return {
    name,
    role,
    again: { way: 'look-first' },
    run: async (call, _key, done) => {
      const { post, parent } = above(done)
      const json = { content, post_id: post, ...(parent ? { parent_id: parent } : {}) }
      const { comment } = await write<CommentView>(wireOf(call), 'POST', '/comment', json, 'comment_view')
      return { ref: { id: refId('comment', comment.id), url: comment.ap_id } }
    },
    find: (call, _key, done, since) => findComment(call, { content, ...above(done) }, since),
  }
}

function refDone(done: StepsDone): { post: number } {
  const id = done.post?.ref?.id
  if (!id) throw new NetworkFailure('rejected', 'there is no post to comment on')
  return { post: partsOfRef(id).number }
}
