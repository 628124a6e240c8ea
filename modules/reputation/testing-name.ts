import type { Interaction } from '../../networks/contract.ts'
import { type DeskWorld, givenAccount, givenBrand, type TestBrand } from '../brand/testing-desk.ts'
import { setTone } from '../inbox/index.ts'
import { givenCoworker, hear } from '../inbox/testing.ts'

export type NamedBrand = TestBrand & { accountId: string }

/** A brand with an account on a network where people speak of it. */
export async function givenNamedBrand(world: DeskWorld): Promise<NamedBrand> {
  const brand = await givenBrand(world)
  return { ...brand, accountId: await givenAccount(world, brand.brandId, { network: 'mastodon' }) }
}

export { givenCoworker }

export type Spoken = {
  by: string
  tone: 'negative' | 'neutral' | 'positive' | null
  at?: Date
  followers?: number
  labels?: string[]
  bot?: boolean
}

let told = 0

/** One conversation each, begun by somebody, in a tone. Returns their ids. */
export async function givenSpeech(world: DeskWorld, brand: NamedBrand, spoken: Spoken[]): Promise<string[]> {
  const ids: string[] = []
  for (const { by, tone, at, followers, labels, bot } of spoken) {
    const remote = `said${told++}`
    const what: Interaction = {
      ...{ id: remote, kind: 'comment', at: at ?? world.clock.now(), text: `${by} says ${remote}`, media: [] },
      author: { id: by, handle: `@${by}`, name: by, followers, bot },
    }
    await hear(world, brand, what)
    const { conversationId } = await world.db
      .selectFrom('interaction')
      .select('conversationId')
      .where('accountId', '=', brand.accountId)
      .where('remoteId', '=', remote)
      .executeTakeFirstOrThrow()
    if (!conversationId) throw new Error('nothing was placed')
    await world.db.transaction().execute((tx) => setTone(tx, conversationId, tone))
    if (labels) await world.db.updateTable('conversation').set({ labels }).where('id', '=', conversationId).execute()
    ids.push(conversationId)
  }
  return ids
}

export async function personCalled(world: DeskWorld, brandId: string, name: string): Promise<string> {
  const row = await world.db
    .selectFrom('identity')
    .select('personId as id')
    .where('brandId', '=', brandId)
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return row.id
}
