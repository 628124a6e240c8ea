import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { measure } from '../../lab/measure.ts'
import { type Ground, No, paged } from './ground.ts'
import { nextId } from './state.ts'

/** Accounts, boards with their sections, and the store of videos. */
export function placeOperations(ground: Ground): void {
  const { on, state, site } = ground
  on('GET', '/user_account', ['user_accounts:read'], ({ user }) => {
    const pins = [...state.pins.values()].filter((one) => one.owner === user.id).length
    const json = {
      account_type: 'BUSINESS',
      id: user.id,
      username: user.username,
      business_name: user.name,
      about: `${user.name}. Practice account.`,
      website_url: 'https://roastery.example/',
      profile_image: `${site.origin}/_lab/avatars/${user.username}.png`,
      board_count: 2,
      pin_count: pins,
      follower_count: 120,
      following_count: 8,
      monthly_views: 2400,
    }
    return { status: 200, json }
  })
  on('GET', '/boards', ['boards:read'], (asking) => {
    const boards = [...state.boards.values()].filter((one) => one.owner === asking.user.id)
    const { items, bookmark } = paged(boards, asking)
    const shapes = items.map(({ id, name, privacy, at }) => ({
      id,
      name,
      privacy,
      description: '',
      created_at: at,
      is_ads_only: false,
      owner: { username: asking.user.username },
      pin_count: [...state.pins.values()].filter((pin) => pin.board === id).length,
    }))
    return { status: 200, json: { items: shapes, bookmark } }
  })
  on('GET', '/boards/:board_id/sections', ['boards:read'], (asking) => {
    const board = state.boards.get(asking.params.board_id ?? '')
    if (!board) throw new No(404, 40, 'Board not found.')
    return { status: 200, json: paged(board.sections, asking) }
  })
  videoOperations(ground)
  site.page('GET', '/files/:pin/:index', ({ params }) => {
    const picture = state.pins.get(params.pin ?? '')?.pictures[Number(params.index) || 0]
    return picture
      ? { status: 200, file: picture.path, headers: { 'content-type': picture.mime } }
      : { status: 404, body: 'Not found' }
  })
}

function videoOperations(ground: Ground): void {
  const { on, state, commit, site, now, options } = ground
  on('POST', '/media', ['pins:read', 'pins:write'], ({ user }) => {
    const id = nextId(state, now())
    const key = `uploads/${site.random.hex(12)}:video:${id}`
    const video = {
      id,
      owner: user.id,
      path: '',
      sha256: '',
      readyAt: now().toISOString(),
      state: 'registered' as const,
      key,
      width: 0,
      height: 0,
      durationMs: 0,
    }
    commit({ made: 'video', video })
    const upload_parameters = {
      key,
      policy: site.random.hex(20),
      'x-amz-algorithm': 'AWS4-HMAC-SHA256',
      'x-amz-signature': site.random.hex(32),
      'Content-Type': 'multipart/form-data',
    }
    return {
      status: 201,
      json: { media_id: id, media_type: 'video', upload_url: `${site.url}/store`, upload_parameters },
    }
  })
  on('GET', '/media/:media_id', ['pins:read'], ({ params, user, stillProcessing }) => {
    const video = state.videos.get(params.media_id ?? '')
    if (!video || video.owner !== user.id) throw new No(404, 2540, 'Media not found.')
    const waits = stillProcessing || new Date(video.readyAt) > now()
    const status = video.state === 'taken' ? (waits ? 'processing' : 'succeeded') : video.state
    return { status: 200, json: { media_id: video.id, media_type: 'video', status } }
  })
  site.page('POST', '/store', async ({ body, files, stillProcessing }) => {
    const { key } = body as { key?: string }
    const video = [...state.videos.values()].find((one) => one.key === key)
    const file = files.find((one) => one.field === 'file')
    if (!video || !file) return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }
    const path = await site.keepFile(file, `${video.id}.video`)
    const found = await measure(path)
    const fits =
      found?.kind === 'video' && found.durationMs >= 4000 && found.durationMs <= 900_000 && !options.failVideos
    const sha256 = createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
    const readyAt = new Date(now().getTime() + (stillProcessing ? 3000 : (options.processingMs ?? 0))).toISOString()
    const size =
      found?.kind === 'video' ? { width: found.width, height: found.height, durationMs: found.durationMs } : {}
    const to = { path, sha256, readyAt, state: fits ? ('taken' as const) : ('failed' as const), ...size }
    const account = state.users.get(video.owner)?.username ?? ''
    commit({ did: 'video', id: video.id, to }, { account, kind: 'upload', objectId: video.id, fingerprint: sha256 })
    return { status: 204 }
  })
}
