import { createHash } from 'node:crypto'
import { type Asking, type Ground, mayAct, No, needs, paged, text } from './ground.ts'
import { type EmPost, nextNumber } from './state.ts'
import { seenLength } from './words.ts'

type Media = { id: string; altText?: string; title?: string }
type Content = {
  media?: Media
  multiImage?: { images: Media[] }
  article?: { source: string; thumbnail?: string }
  poll?: { question: string; options: { text: string }[] }
}
type Form = { author: string; commentary: string; visibility: string; content?: Content }

export function postOperations(ground: Ground): void {
  const { on, state, commit, now } = ground
  on('POST', '/rest/posts', (asking) => {
    const post = create(ground, asking)
    return { status: 201, headers: { 'x-restli-id': post.urn } }
  })
  on('GET', '/rest/posts/:urn', (asking) => {
    const post = state.posts.get(decodeURIComponent(asking.params.urn ?? ''))
    if (!post) throw new No(404, 'NOT_FOUND', 'Post not found')
    mayRead(ground, asking, post.author)
    return { status: 200, json: shape(post) }
  })
  on('GET', '/rest/posts', (asking) => {
    const author = text(asking.query.author)
    if (asking.headers['x-restli-method'] !== 'FINDER') throw new No(400, 'ILLEGAL_ARGUMENT', 'q needs a finder')
    mayRead(ground, asking, author)
    const posts = [...state.posts.values()].filter((one) => one.author === author).reverse()
    return { status: 200, json: paged(posts.map(shape), asking) }
  })
  on('POST', '/rest/posts/:urn', (asking) => {
    const post = owned(ground, asking)
    if (asking.headers['x-restli-method'] !== 'PARTIAL_UPDATE') throw new No(400, 'ILLEGAL_ARGUMENT', 'unknown method')
    const { commentary } = (asking.body as { patch: { $set: { commentary: string } } }).patch.$set
    checkWords(commentary)
    const act = {
      account: nameOf(ground, post.author),
      kind: 'edit',
      objectId: post.urn,
      text: seenLength(commentary).text,
    } as const
    if (commentary !== post.commentary) commit({ did: 'words', urn: post.urn, commentary, at: now().getTime() }, act)
    return { status: 204 }
  })
  on('DELETE', '/rest/posts/:urn', (asking) => {
    if (!state.posts.has(decodeURIComponent(asking.params.urn ?? ''))) return { status: 204 }
    const post = owned(ground, asking)
    for (const one of [...state.comments.values()].filter(({ post: under }) => under === post.urn))
      commit(
        { did: 'delete', what: 'comments', id: one.id },
        { account: nameOf(ground, one.actor), kind: 'remove', objectId: one.id },
      )
    commit(
      { did: 'delete', what: 'posts', id: post.urn },
      { account: nameOf(ground, post.author), kind: 'remove', objectId: post.urn },
    )
    return { status: 204 }
  })
}

export const nameOf = ({ state }: Ground, urn: string) =>
  state.pages.get(urn)?.vanityName ?? state.members.get(urn)?.handle ?? urn

export function mayRead({ options }: Ground, asking: Asking, author: string): void {
  if (author.startsWith('urn:li:organization:')) return needs(asking, 'r_organization_social')
  if (!options.readsMembers) throw new No(403, 'ACCESS_DENIED', 'Not enough permissions to access: r_member_social')
}

function owned(ground: Ground, asking: Asking): EmPost {
  const post = ground.state.posts.get(decodeURIComponent(asking.params.urn ?? ''))
  if (!post) throw new No(404, 'NOT_FOUND', 'Post not found')
  mayAct(ground, asking, post.author)
  return post
}

function create(ground: Ground, asking: Asking): EmPost {
  const { state, now, options, commit } = ground
  const { author, commentary, visibility, content } = asking.body as Form
  mayAct(ground, asking, author)
  checkWords(commentary)
  if (commentary.trim() === '' && !content)
    throw new No(422, 'MISSING_FIELD', 'commentary :: a post needs words or content')
  if (author.startsWith('urn:li:organization:') && visibility === 'CONNECTIONS')
    throw new No(422, 'INVALID_VALUE_FOR_FIELD', 'visibility :: a page has no connections')
  checkContent(ground, author, content, asking.stillProcessing)
  const last = [...state.posts.values()].findLast((one) => one.author === author)
  if (options.refuseTwins && last?.commentary === commentary)
    throw new No(422, 'DUPLICATE_POST', `Content is a duplicate of ${last.urn}`)
  const n = nextNumber(state, now())
  const kind = content?.media?.id.includes(':video:') || content?.media?.id.includes(':document:') ? 'ugcPost' : 'share'
  const at = now().getTime()
  const urn = `urn:li:${kind}:${n}`
  const post: EmPost = {
    urn,
    author,
    commentary,
    visibility,
    content,
    at,
    editedAt: at,
    ordinal: state.made.get(author) ?? 0,
  }
  const files = mediaIn(content).map((one) => state.files.get(one.id)?.sha256)
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([author, commentary, files, content?.poll, content?.article?.source]))
    .digest('hex')
  const words = [seenLength(commentary).text, content?.poll?.question].filter(Boolean).join(' ')
  commit(
    { made: 'post', post, n },
    { account: nameOf(ground, author), kind: 'create', objectId: urn, text: words, fingerprint },
  )
  return post
}

function checkWords(commentary: string): void {
  const { length, wrong } = seenLength(commentary)
  if (wrong) throw new No(422, 'INVALID_VALUE_FOR_FIELD', `commentary :: reserved sign ${wrong} must be escaped`)
  if (length > 3000) throw new No(422, 'FIELD_LENGTH_TOO_LONG', 'commentary :: text length exceeds the maximum of 3000')
}

const mediaIn = (content: Content | undefined): Media[] =>
  content?.multiImage?.images ?? (content?.media ? [content.media] : [])

function checkContent({ state }: Ground, author: string, content: Content | undefined, stillProcessing: boolean): void {
  if (content && Object.keys(content).length !== 1) throw new No(422, 'UNION_NOT_ONE', 'content :: exactly one kind')
  const thumbnail = content?.article?.thumbnail ? [{ id: content.article.thumbnail }] : []
  for (const { id } of [...mediaIn(content), ...thumbnail]) {
    const file = state.files.get(id)
    if (!file || file.owner !== author) throw new No(422, 'INVALID_URN_ID', `content :: ${id} is not the author’s`)
    if (file.status !== 'AVAILABLE' || stillProcessing)
      throw new No(422, 'MEDIA_ASSET_WAITING_UPLOAD', `content :: ${id} is not ready`)
  }
  if (content?.multiImage?.images.some(({ id }) => !id.includes(':image:')))
    throw new No(422, 'INVALID_URN_TYPE', 'content :: only images stand together')
}

const shape = (post: EmPost) => ({
  id: post.urn,
  author: post.author,
  commentary: post.commentary,
  visibility: post.visibility,
  lifecycleState: 'PUBLISHED',
  distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
  isReshareDisabledByAuthor: false,
  lifecycleStateInfo: { isEditedByAuthor: post.editedAt !== post.at },
  createdAt: post.at,
  publishedAt: post.at,
  lastModifiedAt: post.editedAt,
  ...(post.content ? { content: post.content } : {}),
})
