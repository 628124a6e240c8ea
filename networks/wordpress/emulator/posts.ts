import type { LabAnswer } from '../../lab/network.ts'
import { type Asking, type Ground, may, numbersIn, paged, Refused, rawIn, signedIn, wordsIn } from './ground.ts'
import { shownPost, wordsOfSource } from './shapes.ts'
import { addressFrom, freeAddress } from './slugs.ts'
import type { SitePost } from './state.ts'

const cannot = (what: string) => `Sorry, you are not allowed to ${what}.`
const formats = 'standard aside chat gallery link image quote status video audio'.split(' ')

export function postOperations(ground: Ground): void {
  for (const type of ['post', 'page'] as const) {
    const path = `/wp/v2/${type}s`
    ground.on('GET', path, (request) => list(ground, type, request))
    ground.on('POST', path, (request) => create(ground, type, request))
    ground.on('GET', `${path}/:id`, (request) => ({
      status: 200,
      json: shownPost(ground, read(ground, type, request), contextOf(request)),
    }))
    ground.on('POST', `${path}/:id`, (request) => update(ground, type, request))
    ground.on('DELETE', `${path}/:id`, (request) => remove(ground, type, request))
  }
}

function contextOf({ given, user }: Asking): 'view' | 'edit' {
  if (given.context !== 'edit') return 'view'
  if (!user) throw new Refused(401, 'rest_forbidden_context', cannot('edit posts in this post type'))
  return 'edit'
}

function list(ground: Ground, type: SitePost['type'], request: Asking): LabAnswer {
  const { given, user } = request
  const context = contextOf(request)
  const statuses = wordsIn(given.status ?? 'publish')
  if (!user && statuses.some((one) => one !== 'publish'))
    throw new Refused(401, 'rest_forbidden_status', 'Status is forbidden.')
  const slugs = given.slug === undefined ? undefined : wordsIn(given.slug)
  const sought = String(given.search ?? '').toLowerCase()
  const found = [...ground.state.posts.values()]
    .filter((one) => one.type === type && statuses.includes(one.status))
    .filter((one) => !slugs || slugs.includes(one.slug))
    .filter((one) => `${one.title} ${wordsOfSource(one.content)}`.toLowerCase().includes(sought))
    .sort((a, b) => (given.orderby === 'id' ? 0 : b.at.localeCompare(a.at)) || b.id - a.id)
  if (given.order === 'asc') found.reverse()
  return paged(request, found, (one) => shownPost(ground, one, context), 'rest_post_invalid_page_number')
}

function read({ state }: Ground, type: SitePost['type'], { params, user }: Asking): SitePost {
  const post = state.posts.get(Number(params.id))
  if (post?.type !== type) throw new Refused(404, 'rest_post_invalid_id', 'Invalid post ID.')
  if (post.status !== 'publish' && !user) throw new Refused(401, 'rest_forbidden', cannot('do that'))
  return post
}

function create(ground: Ground, type: SitePost['type'], request: Asking): LabAnswer {
  const user = signedIn(request, 'rest_cannot_create', cannot('create posts as this user'))
  const at = ground.now()
  const fresh: SitePost = {
    ...{ id: ground.state.lastId + 1, type, author: user.id, at, modified: at, slug: '', status: 'draft', title: '' },
    ...{ content: '', excerpt: '', featured: 0, comments: type === 'post' ? 'open' : 'closed', sticky: false },
    ...{ format: 'standard', categories: type === 'post' ? [1] : [], tags: [] },
  }
  return { status: 201, json: shownPost(ground, save(ground, request, fresh), 'edit') }
}

function update(ground: Ground, type: SitePost['type'], request: Asking): LabAnswer {
  signedIn(request, 'rest_cannot_edit', cannot('edit this post'))
  return { status: 200, json: shownPost(ground, save(ground, request, read(ground, type, request)), 'edit') }
}

/** What was given, laid over what stood. */
function save(ground: Ground, request: Asking, before: SitePost): SitePost {
  const { given } = request
  const after: SitePost = { ...before, modified: ground.now() }
  if (given.title !== undefined) after.title = rawIn(given.title)
  if (given.content !== undefined) after.content = rawIn(given.content)
  if (given.excerpt !== undefined) after.excerpt = rawIn(given.excerpt)
  if (given.comment_status !== undefined) after.comments = String(given.comment_status)
  if (given.sticky !== undefined) after.sticky = given.sticky === true
  if (given.format !== undefined) after.format = formatNamed(String(given.format))
  if (given.categories !== undefined) after.categories = numbersIn(given.categories)
  if (given.tags !== undefined) after.tags = numbersIn(given.tags)
  if (ground.state.media.has(Number(given.featured_media))) after.featured = Number(given.featured_media)
  if (`${after.title}${after.content}${after.excerpt}` === '')
    throw new Refused(400, 'empty_content', 'Content, title, and excerpt are empty.')
  Object.assign(after, dated(ground, request, after))
  after.slug = addressed(ground, given.slug, after)
  ground.commit({ made: 'post', post: after }, actFor(ground, request, before, after))
  return after
}

function formatNamed(format: string): string {
  if (formats.includes(format)) return format
  throw new Refused(400, 'rest_invalid_param', 'Invalid parameter(s): format')
}

/** A post for later whose moment is past is published at once, and the reverse. */
function dated(ground: Ground, { given, user }: Asking, post: SitePost): Pick<SitePost, 'status' | 'at'> {
  const status = String(given.status ?? post.status)
  if (['publish', 'future', 'private'].includes(status) && user && !may(user, 'publish_posts'))
    throw new Refused(403, 'rest_cannot_publish', cannot('publish posts in this post type'))
  const floats = ['draft', 'pending'].includes(post.status)
  const at = typeof given.date_gmt === 'string' ? given.date_gmt.slice(0, 19) : floats ? ground.now() : post.at
  if (status !== 'publish' && status !== 'future') return { status, at }
  return { status: at > ground.now() ? 'future' : 'publish', at }
}

/** Drafts may have no address; everything else gets one of its own, from its title where none is given. */
function addressed(ground: Ground, given: unknown, post: SitePost): string {
  const wanted = given === undefined ? post.slug : addressFrom(String(given))
  if (wanted === '' && ['draft', 'pending'].includes(post.status)) return ''
  return freeAddress(ground.state, wanted || addressFrom(post.title) || String(post.id), post)
}

function actFor(ground: Ground, { user }: Asking, before: SitePost, after: SitePost) {
  const seen = (post: SitePost) => !['draft', 'pending', 'trash'].includes(post.status)
  if (!seen(after) && !seen(before)) return undefined
  const text = wordsOfSource(after.content)
  const kind = seen(before) && ground.state.posts.has(before.id) ? ('edit' as const) : ('create' as const)
  return { account: user?.login ?? '', kind, objectId: String(after.id), key: before.slug, text, fingerprint: text }
}

function remove(ground: Ground, type: SitePost['type'], request: Asking): LabAnswer {
  signedIn(request, 'rest_cannot_delete', cannot('delete this post'))
  const post = read(ground, type, request)
  const previous = shownPost(ground, post, 'edit')
  const force = String(request.given.force ?? '') === 'true'
  if (!force && post.status === 'trash')
    throw new Refused(410, 'rest_already_trashed', 'The post has already been deleted.')
  const act = { account: request.user?.login ?? '', kind: 'remove' as const, objectId: String(post.id) }
  for (const one of ground.state.comments.values())
    if (one.post === post.id && one.status === 'approved')
      ground.commit(
        { made: 'comment', comment: { ...one, status: 'post-trashed' } },
        { ...act, objectId: `comment-${one.id}` },
      )
  if (force) {
    ground.commit({ did: 'remove-post', id: post.id }, act)
    return { status: 200, json: { deleted: true, previous } }
  }
  const trashed = { ...post, status: 'trash', slug: post.slug ? `${post.slug}__trashed` : '' }
  ground.commit({ made: 'post', post: trashed }, post.status === 'draft' ? undefined : act)
  return { status: 200, json: shownPost(ground, trashed, 'edit') }
}
