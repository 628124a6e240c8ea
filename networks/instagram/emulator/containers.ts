import type { Graph } from '../../families/graph-api/lab/ground.ts'
import { pulled } from '../../families/graph-api/lab/pulled.ts'
import { GraphRefusal, gone } from '../../families/graph-api/lab/refusals.ts'
import { type Desk, numbered } from './desk.ts'
import type { AccountRow, ContainerRow, MediaRow } from './rows.ts'

const day = 24 * 3_600_000
const MB = 1024 * 1024

/** https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media (read 2026-11-22). */
export async function makeContainer(desk: Desk, account: AccountRow, { given }: Graph): Promise<{ id: string }> {
  const caption = given.caption ?? ''
  checkCaption(caption)
  const item = given.is_carousel_item === 'true'
  if (item && caption) throw new GraphRefusal(100, 'caption is not supported for carousel items', { subcode: 2207010 })
  const base = {
    account: account.id,
    caption,
    item,
    alt: given.alt_text ?? '',
    at: desk.ground.now().toISOString(),
    shown: false,
  }
  const file = given.media_type === 'CAROUSEL' ? carousel(desk, account, given) : await fromFile(desk, given)
  const id = numbered(desk, '17889', 12)
  desk.store.put(
    'containers',
    id,
    { ...base, ...file, id },
    { account: account.username, kind: 'upload', objectId: id },
  )
  return { id }
}

type Filled = Pick<ContainerRow, 'kind' | 'product' | 'children' | 'path' | 'sha256' | 'readyAt' | 'broken'>

function carousel(desk: Desk, account: AccountRow, given: Record<string, string>): Filled {
  const children = given.children?.startsWith('[')
    ? (JSON.parse(given.children) as string[])
    : (given.children ?? '').split(',')
  const rows = children.map((id) => desk.store.get('containers', id))
  if (children.length < 2 || children.length > 10)
    throw new GraphRefusal(100, 'A carousel takes 2 to 10 items', { subcode: 2207011 })
  if (rows.some((one) => !one?.item || one.account !== account.id || stateOf(desk, one) !== 'FINISHED'))
    throw new GraphRefusal(100, 'The carousel has invalid children', { subcode: 2207012 })
  const sha256 = rows.map((one) => one?.sha256).join()
  return {
    kind: 'CAROUSEL',
    product: 'FEED',
    children,
    path: null,
    sha256,
    readyAt: desk.ground.now().toISOString(),
    broken: null,
  }
}

async function fromFile(desk: Desk, given: Record<string, string>): Promise<Filled> {
  const video = given.video_url !== undefined
  const type = given.media_type ?? 'IMAGE'
  const fits = video ? ['VIDEO', 'REELS', 'STORIES'].includes(type) : ['IMAGE', 'STORIES'].includes(type)
  const url = given.video_url ?? given.image_url
  if (!url || !fits) throw new GraphRefusal(100, 'The media_type does not fit the file given', { subcode: 2207020 })
  if (type === 'VIDEO' && given.is_carousel_item !== 'true')
    throw new GraphRefusal(100, 'The VIDEO value for media_type is no longer supported. Use the REELS media_type.', {
      subcode: 2207067,
    })
  if (given.alt_text && (video || type === 'STORIES'))
    throw new GraphRefusal(100, 'alt_text is supported for image posts only')
  const file = await pulled(desk.site, url, `pulled-${desk.store.next()}-${desk.site.random.hex(6)}`)
  if (!file)
    throw new GraphRefusal(9004, 'Only photo or video can be accepted as media type.', {
      subcode: 2207052,
      details: 'The media could not be fetched from this URI.',
    })
  if (video) checkVideo(file, type)
  else checkImage(file, type)
  const readyAt = new Date(desk.ground.now().getTime() + (video ? (desk.options.processingMs ?? 200) : 0)).toISOString()
  const product = type === 'STORIES' ? 'STORY' : type === 'REELS' ? 'REELS' : 'FEED'
  return {
    kind: video ? 'VIDEO' : 'IMAGE',
    product,
    children: [],
    path: file.path,
    sha256: file.sha256,
    readyAt,
    broken: null,
  }
}

type File = NonNullable<Awaited<ReturnType<typeof pulled>>>

function checkImage({ found, bytes }: File, type: string): void {
  if (found.kind !== 'image' || found.mime !== 'image/jpeg')
    throw new GraphRefusal(36001, 'The image format is not supported. Please use JPEG.', { subcode: 2207005 })
  if (bytes > 8 * MB) throw new GraphRefusal(36000, 'The image size is too large', { subcode: 2207004 })
  const ratio = found.width / found.height
  if (type !== 'STORIES' && (ratio < 0.795 || ratio > 1.92))
    throw new GraphRefusal(36003, 'The aspect ratio is not supported.', { subcode: 2207009 })
}

function checkVideo({ found, bytes }: File, type: string): void {
  const most = type === 'REELS' ? 15 * 60_000 : 60_500
  if (
    found.kind !== 'video' ||
    bytes > 300 * MB ||
    found.durationMs < 2900 ||
    found.durationMs > most ||
    found.width > 1920
  )
    throw new GraphRefusal(352, 'The video file you selected is in a format that is not supported.', {
      subcode: 2207026,
    })
}

function checkCaption(caption: string): void {
  if (Array.from(caption).length > 2200) throw new GraphRefusal(36004, 'The caption is too long', { subcode: 2207010 })
  if ((caption.match(/#[\p{L}\p{N}_]+/gu) ?? []).length > 30)
    throw new GraphRefusal(36004, 'Too many hashtags', { subcode: 2207040 })
  if ((caption.match(/@\w+/g) ?? []).length > 20)
    throw new GraphRefusal(36004, 'Too many tags: up to 20 @ are allowed', { subcode: 2207040 })
}

export function stateOf({ ground }: Desk, one: ContainerRow, processing = false): string {
  const now = ground.now().getTime()
  if (one.shown) return 'PUBLISHED'
  if (one.broken) return 'ERROR'
  if (now - Date.parse(one.at) > day) return 'EXPIRED'
  return processing || now < Date.parse(one.readyAt) ? 'IN_PROGRESS' : 'FINISHED'
}

/** A container is shown once. */
export function showContainer(desk: Desk, account: AccountRow, { given }: Graph): { id: string } {
  const container = desk.store.get('containers', given.creation_id ?? '')
  if (!container || container.account !== account.id || container.item)
    throw new GraphRefusal(24, 'The requested resource does not exist', { subcode: 2207006 })
  const state = stateOf(desk, container)
  if (state === 'IN_PROGRESS')
    throw new GraphRefusal(9007, 'The media is not ready for publishing, please wait for a moment', {
      subcode: 2207027,
    })
  if (state !== 'FINISHED')
    throw new GraphRefusal(9007, `The container is ${state} and cannot be published`, { subcode: 2207008 })
  const own = desk.store.all('media').filter((one) => one.account === account.id && !one.by)
  const recent = own.filter((one) => desk.ground.now().getTime() - Date.parse(one.at) < day)
  if (recent.length >= (desk.options.postsADay ?? 100))
    throw new GraphRefusal(9, 'Application request limit reached: the user has reached the number of posts a day', {
      subcode: 2207042,
    })
  const id = numbered(desk, '18001', 12)
  const { kind, product, caption, alt, children, sha256 } = container
  const row: MediaRow = {
    id,
    account: account.id,
    container: container.id,
    kind,
    product,
    caption,
    alt,
    children,
    at: desk.ground.now().toISOString(),
    commentsOn: true,
    ordinal: own.length,
  }
  desk.store.put('containers', container.id, { ...container, shown: true })
  desk.store.put('media', id, row, {
    account: account.username,
    kind: 'create',
    objectId: id,
    text: caption,
    fingerprint: `${caption} ${sha256}`,
  })
  return { id }
}

export const containerTold = (desk: Desk, id: string, processing: boolean) => {
  const one = desk.store.get('containers', id)
  if (!one) throw gone(id)
  const state = stateOf(desk, one, processing)
  return {
    id,
    status_code: state,
    status: one.broken ? `Error: ${one.broken}` : `${state[0]}${state.slice(1).toLowerCase()}`,
  }
}
