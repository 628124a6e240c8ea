import { createHash, randomUUID } from 'node:crypto'
import { measure } from '../../lab/measure.ts'
import { type Asking, blogNamed, type Ground, No, ok, ownBlog } from './ground.ts'
import { checkBlocks, wordsOf } from './rules.ts'
import { type EmBlock, type EmPost, nextId } from './state.ts'

export type Form = {
  content?: EmBlock[]
  layout?: { type: string; display?: { blocks: number[] }[] }[]
  state?: string
  publish_on?: string
  tags?: string
  source_url?: string
  interactability_reblog?: string
  parent_tumblelog_uuid?: string
  parent_post_id?: string | number
  reblog_key?: string
}

/** The JSON of a request, whether it is the body or the first part of a form. */
export function formIn({ type, body }: { type: string; body: unknown }): Form {
  if (type === 'application/json') return body as Form
  const { json } = (body ?? {}) as { json?: string }
  try {
    return JSON.parse(json ?? '') as Form
  } catch {
    throw new No(400, 'The json part is not JSON', 8001)
  }
}

export function makingOperations(ground: Ground): void {
  const { on, state, commit } = ground
  on('POST', '/v2/blog/:blog/posts', 'write', async (asking) => ok({ id: (await create(ground, asking)).id }, 201))
  on('PUT', '/v2/blog/:blog/posts/:id', 'write', async (asking) => {
    const blog = ownBlog(ground, asking)
    const post = state.posts.get(asking.params.id ?? '')
    if (post?.blog !== blog.uuid) throw new No(404, 'Not Found')
    const form = formIn(asking)
    const content = await filled(ground, asking, form)
    const to = {
      content,
      layout: form.layout ?? [],
      tags: tagsIn(form),
      noReblogs: form.interactability_reblog === 'noone',
      source: form.source_url,
    }
    const same = JSON.stringify({ ...post, ...to }) === JSON.stringify(post)
    if (!same)
      commit(
        { did: 'edit', id: post.id, to },
        { account: blog.owner, kind: 'edit', objectId: post.id, text: wordsOf(content) },
      )
    return ok({ id: post.id })
  })
  on('POST', '/v2/blog/:blog/post/delete', 'write', (asking) => {
    const blog = ownBlog(ground, asking)
    const { id } = asking.body as { id: string }
    if (state.posts.get(id)?.blog !== blog.uuid) throw new No(404, 'Not Found')
    commit({ did: 'delete', id }, { account: blog.owner, kind: 'remove', objectId: id })
    return ok([])
  })
}

const tagsIn = ({ tags }: Form) => (tags ?? '').split(',').filter(Boolean)

async function create(ground: Ground, asking: Asking): Promise<EmPost> {
  const { state, now, commit, site, options } = ground
  const blog = ownBlog(ground, asking)
  const form = formIn(asking)
  const today = now().toISOString().slice(0, 10)
  const made = [...state.posts.values()].filter((one) => one.blog === blog.uuid && one.at.startsWith(today)).length
  if (made >= (options.postsADay ?? 250)) throw new No(403, 'You have reached your daily post limit', 8023)
  const content = await filled(ground, asking, form)
  const parent = parentIn(ground, form)
  if (content.length === 0 && !parent) throw new No(400, "'content' must not be empty", 8001)
  if (parent && content.some((block) => block.type === 'video')) throw new No(403, 'A reblog cannot hold a video', 8008)
  if (form.state === 'queue' && form.publish_on && Date.parse(form.publish_on) <= now().getTime())
    throw new No(400, "'publish_on' must be in the future", 8001)
  const post: EmPost = {
    id: nextId(state, now()),
    blog: blog.uuid,
    state: form.state ?? 'published',
    content,
    layout: form.layout ?? [],
    tags: tagsIn(form),
    at: now().toISOString(),
    publishAt: form.state === 'queue' ? form.publish_on : undefined,
    reblogKey: site.random.hex(8),
    parent: parent?.id,
    noReblogs: form.interactability_reblog === 'noone',
    source: form.source_url,
    ordinal: state.made.get(blog.uuid) ?? 0,
  }
  const files = content.map((block) => fileName(block)).map((name) => (name ? state.files.get(name)?.sha256 : ''))
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([blog.uuid, wordsOf(content), files, post.state, post.parent]))
    .digest('hex')
  commit(
    { made: 'post', post },
    { account: blog.owner, kind: 'create', objectId: post.id, text: wordsOf(content), fingerprint },
  )
  return post
}

function parentIn(ground: Ground, form: Form): EmPost | undefined {
  if (form.parent_post_id === undefined) return undefined
  const parent = ground.state.posts.get(String(form.parent_post_id))
  const blog = form.parent_tumblelog_uuid ? blogNamed(ground, form.parent_tumblelog_uuid) : undefined
  if (!parent || parent.blog !== blog?.uuid || parent.reblogKey !== form.reblog_key)
    throw new No(400, 'The post to reblog cannot be found', 8002)
  if (parent.noReblogs) throw new No(403, 'This post cannot be reblogged')
  return parent
}

/** The blocks with their files in place: those that were sent by what they are, those that stand by their address. */
async function filled(ground: Ground, asking: Asking, form: Form): Promise<EmBlock[]> {
  const content = form.content ?? []
  checkBlocks(content)
  const filledBlocks: EmBlock[] = []
  for (const block of content) {
    const media = (Array.isArray(block.media) ? block.media[0] : block.media) as
      | { identifier?: string; url?: string }
      | undefined
    if (!media) filledBlocks.push(block)
    else if (media.identifier)
      filledBlocks.push({ ...block, media: await taken(ground, asking, block, media.identifier) })
    else if (fileName(block)) filledBlocks.push(block)
    else throw new No(400, 'A media object has neither a file nor a known address', 8001)
  }
  return filledBlocks
}

const fileName = (block: EmBlock): string | undefined => {
  const media = (Array.isArray(block.media) ? block.media[0] : block.media) as { url?: string } | undefined
  return media?.url ? new URL(media.url).pathname.split('/').at(-1) : undefined
}

const most = { image: 20_000_000, video: 500_000_000, audio: 10_000_000 }

async function taken(ground: Ground, { files }: Asking, block: EmBlock, identifier: string): Promise<unknown> {
  const sent = files.find((one) => one.field === identifier)
  if (!sent) throw new No(400, `The file ${identifier} was not sent`, 8001)
  const found = await measure(sent.path)
  const kind = found?.kind
  if (!kind || kind !== block.type) throw new No(400, 'The media is of a format we cannot accept', 8005)
  if (sent.bytes > most[kind]) throw new No(400, 'The media is too large', 8005)
  const name = randomUUID()
  const path = await ground.site.keepFile(sent, name)
  ground.commit({ made: 'file', name, file: { path, mime: found.mime, sha256: sent.sha256 } })
  const url = `${ground.site.url}/media/${name}`
  const shape = { type: found.mime, url, ...('width' in found ? { width: found.width, height: found.height } : {}) }
  return kind === 'image' ? [shape] : shape
}
