import type { JsonObject } from '../../kernel/json.ts'
import type { World } from '../../kernel/world.ts'
import type { ConnectStore } from '../../networks/contract.ts'

/** What one network keeps across connections. It stays even when the connection it was made for fails. */
export function connectStoreOf(world: World, network: string): ConnectStore {
  const owner = (key: string) => `connect ${network} ${key}`
  const { pool, secrets, clock } = world
  return {
    get: async (key) => {
      const { rows } = await pool.query<{ value: string }>(
        'select value from connect_store where network = $1 and key = $2',
        [network, key],
      )
      return rows[0] && (JSON.parse(secrets.open(rows[0].value, owner(key))) as JsonObject)
    },
    set: async (key, value) => {
      await pool.query(
        `insert into connect_store (network, key, value, changed_at) values ($1, $2, $3, $4)
         on conflict (network, key) do update set value = excluded.value, changed_at = excluded.changed_at`,
        [network, key, secrets.seal(JSON.stringify(value), owner(key)), clock.now()],
      )
    },
    delete: async (key) => {
      await pool.query('delete from connect_store where network = $1 and key = $2', [network, key])
    },
  }
}
