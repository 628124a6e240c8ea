import type { Answered } from '../../lab/deeds.ts'
import type { LabAnswer } from '../../lab/network.ts'
import { type Asking, type Ground, may, numbersIn, paged, Refused, rawIn, signedIn } from './ground.ts'
import { shownComment, wordsOfSource } from './shapes.ts'
import type { SiteComment } from './state.ts'

const mostBytes = 65_525

export function commentOperations(ground: Ground): void {
  ground.on('GET', '/wp/v2/comments', (request) => list(ground, request))
  ground.on('POST', '/wp/v2/comments', (request) => create(ground, request))
  ground.on('GET', '/wp/v2/comments/:id', (request) => ({
    status: 200,
    json: shownComment(ground, named(ground, request), contextOf(request)),
  }))
  ground.on('POST', '/wp/v2/comments/:id', (request) => moderate(ground, request))
  ground.on('DELETE', '/wp/v2/comments/:id', (request) => remove(ground, request))
}

function contextOf({ given, user }: Asking): 'view' | 'edit' {
  if (given.context !== 'edit') return 'view'
  if (user && may(user, 'moderate_comments')) return 'edit'
  throw new Refused(user ? 403 : 401, 'rest_forbidden_context', 'Sorry, you are not allowed to edit comments.')
}

/** People of the cast speak when somebody looks; what they said stays. */
export function hearCast(ground: Ground): void {
  const { site, state } = ground
  const known = new Set([...state.comments.values()].map((one) => `${one.post} ${one.reaction}`))
  const said = [...state.posts.values()]
    .filter((post) => post.status === 'publish' && post.comments === 'open')
    .flatMap((post) => {
      const seen = {
        key: `post ${post.id}`,
        text: wordsOfSource(post.content),
        at: new Date(`${post.at}Z`),
        media: false,
      }
      return site.people.reactionsTo(seen, site.clock.now()).map((reaction) => ({ post, reaction }))
    })
    .sort((a, b) => a.reaction.at.getTime() - b.reaction.at.getTime())
  for (const { post, reaction } of said)
    if (reaction.kind === 'comment' && !known.has(`${post.id} ${reaction.id}`))
      sayAs(ground, reaction.person, post.id, reaction.text, reaction.at, { reaction: reaction.id })
}

/** A visitor of the site says something under a post; returns the comment's number. */
export function sayAs(
  { state, commit }: Ground,
  person: { name: string; handle: string },
  post: number,
  text: string,
  moment: Date,
  { parent = 0, reaction }: { parent?: number; reaction?: string } = {},
): number {
  const id = state.lastComment + 1
  const content = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const by = { author: 0, name: person.name, person: person.handle }
  const at = moment.toISOString().slice(0, 19)
  commit({ made: 'comment', comment: { id, post, parent, ...by, at, content, status: 'approved', reaction } })
  return id
}

const ledgerName = /^comment-(\d+)$/
export const commentNamed = ({ state }: Ground, name: string): SiteComment | undefined =>
  state.comments.get(Number(ledgerName.exec(name)?.[1]))

export function answered(ground: Ground, name: string): Answered | undefined {
  const said = commentNamed(ground, name)
  const before = ground.state.comments.get(said?.parent ?? 0)
  const person = before && said && said.author > 0 ? ground.site.people.byHandle(before.person ?? '') : undefined
  if (!before || !person) return undefined
  return { id: `comment-${before.id}`, person, text: wordsOfSource(before.content), at: new Date(`${before.at}Z`) }
}

function list(ground: Ground, request: Asking): LabAnswer {
  hearCast(ground)
  const { given, user } = request
  const context = contextOf(request)
  const all = given.status === 'all' && user && may(user, 'edit_posts')
  const statuses = all ? ['approved', 'hold'] : ['approved']
  const posts = numbersIn(given.post)
  const parents = given.parent === undefined ? undefined : String(given.parent).split(',').map(Number)
  const authors = numbersIn(given.author)
  if (authors.length > 0 && !(user && may(user, 'moderate_comments')))
    throw new Refused(user ? 403 : 401, 'rest_forbidden_param', 'Query parameter not permitted: author')
  const found = [...ground.state.comments.values()]
    .filter((one) => statuses.includes(one.status))
    .filter((one) => posts.length === 0 || posts.includes(one.post))
    .filter((one) => !parents || parents.includes(one.parent))
    .filter((one) => authors.length === 0 || authors.includes(one.author))
    .sort((a, b) => (given.orderby === 'id' ? 0 : a.at.localeCompare(b.at)) || a.id - b.id)
  if (given.order !== 'asc') found.reverse()
  return paged(request, found, (one) => shownComment(ground, one, context), 'rest_comment_invalid_page')
}

function named({ state }: Ground, { params }: Asking): SiteComment {
  const comment = state.comments.get(Number(params.id))
  if (comment) return comment
  throw new Refused(404, 'rest_comment_invalid_id', 'Invalid comment ID.')
}

function create(ground: Ground, request: Asking): LabAnswer {
  const { given } = request
  const user = signedIn(request, 'rest_comment_login_required', 'Sorry, you must be logged in to comment.')
  const post = ground.state.posts.get(Number(given.post))
  if (!post)
    throw new Refused(
      403,
      'rest_comment_invalid_post_id',
      'Sorry, you are not allowed to create this comment without a post.',
    )
  if (post.status === 'draft')
    throw new Refused(403, 'rest_comment_draft_post', 'Sorry, you are not allowed to create a comment on this post.')
  if (post.status === 'trash')
    throw new Refused(403, 'rest_comment_trash_post', 'Sorry, you are not allowed to create a comment on this post.')
  if (post.comments !== 'open')
    throw new Refused(403, 'rest_comment_closed', 'Sorry, comments are closed for this item.')
  const content = rawIn(given.content)
  if (content.trim() === '') throw new Refused(400, 'rest_comment_content_invalid', 'Invalid comment content.')
  if (Buffer.byteLength(content) > mostBytes)
    throw new Refused(400, 'comment_content_column_length', 'Your comment is too long.')
  const parent = Number(given.parent ?? 0)
  const twin = [...ground.state.comments.values()].find(
    (one) => one.post === post.id && one.parent === parent && one.author === user.id && one.content === content,
  )
  if (twin && twin.status !== 'trash')
    throw new Refused(
      409,
      'comment_duplicate',
      'Duplicate comment detected; it looks as though you&#8217;ve already said that!',
    )
  const id = ground.state.lastComment + 1
  const status = may(user, 'moderate_comments') ? 'approved' : 'hold'
  const comment = { id, post: post.id, parent, author: user.id, name: user.name, at: ground.now(), content, status }
  const text = wordsOfSource(content)
  const act = { account: user.login, kind: 'comment' as const, objectId: `comment-${id}`, text, fingerprint: text }
  ground.commit({ made: 'comment', comment }, act)
  return { status: 201, json: shownComment(ground, comment, status === 'approved' ? 'edit' : 'edit') }
}

const acts = { hold: 'hide', approved: 'unhide', spam: 'report' } as const

function moderate(ground: Ground, request: Asking): LabAnswer {
  const user = moderator(request, 'rest_cannot_edit', 'Sorry, you are not allowed to edit this comment.')
  const comment = named(ground, request)
  const status = String(request.given.status)
  if (!(status in acts)) throw new Refused(500, 'rest_comment_failed_edit', 'Updating comment status failed.')
  const after = { ...comment, status }
  const kind = acts[status as keyof typeof acts]
  ground.commit({ made: 'comment', comment: after }, { account: user.login, kind, objectId: `comment-${comment.id}` })
  return { status: 200, json: shownComment(ground, after, 'edit') }
}

function moderator(request: Asking, code: string, message: string) {
  const user = signedIn(request, code, message)
  if (may(user, 'moderate_comments')) return user
  throw new Refused(403, code, message)
}

function remove(ground: Ground, request: Asking): LabAnswer {
  const user = moderator(request, 'rest_cannot_delete', 'Sorry, you are not allowed to delete this comment.')
  const comment = named(ground, request)
  const act = { account: user.login, kind: 'remove' as const, objectId: `comment-${comment.id}` }
  if (String(request.given.force ?? '') === 'true') {
    const previous = shownComment(ground, comment, 'edit')
    ground.commit({ did: 'remove-comment', id: comment.id }, act)
    return { status: 200, json: { deleted: true, previous } }
  }
  if (comment.status === 'trash')
    throw new Refused(410, 'rest_already_trashed', 'The comment has already been trashed.')
  const trashed = { ...comment, status: 'trash' }
  ground.commit({ made: 'comment', comment: trashed }, act)
  return { status: 200, json: shownComment(ground, trashed, 'edit') }
}
