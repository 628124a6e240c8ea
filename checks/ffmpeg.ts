import { findFfmpeg } from '../kernel/media/ffmpeg.ts'
import { runProgram } from './run-program.ts'

/** The machine's ffmpeg for the tests of videos, installed when we are root on Debian; without one they say that they were skipped. */
export async function installFfmpeg(tell: (line: string) => void): Promise<void> {
  const found = await findFfmpeg(process.env.RIALTO_FFMPEG)
  if (found) return tell(`ffmpeg ${found.version}`)
  if (process.getuid?.() !== 0)
    return tell('no ffmpeg: the tests of videos are skipped (install ffmpeg, or set RIALTO_FFMPEG)')
  tell('installing ffmpeg')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await runProgram('apt-get', ['update', '-qq'], { env, timeoutMs: 120_000 })
  const install = ['install', '-y', '-qq', '--no-install-recommends', 'ffmpeg']
  const { code, said } = await runProgram('apt-get', install, { env, timeoutMs: 300_000 })
  if (code !== 0) tell(`it could not be installed, so the tests of videos are skipped: ${said.trim().slice(-300)}`)
}
