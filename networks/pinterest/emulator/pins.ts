import { createHash, randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measure } from '../../lab/measure.ts'
import { type Asking, type Ground, No, paged, single } from './ground.ts'
import { metricsOf, pinShape } from './shapes.ts'
import { type EmPicture, type EmPin, nextId } from './state.ts'

type Picture = { content_type: string; data: string; description?: string }
type Source = Partial<Picture> & {
  source_type: string
  items?: Picture[]
  media_id?: string
  cover_image_data?: string
  cover_image_key_frame_time?: number
  cover_image_url?: string
}
type Form = {
  board_id?: string
  board_section_id?: string | null
  title?: string | null
  description?: string | null
  link?: string | null
  alt_text?: string | null
  media_source?: Source
}

const reading = ['boards:read', 'pins:read']
const writing = [...reading, 'boards:write', 'pins:write']

export function pinOperations(ground: Ground): void {
  const { on, state, commit } = ground
  on('POST', '/pins', writing, async (asking) => ({
    status: 201,
    json: pinShape(ground, await create(ground, asking)),
  }))
  on('GET', '/pins', reading, (asking) => {
    const own = [...state.pins.values()].filter((one) => one.owner === asking.user.id).reverse()
    const { items, bookmark } = paged(own, asking)
    return { status: 200, json: { items: items.map((pin) => pinShape(ground, pin)), bookmark } }
  })
  on('GET', '/pins/:pin_id', reading, (asking) => {
    const pin = owned(ground, asking)
    const withMetrics = single(asking.query.pin_metrics) === 'true'
    return {
      status: 200,
      json: { ...pinShape(ground, pin), ...(withMetrics ? { pin_metrics: metricsOf(ground, pin) } : {}) },
    }
  })
  on('PATCH', '/pins/:pin_id', writing, (asking) => {
    const pin = owned(ground, asking)
    const form = asking.body as Form
    checkLengths(form)
    const to = { ...wordsIn(form, pin), ...(form.board_id ? placeIn(ground, asking, form) : {}) }
    const same = JSON.stringify({ ...pin, ...to }) === JSON.stringify(pin)
    if (!same)
      commit(
        { did: 'edit', id: pin.id, to },
        { account: asking.user.username, kind: 'edit', objectId: pin.id, text: to.description },
      )
    return { status: 200, json: pinShape(ground, pin) }
  })
  on('DELETE', '/pins/:pin_id', writing, (asking) => {
    const pin = owned(ground, asking)
    commit({ did: 'delete', id: pin.id }, { account: asking.user.username, kind: 'remove', objectId: pin.id })
    return { status: 204 }
  })
  on('GET', '/search/partner/pins', reading, (asking) => {
    const term = (single(asking.query.term) ?? '').toLowerCase()
    const found = [...state.pins.values()].filter((one) =>
      `${one.title} ${one.description}`.toLowerCase().includes(term),
    )
    const { items, bookmark } = paged(found.reverse(), asking, Number(single(asking.query.limit) ?? 10))
    const summaries = items.map((pin) => {
      const { id, title, description, link, alt_text, media } = pinShape(ground, pin)
      return { id, title, description, link, alt_text, media }
    })
    return { status: 200, json: { items: summaries, bookmark } }
  })
}

function owned({ state }: Ground, { params, user }: Asking): EmPin {
  const pin = state.pins.get(params.pin_id ?? '')
  if (!pin || pin.owner !== user.id) throw new No(404, 50, 'Pin not found.')
  return pin
}

const wordsIn = (form: Form, before?: EmPin) => ({
  title: form.title === undefined ? (before?.title ?? '') : (form.title ?? ''),
  description: form.description === undefined ? (before?.description ?? '') : (form.description ?? ''),
  link: form.link === undefined ? (before?.link ?? '') : (form.link ?? ''),
  alt: form.alt_text === undefined ? (before?.alt ?? '') : (form.alt_text ?? ''),
})

function placeIn({ state }: Ground, { user }: Asking, form: Form): Pick<EmPin, 'board' | 'section'> {
  const board = state.boards.get(form.board_id ?? '')
  if (!board || board.owner !== user.id) throw new No(404, 40, 'Board not found.')
  const section = form.board_section_id ?? undefined
  if (section && !board.sections.some((one) => one.id === section)) throw new No(404, 2031, 'Board section not found.')
  return { board: board.id, section }
}

/** Lengths the description asks for, counted here once more: they bind where nothing else checks. */
const mosts = { title: 100, description: 800, link: 2048, alt_text: 500 } as const

function checkLengths(form: Form): void {
  for (const [name, most] of Object.entries(mosts))
    if ([...(form[name as keyof typeof mosts] ?? '')].length > most)
      throw new No(400, 1, `Invalid request: ${name} is too long`)
}

async function create(ground: Ground, asking: Asking): Promise<EmPin> {
  const { state, commit, now } = ground
  const form = asking.body as Form
  checkLengths(form)
  const place = placeIn(ground, asking, form)
  const files = await filesIn(ground, asking, form.media_source)
  const { title, description, link, alt } = wordsIn(form)
  const pin: EmPin = {
    id: nextId(state, now()),
    owner: asking.user.id,
    ...place,
    title,
    description,
    link,
    alt,
    ...files,
    at: now().toISOString(),
    ordinal: state.made.get(asking.user.id) ?? 0,
  }
  const fingerprint = createHash('sha256')
    .update(
      JSON.stringify([pin.owner, pin.board, title, description, files.pictures.map((one) => one.sha256), files.video]),
    )
    .digest('hex')
  commit(
    { made: 'pin', pin },
    { account: asking.user.username, kind: 'create', objectId: pin.id, text: description, fingerprint },
  )
  return pin
}

async function filesIn(
  ground: Ground,
  asking: Asking,
  source: Source | undefined,
): Promise<Pick<EmPin, 'pictures' | 'video'>> {
  if (!source) throw new No(400, 1, 'Invalid request: media_source is missing')
  if (source.source_type === 'video_id') {
    const video = ground.state.videos.get(source.media_id ?? '')
    const ready = video?.state === 'taken' && new Date(video.readyAt) <= ground.now() && !asking.stillProcessing
    if (!video || video.owner !== asking.user.id || !ready) throw new No(400, 4170, 'Media upload is not ready yet')
    if (
      source.cover_image_data === undefined &&
      source.cover_image_key_frame_time === undefined &&
      !source.cover_image_url
    )
      throw new No(400, 4171, 'A video pin needs a cover image')
    return {
      pictures: source.cover_image_data
        ? [await pictureIn(ground, { content_type: '', data: source.cover_image_data })]
        : [],
      video: video.id,
    }
  }
  const items = source.items ?? [{ content_type: source.content_type ?? '', data: source.data ?? '' }]
  const pictures: EmPicture[] = []
  for (const item of items) pictures.push(await pictureIn(ground, item))
  return { pictures }
}

async function pictureIn({ site }: Ground, { content_type, data, description }: Picture): Promise<EmPicture> {
  const bytes = Buffer.from(data, 'base64')
  const scratch = join(tmpdir(), `rialto-lab-${randomUUID()}`)
  await writeFile(scratch, bytes)
  const file = { field: '', fileName: '', mime: content_type, path: scratch, bytes: bytes.length, sha256: '' }
  const path = await site.keepFile(file, randomUUID())
  const found = await measure(path)
  if (found?.kind !== 'image' || (content_type && found.mime !== content_type))
    throw new No(400, 235, 'Sorry, we could not fetch the image.')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return {
    path,
    mime: found.mime,
    width: found.width,
    height: found.height,
    sha256,
    ...(description ? { description } : {}),
  }
}
