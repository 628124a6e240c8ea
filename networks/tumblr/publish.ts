import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { absentSince } from '../absence.ts'
import type { Call, Edit, Found, MediaFile, PreparedContent, Publish, Remove, Step, StepsDone } from '../contract.ts'
import { fitted } from '../fitted.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { blocksOf, identifierOf, layoutOf } from './blocks.ts'
import { ask, blogPath, read, wireOf } from './client.ts'
import { limits, parentOf, stateOf, tagsOf, titleOf } from './compose.ts'
import { seenText } from './npf.ts'
import { npfForm } from './npf-form.ts'
import { type Block, idOf, isFile, type Post, publishedPosts, refOf, textOf } from './posts.ts'

export const publish: Publish = {
  steps: (content) => [...(parentOf(content) ? [parentStep(content)] : []), postStep(content)],
}

/** Reads what proves that a post may be reblogged. */
const parentStep = (content: PreparedContent): Step => ({
  name: 'parent',
  role: 'prepare',
  again: { way: 'harmless' },
  run: async (call) => {
    const parent = parentOf(content)
    const asked = {
      path: `/blog/${encodeURIComponent(parent?.blog ?? '')}/posts`,
      query: { id: parent?.id, npf: true },
    }
    const { posts } = await read<{ posts: Post[] }>(wireOf(call), asked)
    const [post] = posts
    const uuid = post?.tumblelog_uuid ?? post?.blog?.uuid
    if (!post?.reblog_key || !uuid) throw new NetworkFailure('rejected', 'the post to reblog is not there')
    return { data: { uuid, id: idOf(post), key: post.reblog_key } }
  },
})

/** One post with its files in one request. The network keeps no keys: after a doubt the blog itself is read. */
function postStep(content: PreparedContent): Step {
  return {
    name: 'post',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call, _key, done) => {
      const files = await Promise.all((content.parts[0]?.media ?? []).map((file) => fitted(file, limits)))
      const json = { ...formOf(content, blocksOf(content, files)), ...reblogForm(done) }
      const asked = { method: 'POST', path: blogPath(call, '/posts'), ...sent(json, files), writes: true } as const
      return { ref: refOf(call, madeId(await ask(wireOf(call), asked))) }
    },
    find: (call, _key, _done, since) => findPost(call, content, since),
  }
}

function sent(json: JsonObject, files: MediaFile[]) {
  if (files.length === 0) return { json }
  const named = files.map((file, index) => ({ identifier: identifierOf(index), file }))
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return { ...npfForm(json, named), timeoutMs: uploadSilenceMs(bytes) }
}

function formOf(content: PreparedContent, blocks: JsonObject[]): JsonObject {
  const state = stateOf(content)
  const source = String(content.options.source ?? '').trim()
  const layout = layoutOf(blocks)
  return {
    content: blocks,
    ...(layout.length > 0 ? { layout } : {}),
    state: state === 'schedule' ? 'queue' : state,
    ...(state === 'schedule' ? { publish_on: String(content.options.publishOn) } : {}),
    tags: tagsOf(content).join(','),
    ...(source ? { source_url: source } : {}),
    ...(content.options.noReblogs === true ? { interactability_reblog: 'noone' } : {}),
  }
}

function reblogForm({ parent }: StepsDone): JsonObject {
  if (!parent?.data) return {}
  const { uuid, id, key } = parent.data
  return { parent_tumblelog_uuid: uuid ?? null, parent_post_id: id ?? null, reblog_key: key ?? null }
}

/** A body that does not name the post is no proof that it stands. */
function madeId(answer: HttpAnswer): string {
  const id = answer.json<{ response?: { id?: string } }>()?.response?.id
  if (id !== undefined && String(id) !== '') return String(id)
  throw new NetworkFailure('unknown-outcome', 'the answer does not name what was made', {
    evidence: { status: answer.status, body: answer.text().slice(0, 500) },
  })
}

const skewMs = 2 * 60_000

/** Looks where the post would stand: on the blog, in its queue or among its drafts. Private posts are listed nowhere. */
async function findPost(call: Call, content: PreparedContent, since: Date): Promise<Found> {
  const state = stateOf(content)
  if (state === 'private') return { found: false, sure: false, note: 'private posts are listed nowhere' }
  for (let offset = 0; offset < 200; offset += 20) {
    const posts = state === 'published' ? await publishedPosts(call, offset) : await waitingPosts(call, state, offset)
    const fresh =
      state === 'published' ? posts.filter((post) => (post.timestamp ?? 0) * 1000 >= since.getTime() - skewMs) : posts
    const like = fresh.find((post) => isLike(post, content))
    if (like) return { found: true, result: { ref: refOf(call, idOf(like)) } }
    if (fresh.length < 20) {
      return absentSince(call, since)
    }
  }
  return { found: false, sure: false, note: 'more than 200 posts are there' }
}

async function waitingPosts(call: Call, state: string, offset: number): Promise<Post[]> {
  const place = state === 'draft' ? '/posts/draft' : '/posts/queue'
  const query = { npf: true, limit: 20, offset }
  return (await read<{ posts: Post[] }>(wireOf(call), { path: blogPath(call, place), query })).posts
}

function isLike({ content: blocks = [] }: Post, content: PreparedContent): boolean {
  const heading = blocks[0]?.subtype === 'heading1' ? (blocks[0].text ?? '') : ''
  return (
    heading === titleOf(content) &&
    squeezed(textOf(blocks)) === squeezed(seenText(content.parts[0]?.text ?? '')) &&
    blocks.filter(isFile).length === (content.parts[0]?.media.length ?? 0)
  )
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Words, title, tags and descriptions change; files stay those that stand. */
export const edit: Edit = {
  may: ['text', 'options'],
  run: async (call, ref, content) => {
    const path = blogPath(call, `/posts/${ref.id}`)
    const { content: standing = [] } = await read<Post>(wireOf(call), { path, query: { post_format: 'npf' } })
    const kept = standing.filter(isFile) as Block[]
    const files = content.parts[0]?.media ?? []
    if (files.length !== kept.length)
      throw new NetworkFailure('rejected', 'files of a published post cannot be changed here')
    const json = formOf(content, blocksOf(content, files, kept))
    const answer = await ask(wireOf(call), { method: 'PUT', path, json, writes: true })
    return { ref: refOf(call, madeId(answer)) }
  },
}

export const remove: Remove = async (call, ref) => {
  const path = blogPath(call, '/post/delete')
  const answer = await ask(wireOf(call), { method: 'POST', path, form: { id: ref.id }, writes: true, fine: [404] })
  return answer.status === 404 ? 'already-gone' : 'removed'
}
