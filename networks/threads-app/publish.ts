import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Found, MediaFile, PreparedContent, Publish, RemoteRef, Step, StepsDone } from '../contract.ts'
import {
  assertReady,
  type Containers,
  containerOf,
  makeStep,
  readyStep,
  showStep,
} from '../families/graph-api/containers.ts'
import { momentOf } from '../families/graph-api/deliveries.ts'
import { listed } from '../families/graph-api/paging.ts'
import { sameText } from '../families/graph-api/same-text.ts'
import { ask, askIfThere, madeId, type Params } from '../families/graph-api/wire.ts'
import { lookedFor } from '../families/newest-first/looked-for.ts'
import { fitted } from '../fitted.ts'
import { wireOf } from './client.ts'
import { composing, countriesOf, switchOption, textOf, textOption } from './compose.ts'
import type { Post } from './entities.ts'

/** The files of all parts are taken in before anything is shown; the parts after the first are answers to each other. */
export const publish: Publish = {
  steps: (content) => {
    const files = content.parts.flatMap((part, index) => (part.media.length > 1 ? itemSteps(part.media, index) : []))
    const [first, ...others] = content.parts
    const top = makeStep(containers(first?.text ?? ''), 'container', (call, done) => partParams(call, content, 0, done))
    const ready = readyStep(containers(''), 'ready', ['container'])
    const post = showStep(containers(first?.text ?? ''), 'post', 'post', 'container')
    const parts = others.map((_, index) => partStep(content, index + 1))
    const comment = content.firstComment?.trim() ? [commentStep(content.firstComment)] : []
    return [...files, top, ready, post, ...parts, ...comment]
  },
}

const itemName = (part: number, index: number) => `media-${part}-${index}`

function itemSteps(media: MediaFile[], part: number): Step[] {
  const names = media.map((_, index) => itemName(part, index))
  const made = media.map((file, index) =>
    makeStep(containers(''), names[index] ?? '', async (call) => ({
      is_carousel_item: true,
      ...(await fileParams(call, file)),
    })),
  )
  return [...made, readyStep(containers(''), `ready-${part}`, names)]
}

async function fileParams(call: Call, file: MediaFile): Promise<Params> {
  const url = await (await fitted(file, composing.limits(call.account.facts))).publicUrl()
  const alt_text = file.alt?.trim() || undefined
  return file.kind === 'video'
    ? { media_type: 'VIDEO', video_url: url, alt_text }
    : { media_type: 'IMAGE', image_url: url, alt_text }
}

async function partParams(call: Call, content: PreparedContent, index: number, done: StepsDone): Promise<Params> {
  const part = content.parts[index]
  const media = part?.media ?? []
  const [only] = media
  const children = media.map((_, at) => containerOf(done, itemName(index, at)))
  const kind =
    media.length > 1
      ? { media_type: 'CAROUSEL', children: children.join(',') }
      : only
        ? await fileParams(call, only)
        : { media_type: 'TEXT', ...(index === 0 ? aboutText(content) : {}), poll_attachment: pollOf(part?.poll) }
  return {
    ...kind,
    text: textOf(part?.text ?? '') || undefined,
    ...(index === 0 ? aboutPost(content, media.length > 0) : {}),
  }
}

const aboutText = (content: PreparedContent): Params => ({
  link_attachment: textOption(content, 'link'),
  is_ghost_post: switchOption(content, 'ghost') || undefined,
})

function aboutPost(content: PreparedContent, hasMedia: boolean): Params {
  const control = textOption(content, 'replyControl')
  const countries = countriesOf(content)
  return {
    reply_control: control === 'everyone' ? undefined : control,
    topic_tag: textOption(content, 'topic')?.replace(/^#/, ''),
    quote_post_id: textOption(content, 'quote'),
    location_id: textOption(content, 'location'),
    is_spoiler_media: hasMedia && switchOption(content, 'spoiler') ? true : undefined,
    allowlisted_country_codes: countries.length > 0 ? countries.join(',') : undefined,
  }
}

function pollOf(poll: PreparedContent['parts'][number]['poll']): Params[string] {
  if (!poll) return undefined
  const names = ['option_a', 'option_b', 'option_c', 'option_d']
  return Object.fromEntries(poll.options.slice(0, 4).map((option, index) => [names[index] ?? '', option]))
}

/** A shown container does not tell what it became: that stands among the newest. */
const containers = (text: string): Containers => ({
  wire: wireOf,
  make: () => 'me/threads',
  show: () => 'me/threads_publish',
  state: (told) => String(told.status ?? ''),
  fields: 'id,status,error_message',
  became: (call, _done, since) => newestLike(call, 'me/threads', text, undefined, since),
  ref: async (call, id) => ({ ref: await refTo(call, id) }),
})

const found = 'id,text,timestamp,permalink'

const newestLike = (call: Call, edge: string, text: string, replyTo: string | undefined, since: Date): Promise<Found> =>
  lookedFor<Post>(call, since, {
    page: (after) =>
      listed<Post>(wireOf(call), edge, { fields: replyTo ? `${found},replied_to` : found, limit: 50 }, after),
    at: (post) => momentOf(post.timestamp),
    fits: (post) => sameText(post.text ?? '', textOf(text)) && (!replyTo || post.replied_to?.id === replyTo),
    result: (post) => ({ ref: { id: post.id, url: post.permalink } }),
  })

/** It stands already: a question that fails afterwards must not make it doubtful. */
async function refTo(call: Call, id: string): Promise<RemoteRef> {
  try {
    const told = await askIfThere<Post>(wireOf(call), { path: id, params: { fields: 'id,permalink' } })
    return { id, url: told?.permalink }
  } catch (error) {
    if (error instanceof NetworkFailure) return { id }
    throw error
  }
}

function partStep(content: PreparedContent, index: number): Step {
  const before = (done: StepsDone) => done[index === 1 ? 'post' : `thread-${index - 1}`]?.ref?.id ?? ''
  const text = content.parts[index]?.text ?? ''
  return {
    name: `thread-${index}`,
    role: 'thread',
    again: { way: 'look-first' },
    run: async (call, _key, done) => answerTo(call, before(done), await partParams(call, content, index, done)),
    find: (call, _key, done, since) => newestLike(call, 'me/replies', text, before(done), since),
  }
}

function commentStep(text: string): Step {
  const under = (done: StepsDone) => done.post?.ref?.id ?? ''
  return {
    name: 'comment',
    role: 'comment',
    again: { way: 'look-first' },
    run: (call, _key, done) => answerTo(call, under(done), { media_type: 'TEXT', text: textOf(text) }),
    find: (call, _key, done, since) => newestLike(call, 'me/replies', text, under(done), since),
  }
}

export const replyStep = (to: string, text: string): Step => ({
  name: 'reply',
  role: 'post',
  again: { way: 'look-first' },
  run: (call) => answerTo(call, to, { media_type: 'TEXT', text: textOf(text) }),
  find: (call, _key, _done, since) => newestLike(call, 'me/replies', text, to, since),
})

const tries = 20

/** Text is shown by the same call; a file first by a container of its own, which nobody sees before the last call. */
async function answerTo(call: Call, replyTo: string, params: Params): Promise<{ ref: RemoteRef }> {
  const text = params.media_type === 'TEXT'
  const asked: Params = { ...params, reply_to_id: replyTo, ...(text ? { auto_publish_text: true } : {}) }
  const begun = { method: 'POST' as const, path: 'me/threads', params: asked, writes: text }
  const id = madeId(await ask<{ id?: string }>(wireOf(call), begun))
  if (text) return { ref: await refTo(call, id) }
  await waitFor(call, id)
  const shown = { method: 'POST' as const, path: 'me/threads_publish', params: { creation_id: id }, writes: true }
  return { ref: await refTo(call, madeId(await ask<{ id?: string }>(wireOf(call), shown))) }
}

async function waitFor(call: Call, container: string): Promise<void> {
  for (let left = tries; ; left--) {
    const waiting = await assertReady(call, containers(''), container).then(() => undefined, stillWaiting)
    if (!waiting) return
    if (left === 0) throw waiting
    await call.clock.sleep(1500, call.signal)
  }
}

function stillWaiting(error: unknown): NetworkFailure {
  if (error instanceof NetworkFailure && error.kind === 'slow-down') return error
  throw error
}
