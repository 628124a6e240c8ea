import { measure } from '../../lab/measure.ts'
import type { LabAnswer } from '../../lab/network.ts'
import { type Asking, folderOf, type Ground, notFound, ok, Refused, shownUser, userOf } from './ground.ts'
import { categories } from './topics.ts'

/** `allowedFileExtensions` of install/data/defaults.json. */
const allowed = ['png', 'jpg', 'bmp', 'txt', 'webp', 'webm', 'mp4', 'gif']

export function doorOperations(ground: Ground): void {
  const { site, state } = ground
  const { postDelay: _untold, ...told } = ground.settings
  /** Told to anybody, as a guest where no token is good; a bad one is refused before. */
  site.on('GET', '/api/config', (request) => {
    const user = userOf(ground, request)
    if (request.headers.authorization && !user)
      return {
        status: 401,
        json: { status: { code: 'not-authorised', message: 'A valid login session was not found.' }, response: {} },
      }
    const title = [...state.users.values()][0]?.title ?? 'A forum'
    return {
      status: 200,
      json: {
        relative_path: folderOf(ground),
        siteTitle: title,
        loggedIn: Boolean(user),
        uid: user?.uid ?? 0,
        ...told,
      },
    }
  })
  ground.on('GET', '/api/v3/categories', () => ok({ categories }))
  ground.on('GET', '/api/v3/users/:uid', ({ params }) => {
    const user = state.users.get(Number(params.uid))
    if (!user) throw notFound('User')
    const own = [...state.posts.values()].filter((post) => post.uid === user.uid && !post.deleted && !post.purged)
    const numbers = { postcount: own.length, followerCount: 4, followingCount: 2, profileviews: 9 }
    return ok({
      ...shownUser(ground, user),
      aboutme: 'Coffee',
      website: 'https://roastery.example',
      'cover:url': '/assets/cover.png',
      ...numbers,
    })
  })
  ground.on('POST', '/api/post/upload', (request) => upload(ground, request))
  site.page('GET', '/assets/uploads/*file', ({ params }) => {
    const file = state.files.get(params.file ?? '')
    return file ? { status: 200, headers: { 'content-type': file.mime }, file: file.path } : { status: 404, body: '' }
  })
}

async function upload(ground: Ground, { files, user }: Asking): Promise<LabAnswer> {
  const [file] = files
  if (file?.field !== 'files[]') throw new Refused(400, 'bad-request', 'Invalid files')
  const ending = /\.([a-z0-9]+)$/i.exec(file.fileName)?.[1]?.toLowerCase() ?? ''
  if (file.bytes > ground.settings.maximumFileSize * 1024)
    throw new Refused(
      400,
      'bad-request',
      `Maximum allowed size is ${ground.settings.maximumFileSize} KB - please upload a smaller file`,
    )
  if (!allowed.includes(ending))
    throw new Refused(400, 'bad-request', `File type not allowed. Allowed types are: ${allowed.join(', ')}`)
  if (/^(png|jpg|bmp|webp|gif)$/.test(ending) && (await measure(file.path))?.kind !== 'image')
    throw new Refused(500, 'internal-server-error', 'Input file contains unsupported image format')
  const name = `files/${ground.state.files.size + 1}-${file.fileName}`
  const path = await ground.site.keepFile(file, String(ground.state.files.size + 1))
  const act = { account: user.username, kind: 'upload' as const, objectId: name }
  ground.commit({ made: 'file', file: { name, path, mime: file.mime } }, act)
  return ok({ images: [{ url: `${folderOf(ground)}/assets/uploads/${name}`, name: file.fileName }] })
}
