import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { absentSince } from '../absence.ts'
import type { Call, Edit, Found, MediaFile, PreparedContent, Publish, Remove, Step, StepsDone } from '../contract.ts'
import { fitted } from '../fitted.ts'
import { plainText } from '../rich-text.ts'
import { ask, wireOf } from './client.ts'
import { limits, linkOf, placeOf, titleOf } from './compose.ts'
import { ownPins, type Pin, refOf } from './pins.ts'
import { readyStep, uploadStep, videoId } from './video.ts'

export const publish: Publish = {
  steps: (content) => {
    const [first] = content.parts[0]?.media ?? []
    return [...(first?.kind === 'video' ? [uploadStep(first), readyStep()] : []), pinStep(content)]
  },
}

/** One pin. The network keeps no keys: after a doubt the account’s own pins are read. */
function pinStep(content: PreparedContent): Step {
  return {
    name: 'post',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call, _key, done) => {
      const media_source = await sourceOf(content, done)
      const { board, section } = placeOf(content)
      const json = {
        ...wordsOf(content),
        board_id: board,
        ...(section ? { board_section_id: section } : {}),
        media_source,
      }
      const asked = { method: 'POST', path: '/pins', json, writes: true, timeoutMs: 120_000 } as const
      return { ref: refOf(madeId(await ask(wireOf(call), asked))) }
    },
    find: (call, _key, _done, since) => findPin(call, content, since),
  }
}

/** A body that does not name the pin is no proof that it stands. */
function madeId(answer: HttpAnswer): string {
  const id = answer.json<Partial<Pin>>()?.id
  if (typeof id === 'string' && id !== '') return id
  throw new NetworkFailure('unknown-outcome', 'the answer does not name what was made', {
    evidence: { status: answer.status, body: answer.text().slice(0, 500) },
  })
}

function wordsOf(content: PreparedContent): JsonObject {
  const [first] = content.parts[0]?.media ?? []
  const link = linkOf(content)
  const title = titleOf(content)
  return {
    description: plainText(content.parts[0]?.text ?? ''),
    ...(title ? { title } : {}),
    ...(link ? { link } : {}),
    ...(first?.alt ? { alt_text: first.alt } : {}),
  }
}

/** Pictures travel inside the call; each of a carousel brings its description with it. */
async function sourceOf(content: PreparedContent, done: StepsDone): Promise<JsonObject> {
  const media = content.parts[0]?.media ?? []
  const [first] = media
  if (!first) throw new NetworkFailure('rejected', 'a pin needs a picture or a video')
  if (first.kind === 'video') return { source_type: 'video_id', media_id: videoId(done), ...(await coverOf(content)) }
  if (media.length === 1) return { source_type: 'image_base64', ...(await picture(first)) }
  const items: JsonObject[] = []
  for (const file of media) items.push({ ...(await picture(file)), ...(file.alt ? { description: file.alt } : {}) })
  return { source_type: 'multiple_image_base64', items }
}

async function picture(original: MediaFile): Promise<{ content_type: string; data: string }> {
  const file = await fitted(original, limits)
  return { content_type: file.mime, data: (await file.bytesNow()).toString('base64') }
}

async function coverOf(content: PreparedContent): Promise<JsonObject> {
  const cover = content.files?.cover
  if (!cover) return { cover_image_key_frame_time: 0 }
  const { content_type, data } = await picture(cover)
  return { cover_image_content_type: content_type, cover_image_data: data }
}

const skewMs = 2 * 60_000
const mostPages = 5

async function findPin(call: Call, content: PreparedContent, since: Date): Promise<Found> {
  const from = since.getTime() - skewMs
  let bookmark: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const { items, bookmark: next } = await ownPins(call, bookmark)
    const fresh = items.filter((pin) => Date.parse(pin.created_at ?? '') >= from)
    const like = fresh.find((pin) => isLike(pin, content))
    if (like) return { found: true, result: { ref: refOf(like.id) } }
    if (!next || fresh.length === 0) {
      return absentSince(call, since)
    }
    bookmark = next
  }
  return { found: false, sure: false, note: `more than ${mostPages * 100} pins were made since` }
}

function isLike(pin: Pin, content: PreparedContent): boolean {
  const media = content.parts[0]?.media ?? []
  const kind = media[0]?.kind === 'video' ? 'video' : media.length > 1 ? 'multiple_images' : 'image'
  return (
    squeezed(pin.description ?? '') === squeezed(plainText(content.parts[0]?.text ?? '')) &&
    (pin.title ?? '') === titleOf(content) &&
    pin.board_id === placeOf(content).board &&
    pin.media?.media_type === kind &&
    (kind !== 'multiple_images' || pin.media.items?.length === media.length)
  )
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Words, link and board change; files do not. */
export const edit: Edit = {
  may: ['text', 'options'],
  run: async (call, ref, content) => {
    const { board, section } = placeOf(content)
    const json = {
      title: '',
      link: null,
      ...wordsOf(content),
      board_id: board,
      ...(section ? { board_section_id: section } : {}),
    }
    const path = `/pins/${ref.id}`
    return { ref: refOf(madeId(await ask(wireOf(call), { method: 'PATCH', path, json, writes: true }))) }
  },
}

export const remove: Remove = async (call, ref) => {
  const path = `/pins/${ref.id}`
  const answer = await ask(wireOf(call), { method: 'DELETE', path, writes: true, fine: [404] })
  return answer.status === 404 ? 'already-gone' : 'removed'
}
