import type { Readable } from 'node:stream'
import { badField, Refusal } from '../../kernel/failure.ts'
import type { Archive, ArchivedPost, ArchiveRead } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { type AccountRow, keepAccounts } from '../brand/index.ts'
import { type Caller, newToken } from '../team/index.ts'
import { keepPosts } from './store.ts'

const largest = 20 * 1024 * 1024 * 1024
const atOnce = 200

type Arrived = { fileName: string; stream: Readable }

/**
 * Reads the archive of a closed network into the brand's history. The file is not kept. Read again it adds what is missing.
 * Throws a Refusal for a file that is no such archive; then nothing was kept of it.
 */
export async function takeArchive(
  world: NetworkedWorld,
  caller: Caller,
  of: { brandId: string; network: string },
  file: Arrived,
  signal: AbortSignal,
): Promise<{ account: AccountRow; posts: number; added: number }> {
  const archive = archiveOf(world, of.network)
  const stored = await world.files.put(file.stream, { maxBytes: largest })
  try {
    const read = await archive.read({ path: world.files.path(stored.key), name: file.fileName }, signal)
    const account = await accountFor(world, caller, of, read)
    return { account, ...(await keepAll(world, { brandId: of.brandId, accountId: account.id }, read.posts, signal)) }
  } finally {
    await world.files.remove(stored.key)
  }
}

function archiveOf(world: NetworkedWorld, network: string): Archive {
  const archive = world.networks.all.find((one) => one.composing.id === network)?.archive
  if (!archive) throw badField('network', 'history.noArchive')
  return archive
}

/** The place as it was, under an address that leads nowhere. */
async function accountFor(
  world: NetworkedWorld,
  caller: Caller,
  { brandId, network }: { brandId: string; network: string },
  { account }: ArchiveRead,
): Promise<AccountRow> {
  const [row] = await keepAccounts(world, caller, { brandId, network, way: 'archive', signIn: newToken() }, [
    {
      ...{ ...account, kind: 'archive', server: `archive:${network}`, secrets: {}, scopes: [] },
      facts: { name: account.name },
    },
  ])
  if (!row) throw new Refusal(422, 'history.noArchive')
  return row
}

async function keepAll(
  world: NetworkedWorld,
  of: { brandId: string; accountId: string },
  posts: AsyncIterable<ArchivedPost>,
  signal: AbortSignal,
): Promise<{ posts: number; added: number }> {
  const seen = { posts: 0, added: 0 }
  let some: ArchivedPost[] = []
  const keep = async () => {
    seen.added += await keepPosts(world.db, of, some)
    seen.posts += some.length
    some = []
  }
  for await (const post of posts) {
    signal.throwIfAborted()
    some.push(post)
    if (some.length >= atOnce) await keep()
  }
  await keep()
  return seen
}
