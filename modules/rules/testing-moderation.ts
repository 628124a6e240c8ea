import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import { cursorOf } from '../../kernel/events.ts'
import type { Interaction } from '../../networks/contract.ts'
import { type DeskWorld, givenAccount, givenBrand } from '../brand/testing-desk.ts'
import { keepHeard } from '../inbox/keep.ts'
import type { Caller } from '../team/index.ts'
import { type Action, type Condition, MakeRule } from './api.ts'
import { judgeHeard } from './judge-heard.ts'
import { noteLanguage } from './note-language.ts'
import type { RuleRow } from './rule-store.ts'
import { makeRule } from './rules.ts'
import { learnFromFolder } from './teach.ts'

export type GivenActions = z.input<typeof Action>[]
export type Told = Partial<Interaction> & { text: string; by?: string }

/** A brand with an account of a network that can moderate, where people say things that its rules judge. */
export async function givenModeration(world: DeskWorld, network = 'facebook') {
  const { brandId, owner } = await givenBrand(world)
  const accountId = await givenAccount(world, brandId, { network })
  let n = 0
  const say = async (...said: Told[]) => {
    const what = said.map(({ by = 'ada', ...more }) => {
      const at = new Date(world.clock.now().getTime() + n++)
      const author = { id: by, handle: `@${by}`, name: by }
      return { ...{ id: `said${n}`, kind: 'comment' as const, at, author, media: [] }, ...more }
    })
    await inTransaction(world.db, (tx) =>
      keepHeard(
        tx,
        what.map((one) => ({ brandId, accountId, what: one })),
        world.clock.now(),
      ),
    )
  }
  return { brandId, accountId, owner, say, listen: () => listen(world, brandId) }
}

const delivered = new WeakMap<DeskWorld, Set<string>>()

/** Brings what happened since to the room's listeners, twice, as may be; without waiting for other databases of the server. */
async function listen(world: DeskWorld, brandId: string): Promise<void> {
  const before = delivered.get(world) ?? new Set()
  delivered.set(world, before)
  const rows = await world.db
    .selectFrom('event')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('type', 'in', ['conversation.heard', 'conversation.changed'])
    .orderBy('xid')
    .orderBy('seq')
    .execute()
  const events = rows.map(({ xid, seq, ...event }) => ({ ...event, cursor: cursorOf({ xid, seq }) }))
  const fresh = events.filter((one) => !before.has(one.cursor))
  for (const { cursor } of fresh) before.add(cursor)
  for (const event of [...fresh, ...fresh]) {
    if (event.type === 'conversation.changed') await learnFromFolder(world, event)
    else {
      await noteLanguage(world, event)
      await judgeHeard(world, event)
    }
  }
}

export async function givenRule(
  world: DeskWorld,
  of: { brandId: string; owner: Caller },
  conditions: z.input<typeof Condition>[],
  actions: GivenActions,
  more: Partial<z.input<typeof MakeRule>> = {},
): Promise<RuleRow> {
  const said = MakeRule.parse({ name: 'Rule', match: { all: true, conditions }, actions, confirmed: true, ...more })
  return makeRule(world, of.owner, of.brandId, said)
}
