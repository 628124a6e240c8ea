import { createHmac, randomBytes } from 'node:crypto'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { NetworkFailure } from '../../kernel/failure.ts'
import { canMake } from '../../kernel/media/transcode.ts'
import type { World } from '../../kernel/world.ts'
import type { Desk } from '../../networks/compose.ts'
import { addressProblem } from './desk-address.ts'
import type { Problem } from './tables.ts'

const codecs = ['h264', 'hevc', 'vp9', 'av1', 'aac', 'mp3', 'opus']

/** What can be made on this desk. */
export const madeHere = ({ ffmpeg }: World): string[] => (ffmpeg ? codecs.filter(canMake(ffmpeg)) : [])

export type Reach = { reachable: Desk['reachable']; problem: Problem | null; checkedAt: Date | null }

/** Whether networks can fetch files from here: by the address itself, then by what the last look from outside found. */
export async function reachOf(world: World, db: DbOrTx = world.db): Promise<Reach> {
  const address = world.config.publicUrl
  const problem = addressProblem(address)
  if (problem) return { reachable: 'no', problem, checkedAt: null }
  const row = await db.selectFrom('deskReach').selectAll().where('address', '=', address).executeTakeFirst()
  if (!row) return { reachable: 'yes', problem: null, checkedAt: null }
  // A router that does not lead inside what goes out may hide a desk that everybody else reaches.
  return { reachable: row.reached ? 'yes' : 'doubtful', problem: row.problem, checkedAt: row.checkedAt }
}

/** What the checks of contents are told of this desk; practice networks stand on this machine and reach it always. */
export async function deskFor(world: World, db?: DbOrTx): Promise<(account: { practice: boolean }) => Desk> {
  const { reachable } = await reachOf(world, db)
  const makes = madeHere(world)
  return ({ practice }) => ({ makes, reachable: practice ? 'yes' : reachable })
}

/** Goes out and comes in again by the desk's own public address, as a network would; what answers must know our key. */
export async function checkReach(world: World): Promise<Reach> {
  const address = world.config.publicUrl
  if (addressProblem(address)) return reachOf(world)
  const nonce = randomBytes(16).toString('hex')
  const problem = await problemThere(world, address, nonce)
  const found = { reached: problem === null, problem: problem && JSON.stringify(problem), checkedAt: world.clock.now() }
  await world.db
    .insertInto('deskReach')
    .values({ address, ...found })
    .onConflict((known) => known.column('address').doUpdateSet(found))
    .execute()
  return reachOf(world)
}

async function problemThere(world: World, address: string, nonce: string): Promise<Problem | null> {
  const values = { address }
  try {
    const url = `${address}/media/reach/${nonce}`
    const answer = await world.http({ url, publicOnly: true, timeoutMs: 10_000, maxBytes: 10_000 })
    if (answer.status === 200 && answer.text().includes(proofOf(world, nonce))) return null
    return { code: 'content.reach.other', values: { ...values, status: answer.status } }
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    return { code: reasons[error.evidence.code ?? ''] ?? 'content.reach.silent', values }
  }
}

const reasons: Record<string, string> = {
  ...{
    ENOTFOUND: 'content.reach.noName',
    EAI_AGAIN: 'content.reach.noName',
    FORBIDDEN_ADDRESS: 'content.reach.leadsInside',
  },
  ...{ CERT_HAS_EXPIRED: 'content.reach.certificate', DEPTH_ZERO_SELF_SIGNED_CERT: 'content.reach.certificate' },
  ...{
    SELF_SIGNED_CERT_IN_CHAIN: 'content.reach.certificate',
    ERR_TLS_CERT_ALTNAME_INVALID: 'content.reach.certificate',
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'content.reach.certificate',
}

/** Only who has the desk's master key can answer so. */
export const proofOf = (world: World, nonce: string) =>
  createHmac('sha256', world.secrets.derive('reach')).update(nonce).digest('hex')
