import { createHash } from 'node:crypto'
import type { AccountAccess, Call, Found, PreparedContent, Publish, Step, StepsDone } from '../contract.ts'
import { ask, listIn, made, wireOf } from './client.ts'
import { commentStep } from './comments.ts'
import type { Post } from './entities.ts'
import { contentFields, type Prepared, stateFields } from './fields.ts'
import { featuredName, placedBy, uploadName, uploadStep } from './media.ts'
import { isPage, settingOf } from './options.ts'
import { refOf } from './read-back.ts'
import { tagIdsOf, tagsStep, wordsFor } from './tags.ts'

/**
 * WordPress keeps no keys, and a repeated POST makes a second post with an address ending in `-2`. So the post is first laid down
 * as a draft, whose address is made of the key, and then that very draft is published: doing so twice is doing it once.
 */
export const publish: Publish = {
  steps: (content, account) => {
    const media = content.parts[0]?.media ?? []
    const featured = content.files?.featured
    return [
      ...media.map((file, index) => uploadStep(file, uploadName(index))),
      ...(featured ? [uploadStep(featured, featuredName)] : []),
      ...(isPage(content) || wordsFor(content).length === 0 ? [] : [tagsStep(content)]),
      draftStep(content, account),
      postStep(content, account),
      ...(content.firstComment?.trim() ? [commentStep(content.firstComment)] : []),
    ]
  },
}

export const collectionOf = (content: Pick<PreparedContent, 'options'>) => (isPage(content) ? 'pages' : 'posts')

/** The key belongs to the step; both steps of one publication must name the same draft. */
const keySlug = (key: string) =>
  `rialto-${createHash('sha256')
    .update(key.replace(/:[^:]*$/, ''))
    .digest('hex')
    .slice(0, 20)}`

export const preparedBy = (content: PreparedContent, done: StepsDone): Prepared => ({
  media: (content.parts[0]?.media ?? []).map((_, index) => placedBy(done, uploadName(index))),
  ...(content.files?.featured ? { featured: placedBy(done, featuredName) } : {}),
  tags: tagIdsOf(done),
})

function draftStep(content: PreparedContent, account: AccountAccess): Step {
  return {
    name: 'draft',
    role: 'prepare',
    again: { way: 'harmless' },
    run: async (call, key, done) => {
      const json = {
        status: 'draft',
        slug: keySlug(key),
        ...contentFields(content, account, preparedBy(content, done)),
      }
      const known = await draftNamed(call, collectionOf(content), keySlug(key))
      const path = `/wp/v2/${collectionOf(content)}${known ? `/${known.id}` : ''}`
      const post = made<Post>(await ask(wireOf(call), { method: 'POST', path, json }))
      return { data: { id: post.id } }
    },
  }
}

async function draftNamed(call: Call, collection: string, slug: string): Promise<Post | undefined> {
  const query = { slug, status: 'draft', context: 'edit' }
  return listIn<Post>(await ask(wireOf(call), { path: `/wp/v2/${collection}`, query }))[0]
}

function postStep(content: PreparedContent, account: AccountAccess): Step {
  const removal = String(settingOf(content, account.facts, 'removal'))
  return {
    name: 'post',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call, _key, done) => {
      const path = `/wp/v2/${collectionOf(content)}/${draftId(done)}`
      const answer = await ask(wireOf(call), {
        method: 'POST',
        path,
        json: stateFields(content, account),
        writes: true,
      })
      return { ref: refOf(made<Post>(answer), removal) }
    },
    find: async (call, key, done): Promise<Found> => {
      const path = `/wp/v2/${collectionOf(content)}/${draftId(done)}`
      const answer = await ask(wireOf(call), { path, query: { context: 'edit' }, fine: [404] })
      if (answer.status === 404) return { found: false, sure: true, note: 'the draft is gone' }
      const post = made<Post>(answer)
      const untouched = post.status === 'trash' || post.slug === keySlug(key)
      return untouched ? { found: false, sure: true } : { found: true, result: { ref: refOf(post, removal) } }
    },
  }
}

function draftId(done: StepsDone): number {
  const id = done.draft?.data?.id
  if (typeof id === 'number') return id
  throw new Error('the draft was not laid down before it is published')
}
