import { Refused } from '../../families/google-api/emulator.ts'
import { pulled } from '../../families/graph-api/lab/pulled.ts'
import type { LabRequest } from '../../lab/lab.ts'
import type { LocalDate, LocalPost } from '../resources.ts'
import { type Maps, paged } from './maps.ts'
import type { EmPlace, EmPost } from './state.ts'

const reviewMs = 60_000
const actions = ['BOOK', 'ORDER', 'SHOP', 'LEARN_MORE', 'SIGN_UP', 'CALL']
const base = '/v4/accounts/:account/locations/:location/localPosts'

/** https://developers.google.com/my-business/reference/rest/v4/accounts.locations.localPosts (read 2026-11-22). */
export function postOperations(maps: Maps): void {
  const { on, state, commit, site } = maps
  on('GET', base, (request, { place }) => {
    const own = [...state.posts.values()].filter((one) => one.place === place().name).sort((a, b) => b.n - a.n)
    const { items, next } = paged(own, request, 100, 20)
    const json = items.length > 0 ? { localPosts: items.map((one) => shown(maps, one)) } : {}
    return { status: 200, json: { ...json, ...next } }
  })
  on('POST', base, async (request, { place }) => {
    const at = place()
    if (!at.canPost) throw new Refused(400, 'FAILED_PRECONDITION', 'This location cannot publish posts.')
    const given = request.body as LocalPost
    checkWords(given)
    const media = await pictureOf(maps, given)
    const now = maps.now()
    const post: EmPost = {
      ...given,
      ...(media ? { media } : {}),
      name: `${at.name}/localPosts/${site.random.hex(16)}`,
      place: at.name,
      n: [...state.posts.values()].reduce((most, one) => Math.max(most, one.n), 0) + 1,
      createTime: now.toISOString(),
      updateTime: now.toISOString(),
      liveAt: new Date(now.getTime() + (request.stillProcessing ? reviewMs : 0)).toISOString(),
      rejected: /\bcasino\b/i.test(given.summary ?? ''),
    }
    commit({ put: 'post', post }, { account: at.person, kind: 'create', objectId: post.name, text: post.summary ?? '' })
    return { status: 200, json: shown(maps, post) }
  })
  on('GET', `${base}/:post`, (request, { place }) => ({
    status: 200,
    json: shown(maps, postIn(maps, request, place())),
  }))
  on('PATCH', `${base}/:post`, (request, { place }) => {
    const at = place()
    const before = postIn(maps, request, at)
    const given = request.body as Record<string, unknown>
    const mask = String(request.query.updateMask ?? '')
      .split(',')
      .filter(Boolean)
    if (mask.length === 0) throw new Refused(400, 'INVALID_ARGUMENT', 'updateMask is required.')
    const changed = { ...before, ...Object.fromEntries(mask.map((name) => [name, given[name]])) } as EmPost
    checkWords(changed)
    const post = { ...changed, updateTime: maps.now().toISOString() }
    commit({ put: 'post', post }, { account: at.person, kind: 'edit', objectId: post.name, text: post.summary ?? '' })
    return { status: 200, json: shown(maps, post) }
  })
  on('DELETE', `${base}/:post`, (request, { place }) => {
    const at = place()
    const { name } = postIn(maps, request, at)
    commit({ drop: 'post', name }, { account: at.person, kind: 'remove', objectId: name })
    return { status: 200, json: {} }
  })
}

function postIn({ state }: Maps, { params }: LabRequest, place: EmPlace): EmPost {
  const post = state.posts.get(`${place.name}/localPosts/${params.post ?? ''}`)
  if (!post) throw new Refused(404, 'NOT_FOUND', 'Requested entity was not found.')
  return post
}

const invalid = (message: string) => new Refused(400, 'INVALID_ARGUMENT', message)

function checkWords(post: LocalPost): void {
  const { summary = '', topicType = 'STANDARD', event, offer, callToAction } = post
  if (summary.length > 1500) throw invalid('Summary must be at most 1500 characters.')
  if (summary.trim() === '' && !post.media?.length && !event) throw invalid('A post needs a summary or media.')
  if (phoneLike(summary)) throw invalid('PHONE_NUMBER_IN_SUMMARY: The post contains a phone number.')
  if (!['STANDARD', 'EVENT', 'OFFER', 'ALERT'].includes(topicType)) throw invalid('topicType is invalid.')
  if (topicType !== 'STANDARD' && !event) throw invalid(`event is required for ${topicType}.`)
  if (topicType === 'STANDARD' && (event || offer)) throw invalid('event and offer need their topic type.')
  if (event) checkEvent(event)
  if (callToAction && !actions.includes(callToAction.actionType)) throw invalid('actionType is invalid.')
  if (callToAction && (callToAction.actionType === 'CALL') === Boolean(callToAction.url))
    throw invalid('url must be set for every action but CALL.')
}

function checkEvent({ title, schedule }: NonNullable<LocalPost['event']>): void {
  if (title.trim() === '' || title.length > 58) throw invalid('event.title must have 1 to 58 characters.')
  const at = ({ year, month, day }: LocalDate) => Date.UTC(year, month - 1, day)
  if (at(schedule.endDate) < at(schedule.startDate)) throw invalid('schedule ends before it starts.')
}

/** Nine digits and more with nothing but spaces, dots, dashes and brackets between, that are no date. */
function phoneLike(summary: string): boolean {
  const words = summary
    .split(/\s+/)
    .filter((word) => !/^https?:/.test(word) && !/^\d{1,4}[-./]\d{1,2}[-./]\d{2,4}$/.test(word))
  const runs = words.join(' ').match(/[+(]?\d[\d\s().-]*/g) ?? []
  return runs.some((run) => run.replace(/\D/g, '').length >= 9)
}

async function pictureOf({ site }: Maps, post: LocalPost): Promise<LocalPost['media']> {
  const [media, ...more] = post.media ?? []
  if (!media) return undefined
  if (more.length > 0 || media.mediaFormat !== 'PHOTO' || !media.sourceUrl) throw invalid('One PHOTO with a sourceUrl.')
  const name = site.random.hex(12)
  const found = await pulled(site, media.sourceUrl, name)
  if (found?.found.kind !== 'image' || found.found.frames > 1)
    throw invalid('Fetching image failed: the photo could not be read.')
  if (found.bytes > 5_242_880) throw invalid('The photo must have at most 5 MB.')
  return [{ name: `media/${name}`, mediaFormat: 'PHOTO', googleUrl: `${site.url}/photo/${name}` }]
}

function shown(maps: Maps, { place: _, n: __, liveAt, rejected, ...post }: EmPost) {
  const processing = maps.now() < new Date(liveAt)
  return {
    ...post,
    state: processing ? 'PROCESSING' : rejected ? 'REJECTED' : 'LIVE',
    searchUrl: `https://local.google.com/place?id=${post.name.split('/')[3]}&use=posts&lpsid=${post.name.split('/').at(-1)}`,
  }
}
