import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { type Ground, Refused } from './ground.ts'
import { shownPost, wordsOfHtml } from './shapes.ts'
import { addressFrom, freeAddress } from './slugs.ts'
import type { SiteKey, SitePost } from './state.ts'

type Kind = SitePost['type']
const titleMax = 255
const excerptMax = 300
const members = 42
const seen = (status: string) => status === 'published' || status === 'sent' || status === 'scheduled'

export function postOperations(ground: Ground): void {
  for (const type of ['post', 'page'] as const) {
    const path = `/${type}s/`
    ground.on('GET', path, (request) => list(ground, type, request))
    ground.on('POST', path, (request, key) => create(ground, type, request, key))
    ground.on('GET', `${path}slug/:slug/`, (request) => {
      const post = standing(ground, type, request).find((one) => one.slug === request.params.slug)
      return shown(ground, request, post ?? missing('read', type))
    })
    ground.on('GET', `${path}:id/`, (request) => shown(ground, request, named(ground, type, request, 'read')))
    ground.on('PUT', `${path}:id/`, (request, key) => update(ground, type, request, key))
    ground.on('DELETE', `${path}:id/`, (request, key) => {
      const { id } = named(ground, type, request, 'delete')
      ground.commit({ did: 'remove-post', id }, { account: key.account, kind: 'remove', objectId: id })
      return { status: 204 }
    })
  }
}

const shown = (ground: Ground, request: LabRequest, post: SitePost, status = 200): LabAnswer => ({
  status,
  json: { [`${post.type}s`]: [shownPost(ground, post, request)] },
})

const standing = ({ state }: Ground, type: Kind, { params }: LabRequest) =>
  [...state.posts.values()].filter((one) => one.type === type && one.blog === params.blog)

function missing(act: string, type: Kind): never {
  const context = `${type === 'post' ? 'Post' : 'Page'} not found.`
  throw new Refused(404, 'NotFoundError', `Resource not found error, cannot ${act} ${type}.`, { context })
}

function named({ state }: Ground, type: Kind, { params }: LabRequest, act: string): SitePost {
  if (!/^[0-9a-f]{24}$/.test(params.id ?? ''))
    throw invalid(`cannot ${act} ${type}`, 'Validation (matches) failed for id')
  const post = state.posts.get(params.id ?? '')
  return post?.type === type && post.blog === params.blog ? post : missing(act, type)
}

const invalid = (act: string, context: string) =>
  new Refused(422, 'ValidationError', `Validation error, ${act}.`, { context })

function list(ground: Ground, type: Kind, request: LabRequest): LabAnswer {
  const { query } = request
  const wanted = /status:\[?([a-z,]+)\]?/.exec(String(query.filter ?? ''))?.[1]?.split(',')
  const found = standing(ground, type, request)
    .filter((one) => !wanted || wanted.includes(one.status))
    .sort((a, b) => (b.published ?? b.updated).localeCompare(a.published ?? a.updated) || b.id.localeCompare(a.id))
  const limit = Number(query.limit ?? 15)
  const page = Number(query.page ?? 1)
  const pages = Math.max(1, Math.ceil(found.length / limit))
  const pagination = {
    ...{ page, limit, pages, total: found.length },
    ...{ next: page < pages ? page + 1 : null, prev: page > 1 ? page - 1 : null },
  }
  const posts = found.slice((page - 1) * limit, page * limit).map((post) => shownPost(ground, post, request))
  return { status: 200, json: { [`${type}s`]: posts, meta: { pagination } } }
}

const givenIn = (type: Kind, { body }: LabRequest): Record<string, unknown> => {
  const listed = (body as Record<string, Record<string, unknown>[]> | undefined)?.[`${type}s`]
  return listed?.[0] ?? {}
}

function create(ground: Ground, type: Kind, request: LabRequest, key: SiteKey): LabAnswer {
  const at = ground.now()
  const id = ground.freshId()
  const uuid = `${ground.site.random.hex(8)}-${ground.site.random.hex(4)}-4${ground.site.random.hex(3)}-8${ground.site.random.hex(3)}-${ground.site.random.hex(12)}`
  const fresh: SitePost = {
    ...{
      id,
      blog: key.account,
      type,
      uuid,
      title: '',
      slug: '',
      html: '',
      status: 'draft',
      created: at,
      updated: at,
      published: null,
    },
    ...{ fields: {}, tags: [], newsletter: null, segment: 'all', sentTo: null },
  }
  return shown(ground, request, save(ground, request, fresh, key), 201)
}

function update(ground: Ground, type: Kind, request: LabRequest, key: SiteKey): LabAnswer {
  const before = named(ground, type, request, 'edit')
  const given = givenIn(type, request)
  const changed = Object.entries(given).some(([name, value]) => differs(before, name, value))
  if (changed && Date.parse(String(given.updated_at)) < Date.parse(before.updated)) {
    const told = 'Saving failed! Someone else is editing this post.'
    throw new Refused(409, 'UpdateCollisionError', told, { code: 'UPDATE_COLLISION', context: told })
  }
  return shown(ground, request, save(ground, request, before, key))
}

/** An address or a moment alone is no collision. */
function differs(post: SitePost, name: string, value: unknown): boolean {
  if (name === 'title' || name === 'status') return post[name] !== value
  return name === 'html' && kept(String(value)) !== post.html
}

function save(ground: Ground, request: LabRequest, before: SitePost, key: SiteKey): SitePost {
  const given = givenIn(before.type, request)
  const { title, html, status, slug, tags, updated_at: _old, published_at: at, ...fields } = given
  const after: SitePost = { ...before, fields: { ...before.fields, ...fields } }
  if (title !== undefined) after.title = String(title)
  if (html !== undefined && request.query.source === 'html') after.html = kept(String(html ?? ''))
  if (status !== undefined) after.status = String(status)
  if (Array.isArray(tags)) after.tags = tags.map((tag) => (typeof tag === 'string' ? tag : String(tag?.name)))
  checkLengths(after)
  if (slug !== undefined ? slug !== before.slug : before.slug === '')
    after.slug = freeAddress(ground.state, key.account, addressFrom(String(slug || after.title)) || 'untitled')
  Object.assign(after, moved(ground, before, after, at), { updated: later(ground.now(), before.updated) })
  Object.assign(after, sent(before, after, request))
  ground.commit({ made: 'post', post: after }, actFor(ground, before, after, key))
  return after
}

const later = (now: string, before: string) => (now > before ? now : before)

/** As the words and cards come out of it again: https://docs.ghost.org/admin-api/posts/creating-a-post and the real 6.65, 2026-11-22. */
const kept = (html: string) =>
  html
    .replace(/<img ([^<>]*?)( width="\d+" height="\d+")?>/g, '<img $1 loading="lazy"$2>')
    .replace(/<(video|audio) controls /g, '<$1 controls="" ')

function checkLengths({ title, fields }: SitePost): void {
  const tooLong = (name: string, max: number) =>
    invalid('cannot save post', `Value in [posts.${name}] exceeds maximum length of ${max} characters. posts.${name}`)
  if (title.length > titleMax) throw tooLong('title', titleMax)
  if (String(fields.custom_excerpt ?? '').length > excerptMax) throw tooLong('custom_excerpt', excerptMax)
}

function moved(ground: Ground, before: SitePost, after: SitePost, at: unknown): Partial<SitePost> {
  const moment = typeof at === 'string' ? at : before.published
  if (after.status === 'draft') return { published: null }
  if (after.status !== 'scheduled')
    return { published: before.published ?? (typeof at === 'string' ? at : ground.now()) }
  if (!moment || Date.parse(moment) < ground.site.clock.now().getTime() - 120_000)
    throw invalid('cannot save post', 'Date must be at least -2 minutes in the future.')
  return { published: moment }
}

/** Members are written to once, when a draft is published with a newsletter. */
function sent(before: SitePost, after: SitePost, { query }: LabRequest): Partial<SitePost> {
  const newsletter = typeof query.newsletter === 'string' ? query.newsletter : undefined
  if (!newsletter || seen(before.status) || !seen(after.status) || after.type === 'page') return {}
  if (newsletter !== 'default-newsletter') throw new Refused(400, 'BadRequestError', 'The newsletter does not exist.')
  const only = after.fields.email_only === true && after.status === 'published'
  const segment = String(query.email_segment ?? 'all')
  return { newsletter, segment, sentTo: members, ...(only ? { status: 'sent' } : {}) }
}

function actFor(ground: Ground, before: SitePost, after: SitePost, { account }: SiteKey) {
  if (!seen(after.status)) return undefined
  const text = wordsOfHtml(after.html)
  const kind = seen(before.status) && ground.state.posts.has(before.id) ? ('edit' as const) : ('create' as const)
  return { account, kind, objectId: after.id, key: before.slug, text, fingerprint: text }
}
