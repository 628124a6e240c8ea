import { NetworkFailure } from '../../kernel/failure.ts'
import { pictureSize } from '../../kernel/media/picture-size.ts'
import { storable } from '../../kernel/storable.ts'
import type { Profile, ProfilePicture } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { type AccountRow, withFreshAccount } from '../brand/index.ts'
import { keepLook } from './store.ts'

const withinMs = 45_000
const largestPicture = 8 * 1024 * 1024

/** Asks the network how the community is set up, and keeps it. A network that does not answer leaves what was told before. */
export async function lookAt(world: NetworkedWorld, account: Pick<AccountRow, 'id' | 'network'>): Promise<void> {
  const { profile } = world.networks.get(account.network)
  const lookedAt = world.clock.now()
  if (!profile) return keepLook(world.db, { accountId: account.id, lookedAt, profile: {} })
  try {
    const signal = AbortSignal.timeout(withinMs)
    const told = await withFreshAccount(world, account.id, (access) =>
      profile({ account: access, http: world.http, clock: world.clock, signal }),
    )
    await keepLook(world.db, { accountId: account.id, lookedAt, profile: storable(await measured(world, told)) })
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    await keepLook(world.db, { accountId: account.id, lookedAt, trouble: error.message.slice(0, 300) })
  }
}

async function measured(world: NetworkedWorld, profile: Profile): Promise<Profile> {
  const [picture, cover] = await Promise.all([sizeOf(world, profile.picture), sizeOf(world, profile.cover)])
  return { ...profile, ...(picture ? { picture } : {}), ...(cover ? { cover } : {}) }
}

/** A picture whose size the network does not tell is looked at; one that cannot be had stays unmeasured. */
async function sizeOf(world: NetworkedWorld, picture: ProfilePicture | undefined): Promise<ProfilePicture | undefined> {
  if (!picture || picture === 'none' || (picture.width && picture.height)) return picture
  try {
    const answer = await world.http({ url: picture.url, maxBytes: largestPicture, timeoutMs: 10_000, redirects: 3 })
    const size = answer.status === 200 ? await pictureSize(answer.body) : undefined
    return { ...picture, ...size }
  } catch (error) {
    if (error instanceof NetworkFailure) return picture
    throw error
  }
}

const againAfterMs = 24 * 3_600_000
const atOnce = 20

/** Each community once a day. */
export async function lookAtThoseDue(world: NetworkedWorld): Promise<void> {
  const before = new Date(world.clock.now().getTime() - againAfterMs)
  const due = await world.db
    .selectFrom('account')
    .leftJoin('checklistLook', 'checklistLook.accountId', 'account.id')
    .select(['account.id', 'account.network'])
    .where('account.archivedAt', 'is', null)
    .where('account.secrets', 'is not', null)
    .where('account.health', 'in', ['connected', 'unreachable'])
    .where((is) => is.or([is('checklistLook.lookedAt', 'is', null), is('checklistLook.lookedAt', '<', before)]))
    .orderBy('account.id')
    .limit(atOnce)
    .execute()
  for (const account of due) await lookAt(world, account)
}
