import { readFile } from 'node:fs/promises'
import { answering, Refused } from '../../families/google-api/emulator.ts'
import { type Asking, type Tube, text } from './site.ts'
import type { EmCaption } from './state.ts'
import { listOf, ownVideo } from './videos.ts'

/** https://developers.google.com/youtube/v3/docs/captions (read 2026-11-22). */
export function captionOperations(tube: Tube): void {
  const { on, state, commit, site } = tube
  on('GET', '/youtube/v3/captions', { cost: 50, scope: 'manage' }, (request) => {
    const video = ownVideo(tube, request, text(request, 'videoId'))
    const found = [...state.captions.values()].filter((one) => one.video === video.id && one.taken)
    return { status: 200, json: listOf('captionList', found.map(captionJson)) }
  })
  on('POST', '/upload/youtube/v3/captions', { cost: 400, scope: 'manage' }, (request) => {
    const { snippet } = request.body as { snippet?: { videoId?: string; language?: string; name?: string } }
    const video = ownVideo(tube, request, snippet?.videoId ?? '')
    const { language = '', name = '' } = snippet ?? {}
    if (language === '') throw new Refused(400, 'nameRequired', 'The request must specify the language of the track.')
    if (name.length > 150) throw new Refused(400, 'nameTooLong', 'The snippet.name specified is too long.')
    if (
      [...state.captions.values()].some(
        (one) => one.taken && one.video === video.id && one.language === language && one.name === name,
      )
    )
      throw new Refused(
        409,
        'captionExists',
        'The specified video already has a caption track with this language and name.',
      )
    const caption: EmCaption = { id: `AUie-${site.random.hex(24)}`, video: video.id, language, name, taken: false }
    commit({ made: 'caption', caption })
    const location = `${site.url}/upload/youtube/v3/captions?uploadType=resumable&upload_id=${caption.id}`
    return { status: 200, headers: { location, 'content-length': '0' } }
  })
  site.page('PUT', '/upload/youtube/v3/captions', (request) =>
    answering(() => receive(tube, tube.authorized(request, 'manage'))),
  )
}

async function receive(tube: Tube, request: Asking) {
  const caption = tube.state.captions.get(text(request, 'upload_id'))
  const [file] = request.files
  if (!caption) return { status: 404, body: 'Not Found' }
  if (!file || !/-->/.test(await readFile(file.path, 'utf8')))
    throw new Refused(400, 'contentRequired', 'The caption track contents could not be read.')
  const taken = { ...caption, taken: true }
  tube.commit(
    { made: 'caption', caption: taken },
    { account: request.channel.account, kind: 'upload', objectId: caption.id, fingerprint: file.sha256 },
  )
  return { status: 200, json: captionJson(taken) }
}

const captionJson = ({ id, video, language, name }: EmCaption) => ({
  kind: 'youtube#caption',
  etag: 'e',
  id,
  snippet: { videoId: video, trackKind: 'standard', language, name, isDraft: false, status: 'serving' },
})
