import { badField, NetworkFailure } from '../../../../kernel/failure.ts'
import type { World } from '../../../../kernel/world.ts'
import { type MailboxAddress, withMailbox } from './open-mailbox.ts'

/** Opens it once. Throws 422 at the field by which it cannot be. */
export async function checkMailbox(world: World, at: MailboxAddress & { password: string }): Promise<void> {
  try {
    await withMailbox(world, at, at.password, async () => {})
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    if (error.kind === 'reconnect') throw badField('password', 'listening.source.badPassword')
    if (error.kind === 'rejected') throw badField('folder', 'listening.source.noFolder')
    const isForbidden = error.evidence.code === 'FORBIDDEN_ADDRESS'
    throw badField('host', isForbidden ? 'listening.source.private' : 'listening.source.noMailServer')
  }
}
