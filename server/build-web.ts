import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..')

export const webFolder = join(root, 'web/dist')

/** Builds the web interface when it was never built. */
export async function ensureWeb(tell: (line: string) => void): Promise<void> {
  if (existsSync(join(webFolder, 'index.html'))) return
  tell('Interface   building it, once')
  await buildWeb()
}

/** Throws with what the build said. */
export async function buildWeb(): Promise<void> {
  const args = [viteProgram(), 'build', '--config', 'web/vite.config.ts', '--logLevel', 'error']
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const said: Buffer[] = []
  child.stdout.on('data', (chunk) => said.push(chunk))
  child.stderr.on('data', (chunk) => said.push(chunk))
  const code = await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject))
  if (code !== 0) throw new Error(`The web interface could not be built:\n${Buffer.concat(said).toString().trim()}`)
}

/** Without the development dependencies there is nothing to build with; the start then says what to do. */
export async function prepareWeb(): Promise<void> {
  if (findVite()) await buildWeb()
}

function viteProgram(): string {
  const found = findVite()
  if (found) return found
  throw new Error('The web interface is not built, and what builds it is not installed: run npm ci without --omit=dev.')
}

function findVite(): string | undefined {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js')
  } catch {
    return undefined
  }
}
