import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Log } from '../log.ts'
import type { Db, DbOrTx, Tables, Tx } from './tables.ts'

export type Database = { db: Db; pool: pg.Pool; close: () => Promise<void> }

/**
 * Opens nothing yet: connections come when asked for. A lost idle connection is logged and replaced. A statement that takes
 * longer than `statementTimeoutMs` fails with 57014 (query_canceled) and changes nothing; without, none is ever given up.
 */
export function connect(given: { url: string; log: Log; connections?: number; statementTimeoutMs?: number }): Database {
  const pool = new pg.Pool({
    connectionString: given.url,
    max: given.connections ?? 10,
    application_name: 'rialto',
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
    types: { getTypeParser },
    // As a statement of its own: poolers between us and the database refuse start parameters they do not know.
    onConnect: (client) => limitStatements(client, given.statementTimeoutMs ?? 0),
  })
  const lost = (error: Error) => {
    if (!pool.ending) given.log.warn({ error: error.message }, 'a database connection was lost')
  }
  pool.on('error', lost)
  // Without this, a connection lost in the middle of a transaction would end the whole process.
  pool.on('connect', (client) => client.on('error', lost))
  const db: Db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return { db, pool, close: () => db.destroy() }
}

/** Said also where there is no limit: the database or its role may have one of their own, which would break long work. */
async function limitStatements(client: pg.ClientBase, timeoutMs: number): Promise<void> {
  await client.query(`set statement_timeout = ${Math.trunc(timeoutMs)}`)
}

/** All or nothing. Inside a transaction that already runs, it joins that one. */
export function inTransaction<T>(db: DbOrTx, act: (tx: Tx) => Promise<T>): Promise<T> {
  return isTx(db) ? act(db) : db.transaction().execute(act)
}

const isTx = (db: DbOrTx): db is Tx => db.isTransaction

const bigInteger = 20
const calendarDate = 1082

/** Counts are numbers; a calendar date stays the text it is, since as a `Date` it would move with the machine's zone. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') => {
  if (oid === bigInteger) return Number
  if (oid === calendarDate) return String
  return pg.types.getTypeParser(oid, format as 'text')
}
