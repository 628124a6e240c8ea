import { Readable } from 'node:stream'
import sharp from 'sharp'
import { newId } from '../../kernel/id.ts'
import { givenAccounts, givenBrand, givenPublications } from '../../modules/publishing/testing.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { connectLabAccounts } from '../lab-accounts.ts'
import { markerOf, type Run, shapeOf } from './plan.ts'
import type { FaultLab } from './processes.ts'

export type Setting = {
  brandId: string
  userId: string
  accountIds: string[]
  mediaId: string
  /** Ids of the publications, by their number. */
  ids: string[]
  start: number
}

/** A brand with accounts on all networks of the lab, and its publications planned. */
export async function prepare(world: NetworkedWorld, lab: FaultLab, run: Run): Promise<Setting> {
  const brand = await givenBrand(world)
  const networks = world.networks.all.map((one) => one.composing.id)
  const wanted = Array.from({ length: run.accounts }, (_, n) => ({
    network: networks[n % networks.length] ?? '',
    handle: `shop${n}`,
  }))
  const accountIds = await givenAccounts(world, brand.brandId, await connectLabAccounts(world, lab, wanted))
  const mediaId = await givenPicture(world, brand)
  const start = Date.now() + 3_000 + run.publications / 2
  const setting: Setting = { ...brand, accountIds, mediaId, ids: [], start }
  await planMore(world, setting, run.publications, { start, spreadMs: run.spreadMs })
  return setting
}

/** Plans that many more, evenly from that moment on. */
export async function planMore(
  world: NetworkedWorld,
  setting: Setting,
  count: number,
  { start, spreadMs }: { start: number; spreadMs: number },
): Promise<void> {
  const { accountIds, mediaId, ids } = setting
  const wanted = Array.from({ length: count }, (_, at) => {
    const n = ids.length + at
    return {
      accountId: accountIds[n % accountIds.length] ?? '',
      ...{ text: '', dueAt: new Date(start + Math.floor((at * spreadMs) / count)) },
      parts: Array.from({ length: shapeOf(n).parts }, (_, part) => ({
        text: `Coffee of the day ${markerOf(n, part)}`,
        media: part === 0 && shapeOf(n).picture ? [{ mediaId, alt: `A cup ${markerOf(n, 0)}` }] : [],
      })),
    }
  })
  ids.push(...(await givenPublications(world, setting, wanted)))
}

async function givenPicture(world: NetworkedWorld, { brandId, userId }: { brandId: string; userId: string }) {
  const png = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#885522' } })
    .png()
    .toBuffer()
  const stored = await world.files.put(Readable.from([png]), { maxBytes: 1_000_000 })
  const id = newId()
  await world.db
    .insertInto('media')
    .values({
      ...{
        id,
        brandId,
        kind: 'image',
        fileName: 'cup.png',
        mime: 'image/png',
        bytes: stored.size,
        width: 320,
        height: 240,
      },
      ...{ durationMs: null, sha256: stored.sha256, fileKey: stored.key, thumbnailKey: null, alt: 'A cup', tags: [] },
      ...{ rights: '', createdBy: userId, createdAt: new Date(), deletedAt: null },
    })
    .execute()
  return id
}

/** What a person does when an account asks to be connected again. */
export async function reconnectLost(world: NetworkedWorld, lab: FaultLab): Promise<number> {
  const lost = await world.db
    .selectFrom('account')
    .select(['id', 'network', 'handle'])
    .where('health', '=', 'reconnect')
    .execute()
  for (const account of lost) {
    const handle = /shop\d+/.exec(account.handle)?.[0] ?? account.handle
    const [fresh] = await connectLabAccounts(world, lab, [{ network: account.network, handle }])
    if (!fresh) continue
    const secrets = world.secrets.seal(JSON.stringify(fresh.secrets), `account ${account.id}`)
    await world.db
      .updateTable('account')
      .set((is) => ({
        secrets,
        secretsVersion: is('secretsVersion', '+', 1),
        health: 'connected',
        expiresAt: fresh.expiresAt ?? null,
      }))
      .where('id', '=', account.id)
      .execute()
  }
  return lost.length
}
