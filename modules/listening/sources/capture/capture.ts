import type { z } from 'zod'
import { inTransaction } from '../../../../kernel/db/connect.ts'
import type { Tx } from '../../../../kernel/db/tables.ts'
import { badField } from '../../../../kernel/failure.ts'
import type { NetworkedWorld } from '../../../../networks/world.ts'
import { mediaByIds } from '../../../content/index.ts'
import type { Caller } from '../../../team/index.ts'
import { mentionIdOf } from '../../pipeline/mention-row.ts'
import { takeTold } from '../../pipeline/take-told.ts'
import type { Capture, Captured } from '../api.ts'
import { keepSource } from '../desk/add-source.ts'
import type { HeardPost } from '../heard.ts'
import { networkOf } from '../inlet/inlet-post.ts'
import { printOf, saidAt, toldText } from '../web/told-text.ts'
import { plainAddress, siteOf, webKey } from '../web/web-key.ts'

export const captureKey = (brandId: string) => `capture ${brandId}`

/**
 * Takes what a person found as a mention: a quote of any page. The same quote of the same page is one mention. Nothing is fetched.
 * Throws 422 at the field.
 */
export async function capture(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  given: z.output<typeof Capture>,
): Promise<z.input<typeof Captured>> {
  const post = await postOf(world, brandId, given)
  const key = captureKey(brandId)
  const sourceId = await inTransaction(world.db, async (tx) => {
    const source = await captureSource(tx, world, caller, brandId)
    await takeTold(tx, world, key, { heard: [{ what: 'said', post }] })
    return source
  })
  return { mentionId: mentionIdOf(brandId, post.key), sourceId }
}

async function postOf(world: NetworkedWorld, brandId: string, given: z.output<typeof Capture>): Promise<HeardPost> {
  const { title, quote, author, tone, screenshotId } = given
  const url = addressIn('url', given.url)
  const authorUrl = given.authorUrl && addressIn('authorUrl', given.authorUrl)
  if (given.at !== undefined && new Date(given.at) > world.clock.now()) throw badField('at', 'listening.capture.future')
  if (screenshotId) await refuseForeign(world, brandId, screenshotId)
  const picture = screenshotId && { kind: 'image', url: `/api/brands/${brandId}/media/${screenshotId}/file` }
  return {
    key: `${webKey(url)}#${printOf(quote)}`,
    at: saidAt(given.at === undefined ? undefined : new Date(given.at), world.clock.now()),
    kind: 'post',
    ...{ network: networkOf(world, given.network), site: siteOf(url), url, text: toldText(quote) },
    ...(title && { title }),
    author: { handle: author || siteOf(url), ...(authorUrl && { url: authorUrl }) },
    ...(tone && { tone }),
    ...(picture && { media: [picture], has: ['image'] }),
  }
}

function addressIn(field: string, written: string): string {
  const url = plainAddress(/^[a-z]+:/i.test(written) ? written : `https://${written}`)
  if (!url || !new URL(url).hostname.includes('.')) throw badField(field, 'listening.source.noAddress')
  return url
}

async function refuseForeign({ db }: NetworkedWorld, brandId: string, mediaId: string): Promise<void> {
  const [found] = await mediaByIds(db, brandId, [mediaId])
  const isPicture = found && (found.kind === 'image' || found.kind === 'gif')
  if (!isPicture) throw badField('screenshotId', 'listening.capture.noPicture')
}

/** Made with the first page that is captured; one that was paused goes on. */
async function captureSource(tx: Tx, world: NetworkedWorld, caller: Caller, brandId: string): Promise<string> {
  await tx.selectFrom('brand').select('id').where('id', '=', brandId).forUpdate().execute()
  const known = await tx
    .updateTable('listeningSource')
    .set({ isOn: true })
    .where('brandId', '=', brandId)
    .where('intakeKey', '=', captureKey(brandId))
    .where('deletedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (known) return known.id
  const intake = { key: captureKey(brandId), kind: 'capture', settings: {}, name: '', takes: 'all' } as const
  return keepSource(tx, world, { brandId, caller, intake, said: { name: '', takes: 'all', daily: null } })
}
