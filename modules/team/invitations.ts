import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { badField, notFound, Refusal } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import type { AcceptInvitation, Invite } from './api.ts'
import { callerById } from './caller.ts'
import { giveRoles, refuseUnknownBrands } from './members.ts'
import { addMember, addPerson, hashPassword } from './people.ts'
import { allow, canGiveAnyRole, canGiveRoles, ownsWorkspace } from './policy.ts'
import { recordAct } from './record-act.ts'
import type { BrandRole, Caller } from './route.ts'
import { hashOf, newToken } from './tokens.ts'
import { wordsIn } from './words.ts'

const livesMs = 7 * 24 * 3600_000

/** Makes a link that one person may use once within a week, and mails it when an address is given and mail is set up. */
export async function invite(world: World, caller: Caller, given: z.output<typeof Invite>) {
  allow(canGiveAnyRole(caller), 'team.mayNotInvite')
  allow(given.role === 'member' || ownsWorkspace(caller), 'team.mayNotMakeOwners')
  if (given.role === 'member' && !Object.keys(given.brandRoles).length)
    throw badField('brandRoles', 'team.noBrandGiven')
  refuseUnknownBrands(caller, Object.keys(given.brandRoles))
  const now = world.clock.now()
  const token = newToken()
  const invitation = {
    id: newId(now),
    email: given.email?.toLowerCase() ?? null,
    role: given.role,
    locale: given.locale ?? caller.locale,
    createdAt: now,
    expiresAt: new Date(now.getTime() + livesMs),
  }
  const link = `${world.config.publicUrl}/invited/${token}`
  await inTransaction(world.db, async (tx) => {
    await tx
      .insertInto('invitation')
      .values({
        ...invitation,
        workspaceId: caller.workspaceId,
        tokenHash: hashOf(token),
        brandRoles: JSON.stringify(given.brandRoles),
        invitedBy: caller.userId,
      })
      .execute()
    await recordAct(tx, { by: caller, name: 'invitation.made', subject: invitation.id, at: now })
    await announce(tx, 'invitation.made', { invitationId: invitation.id }, { workspaceId: caller.workspaceId })
    if (invitation.email) await mailInvitation(world, tx, caller, invitation.email, invitation.locale, link)
  })
  return { ...invitation, brandRoles: given.brandRoles, invitedBy: caller.name, link }
}

async function mailInvitation(world: World, tx: Tx, caller: Caller, to: string, locale: string, link: string) {
  const { say } = wordsIn(locale)
  const workspace = await workspaceName(tx, caller.workspaceId)
  const values = { workspace, by: caller.name, link }
  await world.mail.queue(tx, {
    to,
    subject: say('team.mail.invited.subject', values),
    text: say('team.mail.invited.text', values),
  })
}

/** Invitations that can still be used; those who do not own the workspace see what they made themselves. */
export async function openInvitations(world: World, caller: Caller) {
  allow(canGiveAnyRole(caller), 'team.mayNotInvite')
  let query = open(world.db, world.clock.now())
    .leftJoin('deskUser', 'deskUser.id', 'invitation.invitedBy')
    .selectAll('invitation')
    .select('deskUser.name as inviter')
    .where('invitation.workspaceId', '=', caller.workspaceId)
    .orderBy('invitation.id', 'desc')
  if (!ownsWorkspace(caller)) query = query.where('invitation.invitedBy', '=', caller.userId)
  return query.execute()
}

export async function revokeInvitation(world: World, caller: Caller, invitationId: string): Promise<void> {
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    let query = tx
      .updateTable('invitation')
      .set({ revokedAt: now })
      .where('id', '=', invitationId)
      .where('workspaceId', '=', caller.workspaceId)
      .where('acceptedAt', 'is', null)
      .where('revokedAt', 'is', null)
    if (!ownsWorkspace(caller)) query = query.where('invitedBy', '=', caller.userId)
    const revoked = await query.executeTakeFirst()
    if (!revoked.numUpdatedRows) throw notFound('team.noInvitation')
    await recordAct(tx, { by: caller, name: 'invitation.revoked', subject: invitationId, at: now })
  })
}

export async function lookAtInvitation(world: World, token: string) {
  const found = await open(world.db, world.clock.now())
    .innerJoin('workspace', 'workspace.id', 'invitation.workspaceId')
    .leftJoin('deskUser', 'deskUser.id', 'invitation.invitedBy')
    .select([
      'workspace.name as workspaceName',
      'deskUser.name as invitedBy',
      'invitation.email',
      'invitation.expiresAt',
    ])
    .where('tokenHash', '=', hashOf(token))
    .executeTakeFirst()
  if (!found) throw new Refusal(404, 'team.invitationGone')
  return { ...found, invitedBy: found.invitedBy ?? found.workspaceName }
}

/**
 * Makes the invited a member with the roles promised, as far as who promised them may still give them: one who was removed
 * cannot come back by a link of their own. The link is used up, even when two use it at once.
 */
export async function acceptInvitation(world: World, token: string, given: z.output<typeof AcceptInvitation>) {
  await lookAtInvitation(world, token)
  const passwordHash = await hashPassword(world, given.password)
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    const taken = await tx
      .updateTable('invitation')
      .set({ acceptedAt: now })
      .where('tokenHash', '=', hashOf(token))
      .where('acceptedAt', 'is', null)
      .where('revokedAt', 'is', null)
      .where('expiresAt', '>', now)
      .returning(['id', 'workspaceId', 'role', 'email', 'brandRoles', 'invitedBy'])
      .executeTakeFirst()
    if (!taken) throw new Refusal(404, 'team.invitationGone')
    if (taken.email && taken.email !== given.email.toLowerCase())
      throw badField('email', 'team.invitedOther', { email: taken.email })
    const roles = await stillGiven(tx, taken)
    const userId = await addPerson(tx, given, taken.email ? 'invited-there' : 'none', passwordHash, now)
    await addMember(tx, { workspaceId: taken.workspaceId, userId, role: taken.role }, now)
    await giveRoles(tx, userId, roles)
    await tx.updateTable('invitation').set({ acceptedBy: userId }).where('id', '=', taken.id).execute()
    const by = { workspaceId: taken.workspaceId, userId, via: 'session' as const }
    await recordAct(tx, { by, name: 'invitation.accepted', subject: taken.id, at: now })
    await announce(tx, 'member.joined', { userId }, { workspaceId: taken.workspaceId })
  })
}

const open = (db: DbOrTx, now: Date) =>
  db
    .selectFrom('invitation')
    .where('invitation.acceptedAt', 'is', null)
    .where('invitation.revokedAt', 'is', null)
    .where('invitation.expiresAt', '>', now)

type Promised = { role: 'owner' | 'member'; brandRoles: Record<string, BrandRole>; invitedBy: string | null }

/** A brand may have been deleted since the link was made, and its maker removed or given less to do. */
async function stillGiven(tx: Tx, promised: Promised): Promise<Record<string, BrandRole>> {
  const giver = promised.invitedBy === null ? undefined : await callerById(tx, promised.invitedBy)
  const roles = Object.entries(promised.brandRoles).filter(([id]) => giver && canGiveRoles(giver, id))
  const isGiven = promised.role === 'owner' ? giver && ownsWorkspace(giver) : roles.length > 0
  if (!isGiven) throw new Refusal(404, 'team.invitationGone')
  return Object.fromEntries(roles)
}

async function workspaceName(db: DbOrTx, id: string): Promise<string> {
  const found = await db.selectFrom('workspace').select('name').where('id', '=', id).executeTakeFirstOrThrow()
  return found.name
}
