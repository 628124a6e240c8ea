import { cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { defineFigure, percentile } from './figure.ts'
import { firstNetworks } from './first-networks.ts'
import { megabytes, memoryOfTree, sum } from './process-memory.ts'
import { setUp, startDesk, withFreshFolder } from './running-desk.ts'

const root = join(import.meta.dirname, '..')
const first: readonly string[] = firstNetworks
/** What lies beside the networks and is none. */
const around = ['lab', 'families', 'conformance', 'contract', 'messages']
const rounds = 3
const settleMs = 15_000

export default defineFigure({
  id: 'memory.networks',
  about:
    'what a started desk holds without its database, with all networks and with the first three (at most 60 MB more)',
  run: async (say) => {
    const held: { all: number[]; three: number[] } = { all: [], three: [] }
    const names = await networksHere()
    for (let round = 0; round < rounds; round++) {
      held.all.push(await withProgram(() => true, heldBy))
      held.three.push(await withProgram((name) => first.includes(name) || around.includes(name), heldBy))
      say(
        `${names.length} networks ${megabytes(held.all.at(-1) ?? 0)} MB, three ${megabytes(held.three.at(-1) ?? 0)} MB`,
      )
    }
    const [value, baseline] = [held.all, held.three].map((one) => percentile(one, 0.5) / 1e6)
    const more = (value ?? Number.NaN) - (baseline ?? Number.NaN)
    say(`${megabytes(more * 1e6)} MB more, ${megabytes((more * 1e6) / (names.length - first.length))} MB a network`)
    const beside = 'the same desk with the first three networks'
    return [
      { id: 'memory.networks', value: value ?? Number.NaN, unit: 'MB', baseline: baseline ?? null, n: rounds, beside },
    ]
  },
})

const networksHere = async () =>
  (await readdir(join(root, 'networks'), { withFileTypes: true }))
    .filter((one) => one.isDirectory() && !around.includes(one.name))
    .map((one) => one.name)

/** A copy of the program that has only the wanted folders of `networks/`. */
async function withProgram<T>(isWanted: (name: string) => boolean, use: (program: string) => Promise<T>): Promise<T> {
  const program = await mkdtemp(join(tmpdir(), 'rialto-program-'))
  try {
    for (const part of ['kernel', 'modules', 'server', 'web', 'architecture.ts', 'package.json'])
      await cp(join(root, part), join(program, part), { recursive: true })
    for (const one of await readdir(join(root, 'networks'), { withFileTypes: true }))
      if (!one.isDirectory() || isWanted(one.name))
        await cp(join(root, 'networks', one.name), join(program, 'networks', one.name), { recursive: true })
    await symlink(join(root, 'node_modules'), join(program, 'node_modules'))
    return await use(program)
  } finally {
    await rm(program, { recursive: true, force: true })
  }
}

/** Bytes of all its processes but the database's, once somebody has looked at what networks there are. */
const heldBy = (program: string) =>
  withFreshFolder(async (dataDir) => {
    const desk = await startDesk(dataDir, [], () => {}, program)
    try {
      const owner = await setUp(desk.address)
      await owner('POST', '/api/brands', { name: 'Roastery', zone: 'Europe/Sofia' })
      for (const path of ['/', '/api/me', '/api/networks']) await owner('GET', path)
      await pause(settleMs)
      return sum(memoryOfTree(desk.pid).flatMap((one) => (/postgres/.test(one.name) ? [] : [one.alone])))
    } finally {
      await desk.stop()
    }
  })
