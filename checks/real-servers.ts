import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './read-sources.ts'
import { runProgram } from './run-program.ts'

const folder = join(root, 'e2e/real-servers')

/**
 * Installs the real servers of networks, a package of its own because it is large. What it compiles needs the headers of
 * the Node it will run on. Without it, the tests that need it say they are skipped.
 */
export async function installRealServers(tell: (line: string) => void): Promise<void> {
  if (!existsSync(join(folder, 'package.json'))) return
  if (existsSync(join(folder, 'node_modules/@atproto/dev-env/package.json'))) return
  tell('installing the real servers that emulators are compared with (some minutes)')
  const env = { ...process.env, npm_config_nodedir: headers }
  const { code, said } = await runProgram('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    env,
    timeoutMs: 600_000,
  })
  if (code !== 0) tell(`they could not be installed, so what needs them is skipped: ${said.trim().slice(-400)}`)
}

const headers = join(folder, 'node_modules', `node-${process.platform}-${process.arch}`)
