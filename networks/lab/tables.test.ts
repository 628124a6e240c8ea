import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { defineLabNetwork, startLab } from './lab.ts'
import type { LabHandle } from './network.ts'
import { type LabTables, openTables } from './tables.ts'

type Rows = { notes: { text: string }; tags: { note: string } }

/** A network that keeps tables, and what they are after it was mounted. */
function keeper() {
  const seen: { tables?: LabTables<Rows> } = {}
  const network = defineLabNetwork({
    id: 'tables',
    mount(site) {
      seen.tables = openTables<Rows>(site, ['notes', 'tags'])
      return {} as LabHandle
    },
  })
  return { network, tables: () => seen.tables ?? assert.fail('the network is not mounted') }
}

test('rows, rows taken away and numbers given out are there again after a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rialto-tables-'))
  const journal = join(folder, 'journal.jsonl')
  try {
    const before = keeper()
    const lab = await startLab({ networks: [before.network], journal })
    const { commit, nextId } = before.tables()
    const [first, second] = [String(nextId()), String(nextId())]
    commit([
      ['notes', first, { text: 'One' }],
      ['notes', second, { text: 'Two' }],
      ['tags', 'kenya', { note: first }],
    ])
    commit([['notes', first, null]], { account: 'north_roasters', kind: 'remove', objectId: first })
    await lab.close()

    const after = keeper()
    const again = await startLab({ networks: [after.network], journal })
    const { rows, nextId: nextNow } = after.tables()
    assert.deepEqual([...rows.notes], [[second, { text: 'Two' }]])
    assert.deepEqual([...rows.tags], [['kenya', { note: first }]])
    assert.ok(nextNow() > Number(second))
    await again.close()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
