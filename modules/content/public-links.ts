import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { z } from 'zod'
import type { Config } from '../../kernel/config.ts'
import { NetworkFailure, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { mediaLimits } from '../../kernel/media/limits.ts'
import type { World } from '../../kernel/world.ts'
import type { MediaUse } from '../../networks/compose.ts'
import { addressProblem } from './desk-address.ts'
import { keepFetched, keepPreparedFile } from './prepared-store.ts'

/** A network that queues a file fetches it within minutes; hours are for one that is down. */
const livesForMs = 6 * 3_600_000
/** A download begun at the last moment still ends. */
const keptLongerMs = 3_600_000

const Linked = z.object({ key: z.string(), mime: z.string(), until: z.number() })
export type Linked = z.infer<typeof Linked>

export type LinkOptions = { brandId: string; practice: boolean }

/**
 * The address at which anybody who has it may fetch this very file for six hours. Throws `rejected` where the desk has no
 * public address; a practice network, which stands on this machine, fetches from any.
 */
export async function publicUrlOf(world: World, path: string, facts: MediaUse, of: LinkOptions): Promise<string> {
  const problem = of.practice ? undefined : addressProblem(world.config.publicUrl)
  if (problem)
    throw new NetworkFailure(
      'rejected',
      'this network fetches files itself, and the desk has no public https address',
      {
        evidence: { code: problem.code },
      },
    )
  const now = world.clock.now()
  const until = now.getTime() + livesForMs
  const keptUntil = new Date(until + keptLongerMs)
  const key = await storedKey(world, path, facts.id, of.brandId, keptUntil)
  await keepPreparedFile(world.db, key, keptUntil)
  const base = of.practice ? nearUrl(world.config) : world.config.publicUrl
  return `${base}/media/public/${sealedLink(world, { key, mime: facts.mime, until })}${endingOf(facts)}`
}

/** A practice network stands beside the desk: it need not go out and in again by a name of the internet. */
function nearUrl({ publicUrl, host, port }: Config): string {
  const hears = ['127.0.0.1', 'localhost', '0.0.0.0', '::', '::1'].includes(host)
  return hears && port > 0 && !addressProblem(publicUrl) ? `http://127.0.0.1:${port}` : publicUrl
}

/** What was made in a scratch folder goes with it, so it is copied to where files are kept. */
async function storedKey(
  world: World,
  path: string,
  mediaId: string,
  brandId: string,
  keptUntil: Date,
): Promise<string> {
  const name = basename(path)
  if (/^[0-9a-f]{32}$/.test(name) && world.files.path(name) === path) return name
  const { key } = await world.files.put(createReadStream(path), { maxBytes: mediaLimits.bytes.video })
  const now = world.clock.now()
  await keepFetched(world.db, { id: newId(now), brandId, mediaId, fileKey: key, now, keptUntil })
  return key
}

/** Some fetch only what is named like a file. */
function endingOf({ fileName, mime }: MediaUse): string {
  const named = /\.[A-Za-z0-9]{2,5}$/.exec(fileName ?? '')?.[0]
  return (named ?? `.${mime.split('/')[1] ?? 'bin'}`).toLowerCase().replace(/[^.a-z0-9]/g, '')
}

export function sealedLink(world: World, linked: Linked): string {
  const told = Buffer.from(JSON.stringify(linked)).toString('base64url')
  return `${told}-${signature(world, told)}`
}

/** Throws 404 for what we never gave out, and for what has ended; the two look the same. */
export function openedLink(world: World, link: string): Linked {
  const [, told = '', signed = ''] = /^([\w-]+)-([0-9a-f]{64})(?:\.[a-z0-9]{1,8})?$/.exec(link) ?? []
  const [given, right] = [signed, signature(world, told)].map((one) => createHash('sha256').update(one).digest())
  if (!told || !given || !right || !timingSafeEqual(given, right)) throw notFound()
  const linked = Linked.parse(JSON.parse(Buffer.from(told, 'base64url').toString('utf8')))
  if (linked.until < world.clock.now().getTime()) throw notFound()
  return linked
}

const signature = (world: World, told: string) =>
  createHmac('sha256', world.secrets.derive('public media links')).update(told).digest('hex')
