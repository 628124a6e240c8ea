import { createHash } from 'node:crypto'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { AccountAccess, Call, Found, PreparedContent, Publish, Step, StepsDone } from '../contract.ts'
import { ask, firstOf, wireOf } from './client.ts'
import type { Post } from './entities.ts'
import { contentFields, emailQuery, type Prepared, stateFields } from './fields.ts'
import { featureName, placedBy, uploadName, uploadStep } from './media.ts'
import { isPage, settingOf } from './options.ts'
import { refOf } from './read-back.ts'

/**
 * Ghost keeps no keys. The post is first laid down as a draft, whose address is made of the key, and then that very draft is
 * published, as it stood: Ghost refuses a change of anything newer (`updated_at`), so that it is published, and sent, once.
 */
export const publish: Publish = {
  steps: (content, account) => {
    const feature = content.files?.featureImage
    return [
      ...(content.parts[0]?.media ?? []).map((file, index) => uploadStep(file, uploadName(index))),
      ...(feature ? [uploadStep(feature, featureName)] : []),
      draftStep(content, account),
      postStep(content, account),
    ]
  },
}

const typeOf = (content: PreparedContent) => (isPage(content) ? 'page' : 'post')
const collectionOf = (content: PreparedContent) => `${typeOf(content)}s`

/** The key belongs to the step; both steps of one publication must name the same draft. */
const keySlug = (key: string) =>
  `rialto-${createHash('sha256')
    .update(key.replace(/:[^:]*$/, ''))
    .digest('hex')
    .slice(0, 20)}`

const preparedBy = (content: PreparedContent, done: StepsDone): Prepared => ({
  media: (content.parts[0]?.media ?? []).map((_, index) => placedBy(done, uploadName(index))),
  ...(content.files?.featureImage ? { feature: placedBy(done, featureName) } : {}),
})

function draftStep(content: PreparedContent, account: AccountAccess): Step {
  return {
    name: 'draft',
    role: 'prepare',
    again: { way: 'harmless' },
    run: async (call, key, done) => {
      const collection = collectionOf(content)
      const fields = {
        ...contentFields(content, account, preparedBy(content, done)),
        slug: keySlug(key),
        status: 'draft',
      }
      const known = await ask(wireOf(call), { path: `/${collection}/slug/${keySlug(key)}/`, fine: [404] })
      const before = known.status === 404 ? undefined : firstOf<Post>(known, collection, false)
      const post = await saved(call, collection, before, fields, {})
      return { data: { id: post.id, updatedAt: post.updated_at } }
    },
  }
}

/** Made, or changed as it was last seen. */
export async function saved(
  call: Call,
  collection: string,
  before: Pick<Post, 'id' | 'updated_at'> | undefined,
  fields: object,
  query: Record<string, string>,
  writes = false,
): Promise<Post> {
  const answer = await ask(wireOf(call), {
    method: before ? 'PUT' : 'POST',
    path: `/${collection}/${before ? `${before.id}/` : ''}`,
    query: { source: 'html', formats: 'html', ...query },
    json: { [collection]: [{ ...fields, ...(before ? { updated_at: before.updated_at } : {}) }] },
    writes,
  })
  return firstOf<Post>(answer, collection, writes)
}

function postStep(content: PreparedContent, account: AccountAccess): Step {
  const collection = collectionOf(content)
  const slug = addressOf(content, account)
  return {
    name: 'post',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call, _key, done) => {
      const fields = { ...stateFields(content, account), slug }
      const post = await saved(call, collection, draftIn(done), fields, emailQuery(content, account), true)
      return { ref: refOf(post, typeOf(content)) }
    },
    find: async (call, key, done): Promise<Found> => {
      const path = `/${collection}/${draftIn(done).id}/`
      const answer = await ask(wireOf(call), { path, fine: [404] })
      if (answer.status === 404) return { found: false, sure: true, note: 'the draft is gone' }
      const post = firstOf<Post>(answer, collection, false)
      if (post.slug === keySlug(key)) return { found: false, sure: true }
      return { found: true, result: { ref: refOf(post, typeOf(content)) } }
    },
  }
}

const slugMax = 185

/** Ghost itself makes an address of whatever it is given, and adds a number where it is taken. */
function addressOf(content: PreparedContent, { facts }: AccountAccess): string {
  const chosen = String(settingOf(content, facts, 'slug')).trim() || String(settingOf(content, facts, 'title')).trim()
  return [...chosen].slice(0, slugMax).join('')
}

function draftIn(done: StepsDone): { id: string; updated_at: string } {
  const { id, updatedAt } = done.draft?.data ?? {}
  if (typeof id !== 'string' || typeof updatedAt !== 'string')
    throw new NetworkFailure('rejected', 'the draft was not laid down before it is published')
  return { id, updated_at: updatedAt }
}
