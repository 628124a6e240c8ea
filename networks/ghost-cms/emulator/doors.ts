import { measure } from '../../lab/measure.ts'
import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { api, type Ground, Refused, refusal, siteUrl } from './ground.ts'
import type { SiteKey } from './state.ts'

/** `core/shared/config/overrides.json`, as the real 6.65 took or refused them on 2026-11-22. */
const endings: Record<string, RegExp> = {
  images: /\.(jpe?g|gif|png|svgz?|ico|webp|avif)$/i,
  media: /\.(mp4|webm|ogv|mp3|wav|ogg|m4a)$/i,
  files: /./,
}
const refusals: Record<string, string> = {
  images: 'Please select a valid image.',
  media: 'Please select a valid media file.',
  files: 'Please select a valid file.',
}

/** What the site tells of itself, and where its files go. */
export function doorOperations(ground: Ground): void {
  const { site, state } = ground
  site.on('GET', `${api}/site/`, ({ params: { blog = '' } }) => {
    const title = state.blogs.get(blog)
    if (title === undefined) return refusal(new Refused(404, 'NotFoundError', 'Resource not found'))
    return {
      status: 200,
      json: {
        site: {
          ...{ title, description: 'Coffee from the north', logo: null },
          ...{ icon: null, cover_image: null, accent_color: '#FF1A75', locale: 'en', timezone: 'Etc/UTC' },
          ...{ url: `${siteUrl(ground, blog)}/`, version: '6.65', allow_external_signup: true, site_uuid: 'a' },
        },
      },
    }
  })
  ground.on('GET', '/newsletters/', () => ({
    status: 200,
    json: {
      newsletters: [{ id: 'b'.repeat(24), slug: 'default-newsletter', name: 'North', status: 'active' }],
      meta: all(1),
    },
  }))
  ground.on('GET', '/members/', () => ({ status: 200, json: { members: [], meta: all(42) } }))
  for (const door of Object.keys(endings))
    ground.on('POST', `/${door}/upload/`, (request, key) => upload(ground, door, request, key))
  site.page('GET', '/:blog/content/*file', ({ params }) => {
    const file = state.files.get(params.file ?? '')
    return file ? { status: 200, headers: { 'content-type': file.mime }, file: file.path } : { status: 404, body: '' }
  })
}

const all = (total: number) => ({ pagination: { page: 1, limit: 1, pages: total, total, next: null, prev: null } })

async function upload(ground: Ground, door: string, { files }: LabRequest, key: SiteKey): Promise<LabAnswer> {
  const [file] = files
  if (!file) throw new Refused(422, 'ValidationError', 'Please select a file to upload.')
  if (!endings[door]?.test(file.fileName) || (door === 'images' && !file.mime.startsWith('image/')))
    throw new Refused(415, 'UnsupportedMediaTypeError', refusals[door] ?? '')
  if (door === 'images' && (await measure(file.path))?.kind !== 'image') {
    const context = 'Image processing failed Unable to manipulate image.'
    throw new Refused(400, 'BadRequestError', 'Request not understood error, cannot upload image.', { context })
  }
  const serial = ground.state.files.size + 1
  const id = `${door}/2026/11/${serial}-${file.fileName}`
  const path = await ground.site.keepFile(file, String(serial))
  ground.commit(
    { made: 'file', file: { id, door, path, name: file.fileName, mime: file.mime } },
    { account: key.account, kind: 'upload', objectId: id },
  )
  const url = `${siteUrl(ground, key.account)}/content/${id}`
  return { status: 201, json: { [door]: [{ url, ref: null, ...(door === 'media' ? { thumbnail_url: null } : {}) }] } }
}
