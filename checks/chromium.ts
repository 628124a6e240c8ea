import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runProgram } from './run-program.ts'

export type Chromium = { path: string; args: string[] }

const fonts = ['fonts-noto-core', 'fonts-noto-color-emoji', 'fonts-noto-cjk']
const sandboxless = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/**
 * A Chromium that starts: the machine's own (or that of RIALTO_CHROMIUM), else the one of the dependencies, with the
 * libraries and fonts it needs installed when we are root on Debian. Otherwise the reason why there is none.
 */
export async function findChromium(tell: (line: string) => void = () => {}): Promise<Chromium | { absent: string }> {
  const own = process.env.RIALTO_CHROMIUM ?? onPath('chromium', 'chromium-browser', 'google-chrome')
  if (own) {
    await installMissing([], tell)
    return tryOut({ path: own, args: sandboxless })
  }
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    const path = await packed.executablePath()
    const { said } = await runProgram('ldd', [path])
    if (/libnss3\S* => not found/.test(said)) await installMissing(['libnss3'], tell)
    else await installMissing([], tell)
    return await tryOut({ path, args: packed.args })
  } catch (error) {
    return { absent: `no Chromium here: ${error instanceof Error ? error.message : error}` }
  }
}

async function tryOut(chromium: Chromium): Promise<Chromium | { absent: string }> {
  const { code, said } = await runProgram(chromium.path, [...chromium.args, '--version'], { timeoutMs: 30_000 })
  return code === 0 ? chromium : { absent: `${chromium.path} does not start: ${said.trim().slice(0, 300)}` }
}

/** Letters of all languages and emoji belong to what a browser must show, or pictures of it are judged wrongly. */
async function installMissing(packages: string[], tell: (line: string) => void): Promise<void> {
  const wanted = [...packages, ...(existsSync('/usr/share/fonts/truetype/noto') ? [] : fonts)]
  if (!wanted.length || process.getuid?.() !== 0 || !onPath('apt-get')) return
  tell(`installing ${wanted.join(', ')} for the browser`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await runProgram('apt-get', ['update', '-qq'], { env, timeoutMs: 120_000 })
  const { code, said } = await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], {
    env,
    timeoutMs: 300_000,
  })
  if (code !== 0) tell(`they could not be installed: ${said.trim().slice(-300)}`)
}

function onPath(...names: string[]): string | undefined {
  for (const name of names)
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, name)
      if (isExecutable(path)) return path
    }
  return undefined
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
