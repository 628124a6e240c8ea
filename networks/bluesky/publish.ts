import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type {
  AccountAccess,
  Again,
  Call,
  MediaFile,
  PreparedContent,
  Publish,
  RemoteRef,
  Step,
  StepResult,
  StepsDone,
} from '../contract.ts'
import { cardThumbMaxBytes, extraTags } from './compose.ts'
import { facetsOf, handlesIn, type KnownHandles } from './facets.ts'
import { nameOf } from './failures.ts'
import { gateSteps } from './gates.ts'
import { resolveHandle } from './handles.ts'
import { embedOf, leftOf, uploadImage } from './media.ts'
import { findWritten, refOf, writeOnce } from './records.ts'
import { type Sent, sentText } from './sent-text.ts'
import { videoSteps } from './video.ts'

export const postCollection = 'app.bsky.feed.post'

/** The record's name is made of the key and servers keep names for ever; a day bounds reposting what a person has deleted. */
export const sameKey: Again = { way: 'same-key', forMs: 24 * 3_600_000 }

export const publish: Publish = {
  steps: (content, account) => [
    ...prepareSteps(content, account),
    partStep(content, 0),
    ...gateSteps(content.options),
    ...content.parts.slice(1).map((_, index) => partStep(content, index + 1)),
    ...(content.firstComment ? [commentStep(content.firstComment, content)] : []),
  ],
}

function prepareSteps(content: PreparedContent, account: AccountAccess): Step[] {
  const texts = [...content.parts.map((part) => part.text), content.firstComment ?? ''].map(sentText)
  const handles = handlesIn(texts)
  const uploads = content.parts.flatMap((part, at) => uploadSteps(part, at, account))
  return handles.length > 0 ? [...uploads, mentionsStep(handles)] : uploads
}

function uploadSteps(part: PreparedContent['parts'][number], at: number, account: AccountAccess): Step[] {
  const steps = part.media.flatMap((file, index) => mediaSteps(file, `${at}-${index}`, account))
  const image = part.media.length === 0 && part.card ? part.cardImage : undefined
  return image ? [...steps, imageStep(image, `card-${at}`, cardThumbMaxBytes)] : steps
}

const mediaSteps = (file: MediaFile, place: string, account: AccountAccess): Step[] =>
  file.kind === 'video' ? videoSteps(file, place, account.facts.videoService) : [imageStep(file, `media-${place}`)]

const imageStep = (file: MediaFile, name: string, maxBytes?: number): Step => ({
  name,
  role: 'prepare',
  again: { way: 'harmless' },
  run: async (call) => ({ data: await uploadImage(call, file, maxBytes) }),
})

const mentionsStep = (handles: string[]): Step => ({
  name: 'mentions',
  role: 'prepare',
  again: { way: 'harmless' },
  run: async (call) => {
    const known: KnownHandles = {}
    for (const handle of handles) {
      const did = await resolveHandle(call, handle)
      if (did) known[handle] = did
    }
    return { data: { known } }
  },
})

const nameOfPart = (at: number): string => (at === 0 ? 'post' : `thread-${at}`)

function partStep(content: PreparedContent, at: number): Step {
  return {
    name: nameOfPart(at),
    role: at === 0 ? 'post' : 'thread',
    again: sameKey,
    run: (call, key, done) => writePart(call, key, content, at, done),
    find: (call, key) => findWritten(call, postCollection, key),
  }
}

async function writePart(
  call: Call,
  key: string,
  content: PreparedContent,
  at: number,
  done: StepsDone,
): Promise<StepResult> {
  const write = async (left: StepsDone): Promise<StepResult> => {
    const record = partRecord(call, content, at, left)
    return { ref: refOf(call, await writeOnce(call, postCollection, key, record)) }
  }
  if (lacksFiles(content, at, done)) return write(await uploadedAnew(call, key, content, at, done))
  try {
    return await write(done)
  } catch (error) {
    if (nameOf(error) !== 'BlobNotFound') throw error
    return write(await uploadedAnew(call, key, content, at, done))
  }
}

/** The way of a file may have changed since it was sent: its server lost the video service, or won one. */
const lacksFiles = (content: PreparedContent, at: number, done: StepsDone): boolean =>
  (content.parts[at]?.media ?? []).some((_, index) => !leftOf(`${at}-${index}`, done).blob)

/** Servers sweep files that no post holds; after a long pause they have to be sent once more. */
async function uploadedAnew(
  call: Call,
  key: string,
  content: PreparedContent,
  at: number,
  done: StepsDone,
): Promise<StepsDone> {
  const part = content.parts[at]
  const stale = new RegExp(`^(media|ready)-${at}-|^card-${at}$`)
  let left: StepsDone = Object.fromEntries(Object.entries(done).filter(([name]) => !stale.test(name)))
  for (const step of part ? uploadSteps(part, at, call.account) : [])
    left = { ...left, [step.name]: await step.run(call, `${key}:${step.name}`, left) }
  return left
}

function partRecord(call: Call, content: PreparedContent, at: number, done: StepsDone): JsonObject {
  const part = content.parts[at]
  if (!part) throw new NetworkFailure('rejected', `the thread has no part ${at + 1}`)
  const embed = embedOf(part, at, done)
  const reply = at === 0 ? undefined : replyTo(refDone(done, 'post'), refDone(done, nameOfPart(at - 1)))
  const labels = at === 0 || part.media.length > 0 ? selfLabels(content) : undefined
  const tags = at === 0 ? extraTags(content) : []
  return {
    ...postRecord(call, sentText(part.text), done, content.language),
    ...(embed ? { embed } : {}),
    ...(reply ? { reply } : {}),
    ...(labels ? { labels } : {}),
    ...(tags.length > 0 ? { tags } : {}),
  }
}

/** The bare record of a text: what is alive in it, its language, its moment. */
export function postRecord(call: Call, sent: Sent, done: StepsDone, language?: string): JsonObject {
  const known = done.mentions?.data?.known
  const facets = facetsOf(sent, isStrings(known) ? known : {})
  return {
    $type: postCollection,
    text: sent.text,
    ...(facets.length > 0 ? { facets } : {}),
    ...(language ? { langs: [language] } : {}),
    createdAt: call.clock.now().toISOString(),
  }
}

const isStrings = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string')

function selfLabels(content: PreparedContent): JsonObject | undefined {
  const chosen = content.options.labels
  if (!Array.isArray(chosen) || chosen.length === 0) return undefined
  return { $type: 'com.atproto.label.defs#selfLabels', values: chosen.map((val) => ({ val })) }
}

const commentStep = (text: string, content: PreparedContent): Step => ({
  name: 'comment',
  role: 'comment',
  again: sameKey,
  run: async (call, key, done) => {
    const last = refDone(done, nameOfPart(content.parts.length - 1))
    const written = postRecord(call, sentText(text), done, content.language)
    const record = { ...written, reply: replyTo(refDone(done, 'post'), last) }
    return { ref: refOf(call, await writeOnce(call, postCollection, key, record)) }
  },
  find: (call, key) => findWritten(call, postCollection, key),
})

const replyTo = (root: RemoteRef, parent: RemoteRef): JsonObject => ({ root: strong(root), parent: strong(parent) })
const strong = (ref: RemoteRef): JsonObject => ({ uri: ref.id, cid: ref.more?.cid ?? '' })

/** What a step before this one left standing; without it an answer would hang in the air. */
export function refDone(done: StepsDone, name: string): RemoteRef {
  const ref = done[name]?.ref
  if (!ref) throw new NetworkFailure('rejected', `the step ${name} left nothing to answer to`)
  return ref
}
