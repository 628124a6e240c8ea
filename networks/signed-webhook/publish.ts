import type { HttpAnswer } from '../../kernel/http/client.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { optionOf } from '../check-options.ts'
import type { Call, Edit, MediaFile, PreparedContent, Publish, RemoteRef, Remove, Step } from '../contract.ts'
import { fitted } from '../fitted.ts'
import { plainText } from '../rich-text.ts'
import { options } from './compose.ts'
import { htmlOf } from './html.ts'
import { inlineMax, limits, pictures } from './limits.ts'
import { receiverOf, send, toldBy } from './send.ts'

/** Standard Webhooks asks receivers to remember ids; how long is theirs to say. A day is what we trust. */
const remembered = { way: 'same-key', forMs: 24 * 3_600_000 } as const

/** The post is one event, the first comment another; the receiver knows both again by their ids. */
export const publish: Publish = {
  steps: (content) => [postStep(content), ...(content.firstComment?.trim() ? [commentStep(content.firstComment)] : [])],
}

function postStep(content: PreparedContent): Step {
  return {
    name: 'post',
    role: 'post',
    again: remembered,
    run: async (call, key) => {
      const data = await dataOf(call, content)
      return {
        ref: refOf(await send(receiverOf(call), { id: key, type: 'post.published', data }, { writes: true }), key),
      }
    },
  }
}

function commentStep(text: string): Step {
  return {
    name: 'comment',
    role: 'comment',
    again: remembered,
    run: async (call, key, done) => {
      const data = { post: done.post?.ref?.id ?? '', text: plainText(text), html: htmlOf(text), written: text }
      const answer = await send(receiverOf(call), { id: key, type: 'comment.published', data }, { writes: true })
      return { ref: refOf(answer, key) }
    },
  }
}

/** What the receiver says of what it made: `{ "id": "…", "url": "…" }`, both optional. */
function refOf(answer: HttpAnswer, key: string): RemoteRef {
  const told = toldBy(answer, 'unknown-outcome')
  const id = typeof told.id === 'string' && told.id !== '' ? told.id.slice(0, 500) : key
  const url = typeof told.url === 'string' && URL.canParse(told.url) ? told.url : undefined
  return { id, ...(url ? { url } : {}) }
}

async function dataOf(call: Call, content: PreparedContent): Promise<JsonObject> {
  const { account } = call
  const [part] = content.parts
  const text = part?.text ?? ''
  const files: JsonObject[] = []
  for (const file of part?.media ?? []) files.push(await fileOf(file, content.options.files === 'links'))
  return {
    account: account.handle,
    title: String(optionOf(options, content.options, 'title') ?? ''),
    tags: [optionOf(options, content.options, 'tags') ?? []].flat().map(String),
    language: content.language ?? null,
    ...{ written: text, text: plainText(text), html: htmlOf(text) },
    media: files,
    poll: part?.poll ? { ...part.poll } : null,
  }
}

async function fileOf(original: MediaFile, byLink: boolean): Promise<JsonObject> {
  const file = byLink
    ? await fitted(original, limits({}))
    : await original.fit({ maxBytes: inlineMax, mimes: pictures, maxWidth: 2048, maxHeight: 2048 })
  const where: JsonObject = byLink
    ? { url: await file.publicUrl() }
    : { base64: (await file.bytesNow()).toString('base64') }
  return {
    ...{ kind: file.kind, mime: file.mime, bytes: file.bytes, alt: original.alt ?? '', name: file.fileName ?? '' },
    ...{ width: file.width ?? null, height: file.height ?? null, ...where },
  }
}

export const edit: Edit = {
  may: ['text', 'media', 'options'],
  run: async (call, ref, content) => {
    const data = { id: ref.id, ...(await dataOf(call, content)) }
    const id = `${ref.id}:edit:${call.clock.now().getTime()}`
    await send(receiverOf(call), { id, type: 'post.edited', data }, { writes: true })
    return { ref }
  },
}

/** A receiver says 404 or 410 of what it no longer has. */
export const remove: Remove = async (call, ref, done) => {
  const comment = done.comment?.ref
  const gone = async (what: RemoteRef, type: string) =>
    (
      await send(
        receiverOf(call),
        { id: `${what.id}:remove`, type, data: { id: what.id } },
        { writes: true, fine: [404, 410] },
      )
    ).status >= 400
  if (comment) await gone(comment, 'comment.removed')
  return (await gone(ref, 'post.removed')) ? 'already-gone' : 'removed'
}
