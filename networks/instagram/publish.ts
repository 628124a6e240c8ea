import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Found, MediaFile, PreparedContent, Publish, RemoteRef, Step, StepsDone } from '../contract.ts'
import { type Containers, containerOf, makeStep, readyStep, showStep } from '../families/graph-api/containers.ts'
import { listed } from '../families/graph-api/paging.ts'
import { sameText } from '../families/graph-api/same-text.ts'
import { ask, askIfThere, madeId, type Params } from '../families/graph-api/wire.ts'
import { lookedFor } from '../families/newest-first/looked-for.ts'
import { fitted } from '../fitted.ts'
import { accountOf, wireOf } from './client.ts'
import { captionOf, composing, storyOf, switchOption, textOption, wordsOption } from './compose.ts'
import type { Comment, Media } from './entities.ts'

export const publish: Publish = {
  steps: (content) => {
    const media = content.parts[0]?.media ?? []
    const comment = content.firstComment?.trim() ? [commentStep(content.firstComment)] : []
    const off = switchOption(content, 'commentsOff') ? [closeStep()] : []
    return [
      ...containerSteps(content, media),
      showStep(containersOf(content), 'post', 'post', 'container'),
      ...comment,
      ...off,
    ]
  },
}

function containerSteps(content: PreparedContent, media: MediaFile[]): Step[] {
  const containers = containersOf(content)
  const [only] = media
  if (media.length < 2) {
    const single = makeStep(containers, 'container', (call) => singleParams(call, content, only))
    return [single, readyStep(containers, 'ready', ['container'])]
  }
  const names = media.map((_, index) => `media-0-${index}`)
  return [
    ...media.map((file, index) => makeStep(containers, names[index] ?? '', (call) => itemParams(call, content, file))),
    readyStep(containers, 'ready-files', names),
    makeStep(containers, 'container', async (_call, done) => ({
      media_type: 'CAROUSEL',
      children: names.map((name) => containerOf(done, name)),
      ...aboutPost(content),
    })),
    readyStep(containers, 'ready', ['container']),
  ]
}

const publicAddress = async (call: Call, file: MediaFile) =>
  (await fitted(file, composing.limits(call.account.facts))).publicUrl()

async function itemParams(call: Call, content: PreparedContent, file: MediaFile): Promise<Params> {
  const url = await publicAddress(call, file)
  return file.kind === 'video'
    ? { is_carousel_item: true, media_type: 'VIDEO', video_url: url }
    : { is_carousel_item: true, image_url: url, ...aboutPicture(content, file) }
}

async function singleParams(call: Call, content: PreparedContent, file: MediaFile | undefined): Promise<Params> {
  if (!file) return { ...aboutPost(content) }
  const url = await publicAddress(call, file)
  const story = storyOf(content)
  if (story) return { media_type: 'STORIES', ...(file.kind === 'video' ? { video_url: url } : { image_url: url }) }
  if (file.kind === 'video')
    return { media_type: 'REELS', video_url: url, ...aboutPost(content), ...(await aboutReel(call, content)) }
  return { image_url: url, ...aboutPicture(content, file), ...aboutPost(content) }
}

const aboutPost = (content: PreparedContent): Params => ({
  caption: captionOf(content.parts[0]?.text ?? '') || undefined,
  location_id: textOption(content, 'location'),
  collaborators: listOr(wordsOption(content, 'collaborators')),
})

/** People stand in the middle of each picture: the desk knows no better place. */
const aboutPicture = (content: PreparedContent, file: MediaFile): Params => ({
  alt_text: file.alt?.trim() || undefined,
  user_tags: listOr(wordsOption(content, 'people').map((username) => ({ username, x: 0.5, y: 0.5 }))),
})

async function aboutReel(call: Call, content: PreparedContent): Promise<Params> {
  const cover = content.files?.cover
  const seconds = Number((textOption(content, 'coverAt') ?? '').replace(',', '.'))
  return {
    share_to_feed: switchOption(content, 'shareToFeed'),
    cover_url: cover ? await publicAddress(call, cover) : undefined,
    thumb_offset: !cover && seconds > 0 ? String(Math.round(seconds * 1000)) : undefined,
    audio_name: textOption(content, 'audioName'),
    user_tags: listOr(wordsOption(content, 'people').map((username) => ({ username }))),
  }
}

const listOr = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined)

/** A shown container does not tell what it became: that stands among the newest. */
const containersOf = (content: PreparedContent): Containers => ({
  wire: wireOf,
  make: (call) => `${accountOf(call)}/media`,
  show: (call) => `${accountOf(call)}/media_publish`,
  state: (told) => String(told.status_code ?? ''),
  fields: 'id,status,status_code',
  became: (call, _done, since) => newestLike(call, content, since),
  ref: async (call, id) => ({ ref: await refTo(call, id) }),
})

function newestLike(call: Call, content: PreparedContent, since: Date): Promise<Found> {
  const caption = captionOf(content.parts[0]?.text ?? '')
  const story = storyOf(content)
  const edge = `${accountOf(call)}/${story ? 'stories' : 'media'}`
  return lookedFor<Media>(call, since, {
    page: (after) => listed<Media>(wireOf(call), edge, { fields: 'id,caption,timestamp,permalink', limit: 50 }, after),
    at: (media) => momentOf(media.timestamp),
    fits: (media) => story || sameText(media.caption ?? '', caption),
    result: (media) => ({ ref: { id: media.id, url: media.permalink } }),
  })
}

/** It stands already: a question that fails afterwards must not make it doubtful. */
async function refTo(call: Call, id: string): Promise<RemoteRef> {
  try {
    const told = await askIfThere<Media>(wireOf(call), { path: id, params: { fields: 'id,permalink' } })
    return { id, url: told?.permalink }
  } catch (error) {
    if (error instanceof NetworkFailure) return { id }
    throw error
  }
}

function commentStep(text: string): Step {
  const under = (done: StepsDone) => done.post?.ref?.id ?? ''
  return {
    name: 'comment',
    role: 'comment',
    again: { way: 'look-first' },
    run: (call, _key, done) => say(call, `${under(done)}/comments`, text),
    find: (call, _key, done, since) => findSaid(call, `${under(done)}/comments`, text, since),
  }
}

export async function say(call: Call, path: string, text: string) {
  const params = { message: captionOf(text) }
  const made = await ask<{ id?: string }>(wireOf(call), { method: 'POST', path, params, writes: true })
  return { ref: { id: madeId(made) } }
}

export const findSaid = (call: Call, path: string, text: string, since: Date): Promise<Found> =>
  lookedFor<Comment>(call, since, {
    page: (after) =>
      listed<Comment>(wireOf(call), path, { fields: 'id,text,timestamp,username,from', limit: 50 }, after),
    at: (comment) => momentOf(comment.timestamp),
    fits: (comment) => comment.username === call.account.handle && sameText(comment.text ?? '', captionOf(text)),
    result: (comment) => ({ ref: { id: comment.id } }),
  })

function closeStep(): Step {
  return {
    name: 'comments-off',
    role: 'finish',
    again: { way: 'harmless' },
    run: async (call, _key, done) => {
      await ask(wireOf(call), { method: 'POST', path: done.post?.ref?.id ?? '', params: { comment_enabled: false } })
      return {}
    },
  }
}

export const momentOf = (written: string): Date => new Date(written.replace(/\+0000$/, 'Z'))
