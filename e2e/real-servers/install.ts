import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const home = import.meta.dirname
const modules = join(home, 'node_modules')
/** The node that runs these servers. Its headers compile better-sqlite3 12, which crashes when idle on those of 24.19 and later. */
const ownNode = join(modules, `node-${process.platform}-${process.arch}`)
const stamp = join(modules, '.ready')
const minutes = 10

export type Installed = { ready: true; node: string } | { ready: false; why: string }

/**
 * Puts the real servers beside their script, once: half a gigabyte, and a minute or two for compiling.
 * Idempotent; a changed lockfile installs anew. Never throws: what hinders it is told.
 */
export async function installRealServers(say: (line: string) => void = () => {}): Promise<Installed> {
  const node = join(ownNode, 'bin', 'node')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted()) return { ready: true, node }
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return {
      ready: false,
      why: `the real servers are set up for linux-x64, and this is ${process.platform}-${process.arch}`,
    }
  try {
    rmSync(stamp, { force: true })
    say('Installing the real servers (508 MB, once)')
    await npm(['ci', '--ignore-scripts'])
    say('Compiling their database for their own node')
    await npm(['rebuild', 'better-sqlite3', '--foreground-scripts'])
    await run(node, ['-e', "const D = require('better-sqlite3'); new D(':memory:').close()"], { cwd: home })
    writeFileSync(stamp, wanted())
    return { ready: true, node }
  } catch (error) {
    return { ready: false, why: reasonOf(error) }
  }
}

const wanted = (): string =>
  createHash('sha256')
    .update(readFileSync(join(home, 'package-lock.json')))
    .digest('hex')

/** The machine's npm may be set to headers of another node: its own setting is overruled by the environment. */
const npm = (words: string[]) =>
  run('npm', words, {
    cwd: home,
    timeout: minutes * 60_000,
    maxBuffer: 64 * 1024 * 1024,
    env: {
      ...process.env,
      PATH: [join(ownNode, 'bin'), process.env.PATH].join(delimiter),
      npm_config_nodedir: ownNode,
    },
  })

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const told = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr : ''
  const last = told
    .split('\n')
    .filter((line) => /npm error (?!A complete|Run|$)|not found/i.test(line))
    .slice(0, 4)
    .join(' ')
  return (last || error.message).trim().slice(0, 500)
}

if (import.meta.main) {
  const result = await installRealServers(console.log)
  console.log(result.ready ? 'The real servers are ready.' : `The real servers cannot be installed here: ${result.why}`)
  process.exitCode = result.ready ? 0 : 1
}
