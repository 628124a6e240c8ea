import { sql } from 'kysely'
import { z } from 'zod'
import { NetworkFailure } from '../../../kernel/failure.ts'
import { storable } from '../../../kernel/storable.ts'
import { type Network, nobodyAt, type Stream, type Streamed } from '../../../networks/contract.ts'
import type { NetworkedWorld } from '../../../networks/world.ts'
import { type OpenedAccount, openAccount, withFreshAccount } from '../../brand/index.ts'
import { earsOf } from '../pipeline/ears.ts'
import type { Heard, Told } from './heard.ts'
import { intakeKind, type Reading } from './intake.ts'
import { keyOf, postOf } from './post-of.ts'
import { termsOf } from './terms-of.ts'

/** `same`: what all accounts that hear it have in common; `server`: where anybody may listen, without an account. */
const settings = z.object({
  network: z.string().min(1).max(40),
  practice: z.boolean().default(false),
  same: z.string().max(2_000).optional(),
  server: z.string().max(2_000).optional(),
})
type Settings = z.output<typeof settings>
type Streaming = Network & { stream: Stream }

/** All that a network tells in public as it is said. */
export const networkStream = intakeKind<Settings>({
  ...{ kind: 'stream', settings: settings as z.ZodType<Settings>, way: 'follow' },
  follow: async function* (reading) {
    const network = streaming(reading.world, reading.settings.network)
    const account = await whoListens(reading, network)
    const server = account?.server ?? reading.settings.server
    if (server === undefined) throw new NetworkFailure('reconnect', 'no connected account of a brand hears it')
    if (account) yield* toldBy(reading, network, await fresh(reading.world, account))
    else yield* toldBy(reading, network, nobodyAt(server))
  },
})

/** Made right before it listens: a stream outlives the access it was opened with, and opens anew with what is good then. */
const fresh = (world: NetworkedWorld, { id }: OpenedAccount) => withFreshAccount(world, id, async (account) => account)

export function streaming(world: NetworkedWorld, id: string): Streaming {
  const network = world.networks.get(id)
  if (!network.stream) throw new NetworkFailure('rejected', `${id} has no stream`)
  return { ...network, stream: network.stream }
}

async function* toldBy(
  reading: Reading<Settings>,
  network: Streaming,
  account: Parameters<Stream['listen']>[0]['account'],
): AsyncGenerator<Told> {
  const { world, cursor, key } = reading
  const words = network.stream.byWords ? await wordsFor(world, key) : undefined
  if (words?.length === 0) return world.clock.sleep(wordsAgainMs, reading.signal).catch(() => {})
  const signal = words ? AbortSignal.any([reading.signal, AbortSignal.timeout(wordsAgainMs)]) : reading.signal
  const call = { account, http: world.http, clock: world.clock, signal }
  const trouble = (failure: NetworkFailure) => void keepTrouble(world, key, failure)
  const want = { trouble, ...(words && { words }), ...(cursor !== undefined && { cursor }) }
  for await (const batch of network.stream.listen(call, want)) {
    const heard = batch.flatMap((one) => heardOf(network.composing.id, account.server, one) ?? [])
    const last = batch.at(-1)
    if (last) yield { heard, cursor: last.cursor, calls: 0 }
  }
}

/** Words that were changed meanwhile are listened for from the next time on. */
const wordsAgainMs = 600_000

async function wordsFor({ db }: NetworkedWorld, key: string): Promise<string[]> {
  const ears = (await earsOf(db, [key])).get(key) ?? []
  return termsOf(
    db,
    ears.map(({ brandId }) => brandId),
  )
}

/** Shown until something is told again. */
async function keepTrouble({ db, clock, log }: NetworkedWorld, key: string, failure: NetworkFailure): Promise<void> {
  try {
    await db
      .updateTable('listeningIntake')
      .set({
        trouble: storable(failure.message.slice(0, 300)),
        troubleSince: sql`coalesce(trouble_since, ${clock.now()})`,
      })
      .where('key', '=', key)
      .execute()
  } catch (error) {
    log.warn({ err: error, intake: key }, 'the trouble of a stream was not noted')
  }
}

function heardOf(network: string, server: string, one: Streamed): Heard | undefined {
  switch (one.what) {
    case 'said':
    case 'edited':
      return { what: one.what, post: postOf(network, server, one.post) }
    case 'deleted':
      return {
        ...{ what: 'deleted', key: keyOf(network, one.id) },
        ...(one.author !== undefined && { authorKey: keyOf(network, one.author) }),
      }
    case 'author-deleted':
      return { what: 'author-deleted', authorKey: keyOf(network, one.author) }
    case 'passed':
      return undefined
  }
}

/** The first connected account, of the brands that listen, by which this very stream is heard. */
async function whoListens({ world, key, settings: wanted }: Reading<Settings>, network: Streaming) {
  if (wanted.same === undefined) return undefined
  const rows = await world.db
    .selectFrom('account')
    .innerJoin('listeningSource as source', 'source.brandId', 'account.brandId')
    .select('account.id')
    .distinct()
    .where('source.intakeKey', '=', key)
    .where('source.deletedAt', 'is', null)
    .where('source.isOn', '=', true)
    .where('account.network', '=', wanted.network)
    .where('account.practice', '=', wanted.practice)
    .where('account.archivedAt', 'is', null)
    .where('account.secrets', 'is not', null)
    .orderBy('account.id')
    .limit(100)
    .execute()
  for (const { id } of rows) {
    const account = await openAccount(world, id)
    if (network.stream.sameFor(account) === wanted.same) return account
  }
  return undefined
}
