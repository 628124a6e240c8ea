import { Readable } from 'node:stream'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { World } from '../../kernel/world.ts'
import { type Caller, recordAct } from '../team/index.ts'
import { personalData, type Whose } from './ports.ts'
import { identitiesOf, personOf } from './store.ts'

/** All that is kept of a person in every room, as one JSON file that is written as it is read. */
export async function exportPerson(
  world: World,
  caller: Caller,
  of: { brandId: string; personId: string },
): Promise<Readable> {
  const { id: personId } = await personOf(world.db, of.brandId, of.personId)
  const identities = (await identitiesOf(world.db, [personId])).get(personId) ?? []
  const at = world.clock.now()
  await recordAct(world.db, { by: caller, name: 'person.exported', brandId: of.brandId, subject: personId, at })
  const whose = { brandId: of.brandId, personId, identityIds: identities.map(({ id }) => id) }
  return Readable.from(fileOf(world.db, whose, at))
}

async function* fileOf(db: DbOrTx, whose: Whose, at: Date): AsyncIterable<string> {
  yield `{\n"exportedAt": ${JSON.stringify(at)}`
  for (const { name, tell } of personalData.all()) {
    yield `,\n${JSON.stringify(name)}: [`
    let mark = '\n'
    for await (const piece of tell(db, whose)) {
      yield `${mark}${JSON.stringify(piece)}`
      mark = ',\n'
    }
    yield `\n]`
  }
  yield '\n}\n'
}

/** What this room keeps of a person. */
export const ownData: Parameters<typeof personalData.join>[0][] = [
  {
    name: 'person',
    async *tell(db, { personId }) {
      const columns = ['id', 'name', 'language', 'tags', 'consent', 'firstAt', 'lastAt', 'createdAt'] as const
      yield* await db.selectFrom('person').select(columns).where('id', '=', personId).execute()
    },
  },
  {
    name: 'identities',
    async *tell(db, { personId }) {
      const identities = (await identitiesOf(db, [personId])).get(personId) ?? []
      for (const { search, shortKey, nameKey, linkKey, ...told } of identities) yield told
    },
  },
  {
    name: 'days',
    async *tell(db, { identityIds }) {
      if (identityIds.length === 0) return
      yield* await db
        .selectFrom('identityDay')
        .selectAll()
        .where('identityId', 'in', identityIds)
        .orderBy('day')
        .execute()
    },
  },
  {
    name: 'notes',
    async *tell(db, { personId }) {
      const columns = ['id', 'text', 'at'] as const
      yield* await db.selectFrom('personNote').select(columns).where('personId', '=', personId).orderBy('id').execute()
    },
  },
  {
    name: 'merges',
    async *tell(db, { personId }) {
      const columns = ['id', 'mergedId', 'identityIds', 'gained', 'reasons', 'at', 'undoneAt'] as const
      yield* await db.selectFrom('personMerge').select(columns).where('keptId', '=', personId).orderBy('id').execute()
    },
  },
  {
    name: 'sales',
    async *tell(db, { personId }) {
      const columns = ['id', 'temperature', 'at'] as const
      yield* await db.selectFrom('personSale').select(columns).where('personId', '=', personId).orderBy('id').execute()
    },
  },
]
