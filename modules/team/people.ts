import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { badField } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import { signInOf } from './sign-in.ts'

export type NewPerson = { name: string; email: string; password: string; locale: string; zone: string }
/** How sure it is that the address is theirs: what was sent to it came back, or it is only what they say. */
export type Proof = 'invited-there' | 'none'

/** Hashing is slow on purpose, so it is done before the transaction. */
export async function hashPassword(world: World, password: string): Promise<string> {
  const { password: passwords } = await signInOf(world).$context
  return passwords.hash(password)
}

/**
 * Makes the person and their password. Somebody who left and comes back is the same person again, if the address is proven.
 * Throws `team.emailTaken` at the field for a present member's address, `team.emailOfFormer` for a former one's without proof.
 */
export async function addPerson(
  tx: Tx,
  person: NewPerson,
  proof: Proof,
  passwordHash: string,
  now: Date,
): Promise<string> {
  const email = person.email.toLowerCase()
  const written = { name: person.name, locale: person.locale, zone: person.zone, updatedAt: now }
  const userId = newId(now)
  const inserted = await tx
    .insertInto('deskUser')
    .values({ id: userId, email, createdAt: now, ...written })
    .onConflict((found) => found.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  const id = inserted?.id ?? (await returning(tx, email, proof))
  if (!inserted) await tx.updateTable('deskUser').set(written).where('id', '=', id).execute()
  await setPasswordHash(tx, id, passwordHash, now)
  return id
}

async function returning(tx: Tx, email: string, proof: Proof): Promise<string> {
  const known = await tx.selectFrom('deskUser').select('id').where('email', '=', email).forUpdate().executeTakeFirst()
  const member =
    known && (await tx.selectFrom('member').select('userId').where('userId', '=', known.id).executeTakeFirst())
  if (!known || member) throw badField('email', 'team.emailTaken')
  if (proof === 'none') throw badField('email', 'team.emailOfFormer')
  return known.id
}

export async function setPasswordHash(tx: DbOrTx, userId: string, password: string, now: Date): Promise<void> {
  await tx
    .insertInto('deskLogin')
    .values({
      ...{ id: newId(now), userId, accountId: userId, providerId: 'credential', password },
      ...{ accessToken: null, refreshToken: null, idToken: null, scope: null },
      ...{ accessTokenExpiresAt: null, refreshTokenExpiresAt: null, createdAt: now, updatedAt: now },
    })
    .onConflict((found) => found.columns(['providerId', 'accountId']).doUpdateSet({ password, updatedAt: now }))
    .execute()
}

export async function addMember(
  tx: Tx,
  member: { workspaceId: string; userId: string; role: 'owner' | 'member' },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('member')
    .values({ ...member, joinedAt: now })
    .execute()
}
