import { type Config, type Role, readConfig } from '../../kernel/config.ts'
import { ensureWeb } from '../build-web.ts'
import { type Desk, startDesk } from '../main.ts'

const stopTimeout = 40_000

/** Runs a desk until it is asked to stop, or cannot go on. */
export async function start(wanted: Role[]): Promise<void> {
  const config = readConfig(process.env)
  const roles = config.roles.filter((role) => wanted.includes(role))
  if (!roles.length)
    throw new Error(
      `RIALTO_ROLES is "${config.roles.join(',')}", which leaves nothing of ${wanted.join(', ')} to start.`,
    )
  const asked = untilAsked()
  console.log('Rialto starts.')
  const desk = await open({ ...config, roles })
  console.log(
    desk.address ? `Ready at     ${desk.address}` : 'Ready        working; there is no web interface in this process',
  )
  const reason = await Promise.race([asked, desk.failed])
  if (reason instanceof Error) console.error(`Rialto cannot go on: ${reason.message}`)
  else console.log('Stopping: finishing what is in hand. Ctrl-C again stops at once.')
  await stop(desk)
  console.log('Stopped.')
  process.exit(reason instanceof Error ? 1 : 0)
}

async function open(config: Config): Promise<Desk> {
  const tell = (line: string) => console.log(`  ${line}`)
  const webIsBuilt = config.roles.includes('web') ? ensureWeb(tell) : Promise.resolve()
  webIsBuilt.catch(() => {})
  try {
    return await startDesk(config, tell, webIsBuilt)
  } catch (error) {
    const why =
      error instanceof Error && 'syscall' in error && 'code' in error ? listening[String(error.code)] : undefined
    if (why) throw new Error(`${config.host}:${config.port} cannot be listened on: ${why}`, { cause: error })
    throw error
  }
}

/** By Ctrl-C, by a service manager, or by the end of the process that started us. */
function untilAsked(): Promise<'asked'> {
  return new Promise((resolve) => {
    let times = 0
    const ask = () => {
      times++
      if (times > 1) process.exit(130)
      resolve('asked')
    }
    process.on('SIGINT', ask).on('SIGTERM', ask).on('SIGHUP', ask)
    if (process.channel) process.once('disconnect', ask)
  })
}

async function stop(desk: Desk): Promise<void> {
  const late = setTimeout(() => {
    console.error('Stopping took too long; what was in hand goes on at the next start.')
    process.exit(1)
  }, stopTimeout)
  await desk.stop()
  clearTimeout(late)
}

const listening: Record<string, string> = {
  EADDRINUSE: 'another program has that port. End that one, or set RIALTO_PORT.',
  EADDRNOTAVAIL: 'this machine has no such address. Set RIALTO_HOST to one of its own, or to 0.0.0.0 for all.',
  EACCES: 'ports below 1024 are kept for root. Set RIALTO_PORT higher, with a proxy in front.',
}
