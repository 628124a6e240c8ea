import { measure } from '../../lab/measure.ts'
import type { LabAnswer, LabFile } from '../../lab/network.ts'
import { type Asking, type Ground, Refused } from './ground.ts'
import { categories } from './topics.ts'

/** What the forum tells of itself and of who asks, and where its files go. */
export function doorOperations(ground: Ground): void {
  const { state } = ground
  ground.on('GET', '/session/current.json', ({ user }) => ({
    status: 200,
    json: {
      current_user: {
        ...{ id: user.id, username: user.username, name: user.name, avatar_template: '/a/{size}.png' },
        ...{ moderator: user.staff, admin: user.staff, trust_level: 4 },
      },
    },
  }))
  ground.on('GET', '/site/basic-info.json', () => ({
    status: 200,
    json: {
      ...{
        title: [...state.users.values()][0]?.title ?? 'A forum',
        description: 'Coffee people talk here',
        logo_url: '',
      },
      ...{ favicon_url: '', apple_touch_icon_url: '/uploads/icon.png', header_background_color: 'ffffff' },
    },
  }))
  ground.on('GET', '/site.json', () => ({
    status: 200,
    json: { categories, can_tag_topics: true, can_create_tag: true },
  }))
  ground.on('GET', '/site/settings.json', () => ({ status: 200, json: { title: 'A forum', ...ground.settings } }))
  ground.on('GET', '/u/:name/summary.json', ({ params }) => {
    const user = [...state.users.values()].find((one) => one.username === params.name)
    const own = [...state.posts.values()].filter((post) => post.user === user?.id && !post.deleted)
    const topics = own.filter((post) => post.number === 1).length
    return {
      status: 200,
      json: { user_summary: { topic_count: topics, post_count: own.length - topics, likes_received: 0 } },
    }
  })
  ground.on('POST', '/uploads.json', (request) => upload(ground, request))
  ground.site.page('GET', '/uploads/short-url/:name', ({ params }) => {
    const file = state.uploads.get(`upload://${params.name}`)
    return file ? { status: 200, headers: { 'content-type': file.mime }, file: file.path } : { status: 404, body: '' }
  })
}

const pictures = /\.(jpe?g|png|gif|webp|avif)$/i

async function upload(ground: Ground, request: Asking): Promise<LabAnswer> {
  const [file] = request.files
  const { type, upload_type: newer } = request.given
  if (!file || (type !== 'composer' && newer !== 'composer'))
    throw new Refused(400, 'param is missing or the value is empty: type', 'invalid_parameters')
  const ending = /\.([a-z0-9]+)$/i.exec(file.fileName)?.[1]?.toLowerCase() ?? ''
  const allowed = ground.settings.authorized_extensions.split('|')
  if (!allowed.includes(ending))
    throw new Refused(
      422,
      `Sorry, the file you are trying to upload is not authorized (authorized extensions: ${allowed.join(', ')}).`,
    )
  return pictures.test(file.fileName)
    ? addPicture(ground, request, file, ending)
    : add(ground, request, file, ending, 0, 0)
}

async function addPicture(ground: Ground, request: Asking, file: LabFile, ending: string): Promise<LabAnswer> {
  const seen = await measure(file.path)
  if (seen?.kind !== 'image')
    throw new Refused(422, 'Sorry, but we could not determine the size of the image. Maybe your image is corrupted?')
  if (file.bytes > ground.settings.max_image_size_kb * 1024) throw new Refused(422, 'Sorry, the image is too big.')
  return add(ground, request, file, ending, seen.width, seen.height)
}

async function add(
  ground: Ground,
  { user }: Asking,
  file: LabFile,
  ending: string,
  width: number,
  height: number,
): Promise<LabAnswer> {
  if (file.bytes > ground.settings.max_attachment_size_kb * 1024) throw new Refused(413, 'Sorry, the file is too big.')
  const id = ground.state.uploads.size + 1
  const short = `upload://${file.sha256.slice(0, 27)}.${ending}`
  const path = await ground.site.keepFile(file, `${id}.${ending}`)
  const kept = { id, short, path, name: file.fileName, mime: file.mime, bytes: file.bytes, width, height }
  ground.commit({ made: 'upload', upload: kept }, { account: user.username, kind: 'upload', objectId: `upload-${id}` })
  return {
    status: 200,
    json: {
      ...{ id, url: `/uploads/default/original/1X/${file.sha256}.${ending}`, original_filename: file.fileName },
      ...{
        filesize: file.bytes,
        width: width || null,
        height: height || null,
        thumbnail_width: width,
        thumbnail_height: height,
      },
      ...{ extension: ending, short_url: short, short_path: `/uploads/short-url/${id}.${ending}`, retain_hours: null },
      human_filesize: `${Math.ceil(file.bytes / 1024)} KB`,
    },
  }
}
