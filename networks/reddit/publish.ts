import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { optionOf } from '../check-options.ts'
import type { AccountAccess, Call, PreparedContent, Publish, Step, StepResult, StepsDone } from '../contract.ts'
import type { Comment, Thing } from './api.ts'
import { wireOf, write } from './client.ts'
import { communityOf } from './communities.ts'
import { flairField, kindOf, optionsFor } from './compose.ts'
import { findComment, findPost, type Sought } from './find.ts'
import { siteAddress } from './hosts.ts'
import { inMarkdown } from './markdown.ts'
import { uploadStep } from './media.ts'

/** The network takes no key: whatever may have been posted is looked for before it is posted again. */
export const publish: Publish = {
  steps: (content, account) => [
    ...(content.parts[0]?.media ?? []).map((file, at) => uploadStep(`media-0-${at}`, file)),
    ...(content.files?.poster && kindOf(content) === 'video' ? [uploadStep('poster', content.files.poster)] : []),
    postStep(content, account),
    ...(content.firstComment?.trim()
      ? [commentStep('comment', 'comment', content.firstComment, (done) => refDone(done))]
      : []),
  ],
}

function postStep(content: PreparedContent, account: AccountAccess): Step {
  const sought: Sought = { ...wordsOf(content), community: placeOf(content, account) }
  return {
    name: 'post',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call, _key, done) => {
      const since = call.clock.now()
      const made = await submit(call, content, done)
      return made ?? (await awaited(call, sought, since))
    },
    find: (call, _key, _done, since) => findPost(call, sought, since),
  }
}

const placeOf = (content: PreparedContent, { facts }: AccountAccess) =>
  communityOf(facts, optionOf(optionsFor(facts), content.options, 'community'))?.name ?? ''

/** A poll's question stands above its text, unless the title is it. */
export function wordsOf(content: PreparedContent): { title: string; body: string } {
  const [part] = content.parts
  const title = String(content.options.title ?? '').trim()
  const question = (part?.poll?.question ?? '').trim()
  const asked = question && question !== title ? [`**${question}**`] : []
  return { title, body: inMarkdown([...asked, part?.text ?? ''].filter(Boolean).join('\n\n')).trim() }
}

type Made = { name?: string; id?: string; url?: string }

/** Undefined for pictures and videos: the network makes these posts later and does not name them now. */
async function submit(call: Call, content: PreparedContent, done: StepsDone): Promise<StepResult | undefined> {
  const kind = kindOf(content)
  const wire = wireOf(call)
  if (kind === 'gallery')
    return result(await write<Made>(wire, '/api/submit_gallery_post.json', { json: galleryOf(call, content, done) }))
  if (kind === 'poll') return result(await write<Made>(wire, '/api/submit_poll_post', { json: pollOf(call, content) }))
  const { body } = wordsOf(content)
  const form: Record<string, string> = {
    ...Object.fromEntries(Object.entries(common(call, content)).map(([name, value]) => [name, String(value)])),
    kind,
    ...(body ? { text: body } : {}),
    resubmit: 'true',
    ...(kind === 'link' ? { url: String(content.options.link).trim() } : {}),
    ...(kind === 'image' || kind === 'video' ? { url: uploaded(done, 'media-0-0').url } : {}),
    ...(kind === 'video' ? { video_poster_url: uploaded(done, 'poster').url } : {}),
  }
  const made = await write<Made>(wire, '/api/submit', { form })
  return made.name ? result(made) : undefined
}

function common(call: Call, { options, ...content }: PreparedContent): JsonObject {
  const sr = placeOf({ options, ...content }, call.account)
  const flair = options[flairField(sr)]
  return {
    api_type: 'json',
    sr,
    title: String(options.title ?? '').trim(),
    nsfw: options.nsfw === true,
    spoiler: options.spoiler === true,
    sendreplies: options.replies !== false,
    ...(typeof flair === 'string' && flair !== '' ? { flair_id: flair } : {}),
  }
}

const galleryOf = (call: Call, content: PreparedContent, done: StepsDone): JsonObject => ({
  ...common(call, content),
  text: wordsOf(content).body,
  items: (content.parts[0]?.media ?? []).map((_, at) => ({
    media_id: uploaded(done, `media-0-${at}`).asset,
    caption: '',
    outbound_url: '',
  })),
})

function pollOf(call: Call, content: PreparedContent): JsonObject {
  const poll = content.parts[0]?.poll
  return {
    ...common(call, content),
    text: wordsOf(content).body,
    options: (poll?.options ?? []).map((one) => one.trim()),
    duration: Math.round((poll?.durationSeconds ?? 86_400) / 86_400),
  }
}

function uploaded(done: StepsDone, name: string): { url: string; asset: string } {
  const { url, asset } = done[name]?.data ?? {}
  if (typeof url === 'string' && typeof asset === 'string') return { url, asset }
  throw new NetworkFailure('rejected', `the file of the step ${name} was not brought there`)
}

function result({ name, id, url }: Made): StepResult {
  const fullname = name ?? id
  if (!fullname) throw new NetworkFailure('unknown-outcome', 'Reddit does not name the post')
  return {
    ref: { id: fullname.startsWith('t3_') ? fullname : `t3_${fullname}`, ...(url ? { url: siteUrl(url) } : {}) },
  }
}

const siteUrl = (url: string) => siteAddress(new URL(url, 'https://www.reddit.com').pathname)

/** Looks for the post to appear, a few times. A later look is the engine's. */
async function awaited(call: Call, sought: Sought, since: Date): Promise<StepResult> {
  for (let tries = 0; tries < 8; tries++) {
    const found = await findPost(call, sought, since)
    if (found.found) return found.result
    await call.clock.sleep(Math.min(250 * 2 ** tries, 5_000), call.signal)
  }
  throw new NetworkFailure('unknown-outcome', 'Reddit is still making the post')
}

/** A comment under a post, an answer to a comment or to a message: one and the same call. */
export function commentStep(
  name: string,
  role: Step['role'],
  text: string,
  parentOf: (done: StepsDone) => string,
): Step {
  const body = inMarkdown(text).trim()
  return {
    name,
    role,
    again: { way: 'look-first' },
    run: async (call, _key, done) => {
      const form = { api_type: 'json', thing_id: parentOf(done), text: body }
      const { things = [] } = await write<{ things?: Thing<Partial<Comment>>[] }>(wireOf(call), '/api/comment', {
        form,
      })
      const [made] = things
      if (!made?.data.name) throw new NetworkFailure('unknown-outcome', 'Reddit does not name the comment')
      return { ref: { id: made.data.name, ...(made.data.permalink ? { url: siteAddress(made.data.permalink) } : {}) } }
    },
    find: (call, _key, done, since) => findComment(call, parentOf(done), body, since),
  }
}

function refDone(done: StepsDone): string {
  const id = done.post?.ref?.id
  if (!id) throw new NetworkFailure('rejected', 'there is no post to comment on')
  return id
}
