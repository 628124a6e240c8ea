import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { runProgram } from '../../checks/run-program.ts'
import { type DatabaseAccount, databaseAccount } from '../../kernel/postgres/account.ts'
import { installPackages, programAt, unpackPackages } from './debian-packages.ts'

/** `password` is an application password of the administrator `user`; `author` may publish, but not moderate. */
export type RealSite = {
  url: string
  user: string
  password: string
  author: { user: string; password: string }
  close: () => Promise<void>
}

const here = import.meta.dirname
const shelf = join(here, 'node_modules', '.debian', 'wordpress')
const code = join(shelf, 'usr/share/wordpress')
const libraries = ['php-getid3', 'libjs-cropper', 'libjs-underscore', 'libjs-prototype', 'libjs-scriptaculous']
const programs = [
  'php-cli',
  'php-mysql',
  'php-gd',
  'php-curl',
  'php-xml',
  'php-mbstring',
  'mariadb-server-core',
  'mariadb-client-core',
]

/** Debian's WordPress on PHP's own server and a MariaDB of its own, all on loopback and in a temporary folder; or why not. */
export async function startRealWordPress(): Promise<RealSite | { unable: string }> {
  const missing =
    (await withPrograms()) ??
    (await unpackPackages(['wordpress', 'wordpress-theme-twentytwentythree', ...libraries], shelf))
  if (missing) return { unable: missing }
  writeFileSync(join(code, 'wp-config.php'), `<?php require '${join(here, 'wordpress-settings.php')}';\n`)
  const home = mkdtempSync(join(tmpdir(), 'rialto-real-wordpress-'))
  const running: ChildProcess[] = []
  const close = async () => {
    await Promise.all(running.reverse().map(ended))
    rmSync(home, { recursive: true, force: true })
  }
  try {
    running.push(await startDatabase(home))
    const url = `http://127.0.0.1:${await freePort()}`
    const env = { ...process.env, SITE_URL: url, SITE_SOCKET: join(home, 'db.sock'), SITE_HOME: home, SITE_CODE: code }
    const made = await runProgram('php', [join(here, 'wordpress-install.php')], { env, timeoutMs: 60_000 })
    if (made.code !== 0) throw new Error(`installing ended with ${made.code}: ${made.said.slice(-500)}`)
    running.push(await startSite(url, env))
    return {
      url,
      close,
      ...(JSON.parse(made.said.slice(made.said.indexOf('{"user"'))) as Omit<RealSite, 'url' | 'close'>),
    }
  } catch (error) {
    await close()
    return { unable: error instanceof Error ? error.message : String(error) }
  }
}

const withPrograms = async () =>
  programAt('php') && programAt('mariadbd') && (await hasExtensions()) ? undefined : installPackages(programs)

async function hasExtensions(): Promise<boolean> {
  const { said } = await runProgram('php', ['-m'])
  return ['mysqli', 'gd', 'curl', 'xml', 'mbstring'].every((name) => said.toLowerCase().split(/\s+/).includes(name))
}

async function startDatabase(home: string): Promise<ChildProcess> {
  const account = databaseAccount(home)
  const folder = join(home, 'database')
  mkdirSync(folder)
  if (account.ids) for (const path of [home, folder]) chownSync(path, account.ids.uid, account.ids.gid)
  const install = programAt('mariadb-install-db') ?? 'mariadb-install-db'
  const words = ['--no-defaults', `--datadir=${folder}`, '--auth-root-authentication-method=normal', '--skip-test-db']
  const made = await runProgram(install, words, { cwd: home, timeoutMs: 120_000, ...account.ids })
  if (made.code !== 0) throw new Error(`mariadb-install-db ended with ${made.code}: ${made.said.slice(-500)}`)
  return listenAt(join(home, 'db.sock'), serveDatabase(home, folder, account))
}

const serveDatabase = (home: string, folder: string, { ids }: DatabaseAccount) =>
  spawn(
    programAt('mariadbd') ?? 'mariadbd',
    [
      ...[
        '--no-defaults',
        `--datadir=${folder}`,
        `--socket=${join(home, 'db.sock')}`,
        `--pid-file=${join(home, 'db.pid')}`,
      ],
      ...['--skip-networking', '--skip-log-bin', '--innodb-flush-log-at-trx-commit=0', '--innodb-buffer-pool-size=32M'],
    ],
    { cwd: home, stdio: 'ignore', ...ids },
  )

async function listenAt(socket: string, child: ChildProcess): Promise<ChildProcess> {
  for (let tries = 0; tries < 400; tries++) {
    if (existsSync(socket)) return child
    if (child.exitCode !== null) break
    await pause(50)
  }
  await ended(child)
  throw new Error('MariaDB did not begin to listen')
}

async function startSite(url: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const settings = ['-d', 'upload_max_filesize=32M', '-d', 'post_max_size=32M']
  const words = [...settings, '-S', new URL(url).host, '-t', code, join(here, 'wordpress-router.php')]
  const child = spawn('php', words, { env, stdio: 'ignore' })
  for (let tries = 0; tries < 200; tries++) {
    const answer = await fetch(`${url}/wp-json/`).catch(() => undefined)
    if (answer?.ok) return child
    if (child.exitCode !== null) break
    await pause(50)
  }
  await ended(child)
  throw new Error('the site did not begin to answer')
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const patience = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(patience)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  server.close()
  if (typeof address !== 'object' || !address) throw new Error('there is no free port')
  return address.port
}
