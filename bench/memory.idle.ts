import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { defineFigure } from './figure.ts'
import { megabytes, memoryOfTree, type ProcessMemory, sum } from './process-memory.ts'
import { setUp, startDesk, withFreshFolder } from './running-desk.ts'

const settleMs = 30_000

export default defineFigure({
  id: 'memory.idle',
  about: 'what all processes of a desk hold that somebody has opened and then left alone (at most 350 MB)',
  run: async (say) => {
    const tree = await withFreshFolder(idleTree)
    for (const one of tree) say(`${told([one])}  ${one.name}`)
    const database = tree.filter((one) => /postgres/.test(one.name))
    say(`${told(tree)}  together, of it the database ${megabytes(sum(database.map((one) => one.alone)))} MB`)
    const bare = await bareNode()
    say(`${told(bare)}  a bare Node`)
    const value = sum(tree.map((one) => one.alone)) / 1e6
    const baseline = sum([...database, ...bare].map((one) => one.alone)) / 1e6
    return [
      {
        id: 'memory.idle',
        value,
        unit: 'MB',
        baseline,
        n: tree.length,
        beside: 'its database and a Node that does nothing',
      },
    ]
  },
})

const told = (some: ProcessMemory[]) => {
  const total = (kind: 'alone' | 'pss' | 'rss') => `${megabytes(sum(some.map((one) => one[kind])))} MB`
  return `each page once ${total('alone')}, PSS ${total('pss')}, RSS ${total('rss')}`
}

async function idleTree(dataDir: string): Promise<ProcessMemory[]> {
  const desk = await startDesk(dataDir)
  try {
    const owner = await setUp(desk.address)
    await owner('POST', '/api/brands', { name: 'Roastery', zone: 'Europe/Sofia' })
    for (const path of ['/', '/api/me', '/api/brands', '/api/openapi.json']) await owner('GET', path)
    await pause(settleMs)
    return memoryOfTree(desk.pid)
  } finally {
    await desk.stop()
  }
}

async function bareNode(): Promise<ProcessMemory[]> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000); console.log(1)'])
  await new Promise((resolve) => child.stdout.once('data', resolve))
  if (child.pid === undefined) throw new Error('Node did not start')
  const memory = memoryOfTree(child.pid)
  child.kill()
  return memory
}
