import type { Call, Found, MediaFile, PreparedContent, Publish, RemoteRef, Step, StepsDone } from '../contract.ts'
import { listed } from '../families/graph-api/paging.ts'
import { sameText } from '../families/graph-api/same-text.ts'
import { linksIn } from '../families/graph-api/spans.ts'
import { ask, madeId, proofOf, sent, textsOf } from '../families/graph-api/wire.ts'
import { lookedFor } from '../families/newest-first/looked-for.ts'
import { fitted } from '../fitted.ts'
import { streamedForm } from '../multipart.ts'
import { plainText } from '../rich-text.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { pageOf, wireOf } from './client.ts'
import { composing, formatOf, messageOf, textOption } from './compose.ts'
import { coverSteps } from './cover-of-video.ts'
import type { Comment, Post } from './entities.ts'
import { laterOf } from './later.ts'
import { mediaIn, momentOf } from './read-back.ts'
import { urlOf, videoSteps } from './steps-of-video.ts'

export const publish: Publish = {
  steps: (content) => {
    const media = content.parts[0]?.media ?? []
    const video = media.find((one) => one.kind === 'video')
    const comment = content.firstComment?.trim() ? [commentStep(content.firstComment)] : []
    if (video) return [...videoSteps(video, content), ...coverSteps(content), ...comment]
    const photos = media.map((file, index) => photoStep(file, index, laterOf(content) !== undefined))
    return [...photos, formatOf(content) === 'story' ? storyStep() : postStep(content), ...comment]
  },
}

/** An unpublished photo is seen by nobody and goes away after a day. */
function photoStep(original: MediaFile, index: number, later: boolean): Step {
  return {
    name: `media-0-${index}`,
    role: 'prepare',
    again: { way: 'harmless' },
    run: async (call) => {
      const wire = wireOf(call)
      const file = await fitted(original, composing.limits(call.account.facts))
      const alt = original.alt?.trim() || undefined
      const fields = textsOf({ published: false, temporary: later || undefined, alt_text_custom: alt })
      const source = { field: 'source', fileName: file.fileName ?? 'photo.jpg', mime: file.mime, open: file.open }
      const form = streamedForm({ ...fields, ...proofOf(wire) }, [source])
      const url = `${wire.base}/${pageOf(call)}/photos`
      const made = await sent<{ id?: string }>(wire, {
        method: 'POST',
        url,
        ...form,
        timeoutMs: uploadSilenceMs(file.bytes),
      })
      return { data: { photoId: madeId(made) } }
    },
  }
}

const photosIn = (done: StepsDone): string[] =>
  Object.values(done).flatMap(({ data }) => (typeof data?.photoId === 'string' ? [data.photoId] : []))

function postStep(content: PreparedContent): Step {
  const text = content.parts[0]?.text ?? ''
  return {
    name: 'post',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call, _key, done) => {
      const path = `${pageOf(call)}/feed`
      const made = await ask<{ id?: string }>(wireOf(call), {
        method: 'POST',
        path,
        params: formOf(content, done),
        writes: true,
      })
      return { ref: refTo(madeId(made)) }
    },
    find: (call, _key, done, since) => findPost(call, text, photosIn(done).length, laterOf(content), since),
  }
}

function formOf(content: PreparedContent, done: StepsDone) {
  const text = content.parts[0]?.text ?? ''
  const photos = photosIn(done)
  const later = laterOf(content)
  const link = textOption(content, 'link') ?? linksIn(text)[0]
  return {
    message: messageOf(text) || undefined,
    attached_media: photos.length > 0 ? photos.map((id) => ({ media_fbid: id })) : undefined,
    link: photos.length > 0 ? undefined : link,
    place: textOption(content, 'place'),
    ...(later ? { published: false, scheduled_publish_time: later } : {}),
  }
}

/** What waits to be shown stands apart from what is shown. */
function findPost(call: Call, text: string, photos: number, later: number | undefined, since: Date): Promise<Found> {
  const fields = 'id,message,created_time,scheduled_publish_time,attachments{media_type,target,subattachments}'
  const path = `${pageOf(call)}/${later ? 'scheduled_posts' : 'published_posts'}`
  return lookedFor<Post>(call, since, {
    page: (after) => listed<Post>(wireOf(call), path, { fields, limit: 50 }, after),
    at: (post) => (later ? call.clock.now() : momentOf(post.created_time)),
    fits: (post) =>
      sameText(post.message ?? '', plainText(text)) &&
      mediaIn(post).length === photos &&
      (!later || post.scheduled_publish_time === later),
    result: (post) => ({ ref: refTo(post.id) }),
  })
}

const refTo = (id: string): RemoteRef => ({ id, url: urlOf(id) })

/** A photo becomes a story once; the list of stories tells which ones did. */
function storyStep(): Step {
  return {
    name: 'post',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call, _key, done) => {
      const params = { photo_id: photosIn(done)[0] }
      const path = `${pageOf(call)}/photo_stories`
      const made = await ask<{ post_id?: string }>(wireOf(call), { method: 'POST', path, params, writes: true })
      return { ref: refTo(madeId({ id: made.post_id })) }
    },
    find: (call, _key, done, since) =>
      lookedFor<Story>(call, since, {
        page: (after) =>
          listed<Story>(wireOf(call), `${pageOf(call)}/stories`, { fields: 'post_id,media_id,creation_time' }, after),
        at: (story) => new Date(Number(story.creation_time) * 1000),
        fits: (story) => story.media_id === photosIn(done)[0],
        result: (story) => ({ ref: refTo(story.post_id) }),
      }),
  }
}
type Story = { post_id: string; media_id: string; creation_time: string }

function commentStep(text: string): Step {
  return {
    name: 'comment',
    role: 'comment',
    again: { way: 'look-first' },
    run: (call, _key, done) => say(call, done.post?.ref?.id ?? '', text),
    find: (call, _key, done, since) => findSaid(call, done.post?.ref?.id ?? '', text, since),
  }
}

/** Comments under a post, or an answer under a comment. */
export async function say(call: Call, under: string, text: string) {
  const params = { message: messageOf(text) }
  const made = await ask<{ id?: string }>(wireOf(call), {
    method: 'POST',
    path: `${under}/comments`,
    params,
    writes: true,
  })
  return { ref: refTo(madeId(made)) }
}

export const findSaid = (call: Call, under: string, text: string, since: Date): Promise<Found> =>
  lookedFor<Comment>(call, since, {
    page: (after) =>
      listed<Comment>(
        wireOf(call),
        `${under}/comments`,
        { fields: 'id,message,created_time,from', order: 'reverse_chronological', filter: 'toplevel', limit: 50 },
        after,
      ),
    at: (comment) => momentOf(comment.created_time),
    fits: (comment) => comment.from?.id === pageOf(call) && sameText(comment.message ?? '', plainText(text)),
    result: (comment) => ({ ref: refTo(comment.id) }),
  })
