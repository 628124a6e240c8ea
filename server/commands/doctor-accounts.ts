import type { Config } from '../../kernel/config.ts'
import { createLog } from '../../kernel/log.ts'
import { type AccountRow, accountsToCheck, checkAccount } from '../../modules/brand/index.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { masterKeyFile, readMasterKey } from '../master-key.ts'
import type { OpenData } from '../open-data.ts'
import { openWorld } from '../open-world.ts'
import type { Finding } from './doctor.ts'

const what = 'Accounts'
const withinMs = 10_000
const atOnce = 8

/** Asks the network of each connected account how it is, and keeps what it says, as the desk itself does now and then. */
export async function accountFindings(config: Config, data: OpenData): Promise<Finding[]> {
  if (!readMasterKey(config))
    return [
      {
        what,
        is: 'ill',
        says: `the master key (${masterKeyFile(config.dataDir)}) is gone: put back the copy you kept`,
      },
    ]
  const { world, close } = await openWorld(config, createLog('silent'), data.url)
  try {
    const accounts = await accountsToCheck(world.db)
    if (!accounts.length) return [{ what, is: 'worth a look', says: 'none connected yet' }]
    const findings = await inTurn(accounts, (account) => look(world, account, data.visiting))
    const ill = findings.filter((one) => one !== undefined)
    const well = accounts.length - ill.length
    return well ? [{ what, is: 'well', says: `${well} of ${accounts.length} are well` }, ...ill] : ill
  } finally {
    await close()
  }
}

async function inTurn<T, R>(all: T[], act: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const waiting = [...all.entries()]
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await act(next[1])
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results
}

/** Undefined when it is well. */
async function look(world: NetworkedWorld, account: AccountRow, deskMayRun: boolean): Promise<Finding | undefined> {
  const network = world.networks.all.find((one) => one.composing.id === account.network)
  const name = `${account.handle || account.name} on ${network?.composing.name ?? account.network}`
  const told = (says: string, is: Finding['is'] = 'ill'): Finding => ({ what: 'Account', is, says: `${name}: ${says}` })
  if (!network) return told('this version of Rialto does not know the network')
  if (account.practice && !deskMayRun)
    return told('the practice network runs only while the desk does: start it and ask again', 'worth a look')
  try {
    const { health, healthReason } = await checkAccount(world, account.brandId, account.id, withinMs)
    const why = healthReason ? ` (${healthReason})` : ''
    if (health === 'connected') return undefined
    return health === 'unreachable'
      ? told(`does not answer${why}. See that this machine reaches ${account.server}; the desk goes on asking`)
      : told(`must be connected again in the desk, under Accounts${why}`)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return told(`could not be asked (${why}). If the master key was changed, put back the copy you kept`)
  }
}
