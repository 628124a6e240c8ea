import type { z } from 'zod'
import { conflict, NetworkFailure, Refusal } from '../../kernel/failure.ts'
import type { Call, Interaction, RemoteRef } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { withFreshAccount } from '../brand/index.ts'
import type { CommentPage, Numbers } from './api.ts'
import type { PublicationRow } from './rows.ts'
import { postStep } from './taking-down.ts'

/** Comments under what stands at the network, read there now. */
export async function commentsNow(
  world: NetworkedWorld,
  row: PublicationRow,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<z.infer<typeof CommentPage>> {
  const comments = world.networks.get(row.network).inbox?.comments
  if (!comments) throw conflict('publishing.noComments')
  const page = await asked(world, row, signal, (call, ref) => comments(call, ref, cursor))
  return { items: page.items.map(commentAnswer), next: page.cursor ?? null }
}

const commentAnswer = ({ id, at, author, text, kind }: Interaction) => ({
  ...{ id, at: at.toISOString(), text, kind },
  author: { name: author.name, handle: author.handle, avatarUrl: author.avatarUrl ?? null },
})

export async function numbersNow(
  world: NetworkedWorld,
  row: PublicationRow,
  signal: AbortSignal,
): Promise<z.infer<typeof Numbers>> {
  const posts = world.networks.get(row.network).metrics?.posts
  if (!posts) throw conflict('publishing.noNumbers')
  const told = await asked(world, row, signal, async (call, ref) => (await posts(call, [ref]))[ref.id])
  const { likes, reshares, comments, quotes, views, reach } = told ?? {}
  return { at: world.clock.now().toISOString(), likes, reshares, comments, quotes, views, reach }
}

/** Translates what a network answers into a no that a person can act on. */
async function asked<T>(
  world: NetworkedWorld,
  row: PublicationRow,
  signal: AbortSignal,
  ask: (call: Call, ref: RemoteRef) => Promise<T>,
): Promise<T> {
  const ref = row.done[postStep]?.ref
  if (row.postId === null || row.state !== 'published' || !ref) throw conflict('publishing.notThere')
  try {
    return await withFreshAccount(world, row.accountId, (account) =>
      ask({ account, http: world.http, clock: world.clock, signal }, ref),
    )
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    throw new Refusal(error.kind === 'slow-down' ? 503 : 502, `publishing.network.${error.kind}`, { cause: error })
  }
}
