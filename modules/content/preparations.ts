import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { z } from 'zod'
import { Refusal } from '../../kernel/failure.ts'
import type { FitRule } from '../../kernel/media/fit-rule.ts'
import { ruleOf } from '../../networks/check-media.ts'
import type { AccountFacts, Content, MediaUse } from '../../networks/compose.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { accountsOf } from '../brand/index.ts'
import { wordsIn } from '../team/index.ts'
import type { Preparation } from './api.ts'
import { libraryOf } from './open-content.ts'
import type { PostRow } from './post.ts'
import { isWorthKeeping, preparedFile, preparedId } from './prepared-files.ts'
import { preparedRows } from './prepared-store.ts'
import { mediaByIds } from './store.ts'
import { contentFor, mediaIdsOf } from './variants.ts'

type Account = { id: string; network: string; facts: AccountFacts }
type Wanted = { accountId: string; use: MediaUse; rule: FitRule; id: string }

/** What of a content takes long to make fit for an account's network. */
function wantedFor(world: NetworkedWorld, content: Content, { id: accountId, network, facts }: Account): Wanted[] {
  const limits = world.networks.get(network).composing.limits(facts)
  return content.parts.flatMap((part) =>
    part.media.flatMap((use) => {
      const rule = ruleOf(use, limits.media)
      return rule?.reencode && isWorthKeeping(use) ? [{ accountId, use, rule, id: preparedId(use, rule) }] : []
    }),
  )
}

async function wantedOf(world: NetworkedWorld, post: PostRow): Promise<Wanted[]> {
  const library = libraryOf(await mediaByIds(world.db, post.brandId, mediaIdsOf(post)))
  const accounts = (await accountsOf(world.db, post.brandId)).filter((one) => post.accountIds.includes(one.id))
  return accounts.flatMap((account) => wantedFor(world, contentFor(post, account.id, library), account))
}

/**
 * Makes what takes long before it is due: one file after another, each once for all accounts. What cannot be made is kept
 * with its reason, and is not tried again here; the publication itself will.
 */
export async function prepareAhead(
  world: NetworkedWorld,
  brandId: string,
  content: Content,
  account: Account,
): Promise<number> {
  const wanted = wantedFor(world, content, account)
  const known = new Set(
    (await preparedRows(world.db, ids(wanted))).flatMap((row) => (row.state === 'making' ? [] : [row.id])),
  )
  const left = wanted.filter((one) => !known.has(one.id))
  for (const one of left) await prepare(world, brandId, one)
  return left.length
}

const ids = (wanted: Wanted[]) => [...new Set(wanted.map((one) => one.id))]

async function prepare(world: NetworkedWorld, brandId: string, { use, rule }: Wanted): Promise<void> {
  const [row] = await mediaByIds(world.db, brandId, [use.id])
  if (!row) return
  const scratch = await mkdtemp(join(tmpdir(), 'rialto-prepare-'))
  try {
    await preparedFile(world, { brandId, scratch, path: world.files.path(row.fileKey) }, use, rule)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** All that a post still needs made, now. */
export async function preparePost(world: NetworkedWorld, post: PostRow): Promise<void> {
  for (const one of await wantedOf(world, post)) await prepare(world, post.brandId, one)
}

/** How far the files of a post are, for each of its accounts. */
export async function preparationsOf(
  world: NetworkedWorld,
  post: PostRow,
  locale: string,
): Promise<z.input<typeof Preparation>[]> {
  const wanted = await wantedOf(world, post)
  const rows = new Map((await preparedRows(world.db, ids(wanted))).map((row) => [row.id, row]))
  const words = wordsIn(locale)
  return wanted.map(({ id, accountId, use }) => {
    const row = rows.get(id)
    const { problem } = row ?? {}
    return {
      ...{ accountId, mediaId: use.id, state: row?.state ?? 'waiting', share: row?.share ?? 0 },
      message: problem ? words.say(problem.code, problem.values) : null,
    }
  })
}
