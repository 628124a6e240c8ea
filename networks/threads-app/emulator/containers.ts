import type { Graph } from '../../families/graph-api/lab/ground.ts'
import { pulled } from '../../families/graph-api/lab/pulled.ts'
import { GraphRefusal, gone } from '../../families/graph-api/lab/refusals.ts'
import { type AccountRow, type ContainerRow, type Desk, type Kind, numbered, type PostRow } from './rows.ts'

const dayMs = 24 * 3_600_000
const kinds: Kind[] = ['TEXT', 'IMAGE', 'VIDEO', 'CAROUSEL']
const controls = ['everyone', 'accounts_you_follow', 'mentioned_only', 'parent_post_author_only', 'followers_only']
const invalid = (message: string, subcode?: number) => new GraphRefusal(100, message, { subcode })

/** https://developers.facebook.com/docs/threads/posts (read 2026-11-22). */
export async function makeContainer(desk: Desk, account: AccountRow, graph: Graph): Promise<{ id: string }> {
  desk.ground.needs(graph, 'threads_content_publish')
  const { given } = graph
  const kind = kinds.find((one) => one === given.media_type)
  if (!kind) throw invalid('Param media_type must be one of TEXT, IMAGE, VIDEO, CAROUSEL')
  const text = given.text ?? ''
  checkText(text, given.link_attachment)
  const file = kind === 'IMAGE' || kind === 'VIDEO' ? await taken(desk, kind, given) : { path: null, sha256: '' }
  const children = kind === 'CAROUSEL' ? childrenIn(desk, account, given.children ?? '') : []
  if (kind === 'TEXT' && text.trim() === '' && !given.link_attachment && !given.poll_attachment)
    throw invalid('The text of the post is missing')
  const id = numbered(desk, '1790')
  const now = desk.ground.now()
  const row: ContainerRow = {
    id,
    account: account.id,
    kind,
    text,
    ...file,
    children,
    ...choicesIn(desk, account, given, kind),
    item: given.is_carousel_item === 'true',
    alt: given.alt_text ?? '',
    readyAt: new Date(now.getTime() + (kind === 'VIDEO' ? (desk.options.processingMs ?? 200) : 0)).toISOString(),
    at: now.toISOString(),
    shown: false,
  }
  desk.store.put('containers', id, row, { account: account.username, kind: 'upload', objectId: id })
  if (given.auto_publish_text !== 'true') return { id }
  if (kind !== 'TEXT') throw invalid('auto_publish_text is for text posts only')
  return showContainer(desk, account, { ...graph, given: { creation_id: id } })
}

/** Its own arithmetic: each emoji is replaced by as many letters as it has bytes. */
const weightOf = (text: string) =>
  Array.from(
    text.replace(/\p{RGI_Emoji}|\p{Extended_Pictographic}\ufe0f?/gv, (emoji) => 'x'.repeat(Buffer.byteLength(emoji))),
  ).length

function checkText(text: string, attached: string | undefined): void {
  if (weightOf(text) > 500) throw invalid('Param text must be at most 500 characters long.', 4279009)
  const links = new Set([
    ...(text.match(/https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/g) ?? []),
    ...(attached ? [attached] : []),
  ])
  if (links.size > 5) throw invalid('THREADS_API__LINK_LIMIT_EXCEEDED', 4279062)
}

async function taken(desk: Desk, kind: Kind, given: Record<string, string>) {
  const address = kind === 'VIDEO' ? given.video_url : given.image_url
  const file = address
    ? await pulled(desk.site, address, `pulled-${desk.store.next()}-${desk.site.random.hex(6)}`)
    : undefined
  const fits =
    kind === 'VIDEO'
      ? file?.found.kind === 'video'
      : file?.found.kind === 'image' && ['image/jpeg', 'image/png'].includes(file.found.mime)
  if (!file || !fits)
    throw invalid('The media could not be fetched from this URI, or has a format that is not supported.', 2207052)
  const { found } = file
  if (found.kind === 'image' && (found.width > 1440 || file.bytes > 8 * 1024 * 1024))
    throw invalid('The image must be at most 1440 pixels wide and 8 MB', 2207004)
  if (found.kind === 'video' && found.durationMs > 300_500)
    throw invalid('The video is longer than five minutes', 2207026)
  return { path: file.path, sha256: file.sha256 }
}

function childrenIn(desk: Desk, account: AccountRow, written: string): string[] {
  const ids = written.split(',').filter(Boolean)
  const rows = ids.map((id) => desk.store.get('containers', id))
  if (ids.length < 2 || ids.length > 20) throw invalid('A carousel takes 2 to 20 items', 2207011)
  if (rows.some((one) => !one?.item || one.account !== account.id || stateOf(desk, one) !== 'FINISHED'))
    throw invalid('The carousel has invalid children', 2207012)
  return ids
}

function choicesIn(desk: Desk, account: AccountRow, given: Record<string, string>, kind: Kind) {
  const poll = given.poll_attachment ? (JSON.parse(given.poll_attachment) as Record<string, string>) : null
  const countries = (given.allowlisted_country_codes ?? '').split(',').filter(Boolean)
  const control = given.reply_control ?? 'everyone'
  if (poll) checkPoll(poll, kind, given.link_attachment)
  if (countries.length > 0 && !account.geoGating)
    throw new GraphRefusal(10, 'This user may not limit posts to countries')
  if (!controls.includes(control)) throw invalid('Param reply_control is not one of the known ones')
  if ((given.topic_tag ?? '').length > 50) throw invalid('Param topic_tag must be 1 to 50 characters long')
  if (given.reply_to_id && !desk.store.get('posts', given.reply_to_id)) throw gone(given.reply_to_id)
  if (given.quote_post_id && !desk.store.get('posts', given.quote_post_id)) throw gone(given.quote_post_id)
  return {
    poll,
    countries,
    control,
    topic: given.topic_tag ?? null,
    link: given.link_attachment ?? null,
    quote: given.quote_post_id ?? null,
    replyTo: given.reply_to_id ?? null,
  }
}

function checkPoll(poll: Record<string, string>, kind: Kind, link: string | undefined): void {
  const options = Object.values(poll)
  if (kind !== 'TEXT' || link) throw invalid('A poll can be attached to text only')
  if (
    options.length < 2 ||
    options.length > 4 ||
    options.some((one) => one.length === 0 || Array.from(one).length > 25)
  )
    throw invalid('A poll takes 2 to 4 options of up to 25 characters')
}

export function stateOf({ ground }: Desk, one: ContainerRow, processing = false): string {
  const now = ground.now().getTime()
  if (one.shown) return 'PUBLISHED'
  if (now - Date.parse(one.at) > dayMs) return 'EXPIRED'
  return processing || now < Date.parse(one.readyAt) ? 'IN_PROGRESS' : 'FINISHED'
}

/** A container is shown once. */
export function showContainer(desk: Desk, account: AccountRow, graph: Graph): { id: string } {
  desk.ground.needs(graph, 'threads_content_publish')
  const container = desk.store.get('containers', graph.given.creation_id ?? '')
  if (!container || container.account !== account.id || container.item)
    throw new GraphRefusal(24, 'The requested resource does not exist', { subcode: 4279009 })
  const state = stateOf(desk, container)
  if (state !== 'FINISHED') throw invalid(`The container is ${state} and cannot be published`)
  if (container.replyTo && !desk.store.get('posts', container.replyTo)) throw gone(container.replyTo)
  const own = desk.store.all('posts').filter((one) => one.account === account.id)
  const today = own.filter(
    (one) =>
      desk.ground.now().getTime() - Date.parse(one.at) < dayMs &&
      (one.replyTo === null) === (container.replyTo === null),
  )
  if (today.length >= (container.replyTo ? 1000 : (desk.options.postsADay ?? 250)))
    throw new GraphRefusal(9, 'The user has reached the number of posts a day', { subcode: 2207042 })
  const id = numbered(desk, '1800')
  const { readyAt: _, shown: __, item: ___, path: ____, ...about } = container
  const row: PostRow = {
    ...about,
    id,
    container: container.id,
    username: account.username,
    at: desk.ground.now().toISOString(),
    hidden: false,
    ordinal: own.length,
  }
  desk.store.put('containers', container.id, { ...container, shown: true })
  const act = {
    account: account.username,
    kind: 'create' as const,
    objectId: id,
    text: row.text,
    fingerprint: `${row.text} ${row.sha256} ${row.replyTo}`,
  }
  desk.store.put('posts', id, row, act)
  return { id }
}
