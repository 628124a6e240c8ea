import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { badField, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import type { Caller } from '../team/index.ts'
import type { Expert, ExpertSettings } from './api.ts'
import type { ExpertTable } from './tables.ts'
import { writeForBrand } from './write-for-brand.ts'

export type ExpertRow = Selectable<ExpertTable>
type Settings = z.output<typeof ExpertSettings>
type OfExpert = { brandId: string; expertId: string }

/** Those who may be asked, with how many questions wait for them and how many they answered. */
export async function expertsOf(db: DbOrTx, brandId: string): Promise<z.input<typeof Expert>[]> {
  const { rows } = await sql<z.output<typeof Expert>>`
    select e.id, e.name, e.email, e.topics, e.language,
      (select count(*) from forward f where f.expert_id = e.id and f.state = 'waiting') as waiting,
      (select count(*) from forward f where f.expert_id = e.id and f.state = 'answered') as answered
    from expert e where e.brand_id = ${brandId} and e.archived_at is null order by lower(e.name), e.id`.execute(db)
  return rows
}

export async function expertOf(db: DbOrTx, { brandId, expertId }: OfExpert): Promise<ExpertRow> {
  const row = await db
    .selectFrom('expert')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('id', '=', expertId)
    .where('archivedAt', 'is', null)
    .executeTakeFirst()
  if (!row) throw notFound('support.noExpert')
  return row
}

export async function makeExpert(world: World, caller: Caller, brandId: string, given: Settings): Promise<string> {
  return writeForBrand(world, caller, { brandId, name: 'expert.made' }, async (tx, now) => {
    await refuseTakenMail(tx, brandId, given.email)
    const row = { id: newId(now), brandId, ...given, archivedAt: null }
    await tx.insertInto('expert').values(row).execute()
    return row.id
  })
}

export async function changeExpert(
  world: World,
  caller: Caller,
  of: OfExpert,
  changes: Partial<Settings>,
): Promise<void> {
  await writeForBrand(world, caller, { ...of, name: 'expert.changed', subject: of.expertId }, async (tx) => {
    const row = { ...(await expertOf(tx, of)), ...changes }
    await refuseTakenMail(tx, of.brandId, row.email, of.expertId)
    await tx.updateTable('expert').set(row).where('id', '=', of.expertId).execute()
  })
}

/** What they were asked stays; what still waits for them is closed, and its links lead nowhere. */
export async function removeExpert(world: World, caller: Caller, of: OfExpert): Promise<void> {
  await writeForBrand(world, caller, { ...of, name: 'expert.removed', subject: of.expertId }, async (tx, now) => {
    await expertOf(tx, of)
    await tx.updateTable('expert').set({ archivedAt: now }).where('id', '=', of.expertId).execute()
    await tx
      .updateTable('forward')
      .set({ state: 'closed', remindAt: null })
      .where('expertId', '=', of.expertId)
      .where('state', '=', 'waiting')
      .execute()
  })
}

async function refuseTakenMail(db: DbOrTx, brandId: string, email: string, except?: string): Promise<void> {
  const taken = (await expertsOf(db, brandId)).some(
    (one) => one.id !== except && one.email.toLowerCase() === email.toLowerCase(),
  )
  if (taken) throw badField('email', 'support.expertTaken')
}
