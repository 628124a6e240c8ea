import { measure } from '../../lab/measure.ts'
import type { LabAnswer, LabFile } from '../../lab/network.ts'
import { type Asking, type Ground, may, numbersIn, paged, Refused, signedIn } from './ground.ts'
import { shownMedia, shownTerm } from './shapes.ts'
import { addressFrom } from './slugs.ts'

/** `wp_get_mime_types()`: what an ending is taken for. */
const mimes: Record<string, string> = {
  ...{ jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', gif: 'image/gif', webp: 'image/webp' },
  ...{ mp4: 'video/mp4', m4v: 'video/mp4', webm: 'video/webm', mov: 'video/quicktime' },
  ...{ mp3: 'audio/mpeg', m4a: 'audio/mpeg', ogg: 'audio/ogg', wav: 'audio/wav', flac: 'audio/flac' },
  ...{ txt: 'text/plain', csv: 'text/csv', pdf: 'application/pdf', zip: 'application/zip', doc: 'application/msword' },
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
}

export function libraryOperations(ground: Ground): void {
  ground.on('POST', '/wp/v2/media', (request) => addMedia(ground, request))
  ground.on('GET', '/wp/v2/media', (request) => {
    const ids = numbersIn(request.given.include)
    const found = [...ground.state.media.values()].filter((one) => ids.length === 0 || ids.includes(one.id))
    const context = request.given.context === 'edit' && request.user ? 'edit' : 'view'
    return paged(request, found.reverse(), (one) => shownMedia(ground, one, context), 'rest_post_invalid_page_number')
  })
  ground.site.page('GET', '/uploads/*file', (request) => {
    const media = [...ground.state.media.values()].find((one) => one.file === request.params.file)
    return media
      ? { status: 200, headers: { 'content-type': media.mime }, file: media.path }
      : { status: 404, body: '' }
  })
  termOperations(ground)
}

async function addMedia(ground: Ground, request: Asking): Promise<LabAnswer> {
  const user = signedIn(request, 'rest_cannot_create', 'Sorry, you are not allowed to create posts as this user.')
  if (!may(user, 'upload_files'))
    throw new Refused(400, 'rest_cannot_create', 'Sorry, you are not allowed to upload media on this site.')
  const [file] = request.files
  const name = /filename="([^"]+)"/.exec(request.headers['content-disposition'] ?? '')?.[1]
  if (!file && request.raw.length === 0) throw new Refused(400, 'rest_upload_no_data', 'No data supplied.')
  if (!name) throw new Refused(400, 'rest_upload_no_content_disposition', 'No Content-Disposition supplied.')
  const known = file ?? (await textFile(ground, request))
  const mime = mimes[/\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '']
  const seen = mime && /^(image|video|audio)\//.test(mime) ? await measure(known.path) : undefined
  const fits = mime && (!/^(image|video|audio)\//.test(mime) || seen?.kind === mime.split('/')[0])
  if (!mime || !fits)
    throw new Refused(500, 'rest_upload_sideload_error', 'Sorry, you are not allowed to upload this file type.')
  const id = ground.state.lastId + 1
  const path = await ground.site.keepFile(known, String(id))
  const size = seen && 'width' in seen ? { width: seen.width, height: seen.height } : { width: 0, height: 0 }
  const alt = String(request.given.alt_text ?? '')
  const media = {
    id,
    author: user.id,
    at: ground.now(),
    path,
    file: `${id}-${name}`,
    mime,
    alt,
    bytes: known.bytes,
    ...size,
  }
  ground.commit({ made: 'media', media }, { account: user.login, kind: 'upload', objectId: `media-${id}` })
  return { status: 201, json: shownMedia(ground, media, 'edit') }
}

/** Texts arrive in memory; they are laid down as every other file. */
async function textFile(ground: Ground, request: Asking): Promise<LabFile> {
  const { writeFile, mkdtemp } = await import('node:fs/promises')
  const { join } = await import('node:path')
  const { tmpdir } = await import('node:os')
  const folder = await mkdtemp(join(tmpdir(), 'rialto-lab-text-'))
  const path = join(folder, 'text')
  await writeFile(path, request.raw)
  return {
    field: '',
    fileName: '',
    mime: request.type,
    path,
    bytes: request.raw.length,
    sha256: ground.site.random.hex(64),
  }
}

function termOperations(ground: Ground): void {
  const { state } = ground
  ground.on('GET', '/wp/v2/categories', (request) =>
    paged(request, [...state.categories.values()], (one) => shownTerm(ground, one, 'category'), 'rest_invalid_page'),
  )
  ground.on('GET', '/wp/v2/tags', (request) =>
    paged(request, [...state.tags.values()], (one) => shownTerm(ground, one, 'post_tag'), 'rest_invalid_page'),
  )
  ground.on('POST', '/wp/v2/tags', (request) => {
    const user = signedIn(request, 'rest_cannot_create', 'Sorry, you are not allowed to create terms in this taxonomy.')
    if (!may(user, 'edit_posts'))
      throw new Refused(403, 'rest_cannot_create', 'Sorry, you are not allowed to create terms in this taxonomy.')
    const name = String(request.given.name).replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    const known = [...state.tags.values()].find((one) => one.name.toLowerCase() === name.toLowerCase())
    const told = 'A term with the name provided already exists in this taxonomy.'
    if (known) throw new Refused(400, 'term_exists', told, { term_id: known.id })
    const tag = { id: 100 + state.tags.size, name, slug: addressFrom(name) }
    ground.commit({ made: 'tag', tag })
    return { status: 201, json: shownTerm(ground, tag, 'post_tag') }
  })
}
