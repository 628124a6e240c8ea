import { join } from 'node:path'
import { connect, inTransaction } from '../../kernel/db/connect.ts'
import type { Db } from '../../kernel/db/tables.ts'
import { createLog } from '../../kernel/log.ts'
import { databaseAccount } from '../../kernel/postgres/account.ts'
import { databaseName, urlOf } from '../../kernel/postgres/embedded.ts'
import { socketFolder } from '../../kernel/postgres/place.ts'
import { keepHeard } from '../../modules/inbox/keep.ts'
import type { Interaction } from '../../networks/contract.ts'
import type { RunningDesk } from '../desk.ts'
import type { Account, Brand } from './enter.ts'

/** Networks are asked once a minute; this is that minute passing. */
export const askNetworksNow = (desk: RunningDesk): Promise<void> =>
  inDatabase(desk, async (db) => {
    await db.updateTable('inboxReading').set({ wakeAt: new Date() }).execute()
  })

/** Keeps what a network would bring to the desk's door, in the order and at the moment that is told here. */
export const tell = (desk: RunningDesk, brand: Brand, account: Account, ...what: Interaction[]): Promise<void> =>
  inDatabase(desk, (db) => {
    const told = what.map((one) => ({ accountId: account.id, brandId: brand.id, what: one }))
    return inTransaction(db, (tx) => keepHeard(tx, told, new Date()))
  })

export const databaseUrlOf = ({ dataDir }: RunningDesk): string => {
  const folder = join(dataDir, 'postgres')
  return urlOf(socketFolder(databaseAccount(folder), folder), databaseName)
}

async function inDatabase(desk: RunningDesk, act: (db: Db) => Promise<void>): Promise<void> {
  const { db, close } = connect({ url: databaseUrlOf(desk), log: createLog('error'), connections: 1 })
  try {
    await act(db)
  } finally {
    await close()
  }
}
