import { appendFileSync } from 'node:fs'
import type { KyselyPlugin, QueryId, RootOperationNode } from 'kysely'
import type { Db } from '../../kernel/db/tables.ts'
import type { NetworkHttp } from '../../kernel/http/client.ts'
import { type ClaimPosition, killsItsReader } from './positions.ts'

/** Ends this process as kill -9 does, at moments that cannot be hit from outside. */
export function striker(file: string) {
  let armed: ClaimPosition | undefined
  const strike = (position: ClaimPosition) => {
    appendFileSync(file, `${position}\n`)
    process.kill(process.pid, 'SIGKILL')
  }
  return {
    arm: (position: ClaimPosition) => {
      armed = position
    },
    watched: (db: Db): Db =>
      db.withPlugin(
        onClaims({
          before: () => armed === 'before-claim' && strike(armed),
          after: (rows) => armed === 'after-claim' && rows > 0 && strike(armed),
        }),
      ),
    reading:
      (http: NetworkHttp): NetworkHttp =>
      async (request) => {
        const answer = await http(request)
        if (answer.headers[killsItsReader]) process.kill(process.pid, 'SIGKILL')
        return answer
      },
  }
}

function onClaims(told: { before: () => void; after: (rows: number) => void }): KyselyPlugin {
  const claims = new WeakSet<QueryId>()
  return {
    transformQuery: ({ node, queryId }) => {
      if (isClaim(node)) {
        claims.add(queryId)
        told.before()
      }
      return node
    },
    transformResult: async ({ queryId, result }) => {
      if (claims.has(queryId)) told.after(result.rows.length)
      return result
    },
  }
}

const isClaim = (node: RootOperationNode) =>
  node.kind === 'RawNode' && node.sqlFragments.some((fragment) => fragment.includes('update lane l set worker_id ='))
