import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runProgram } from '../../checks/run-program.ts'

/** Is the program on this machine's path? Debian keeps some servers where only root looks. */
export const programAt = (name: string): string | undefined =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path))

/** Installs packages that start nothing by themselves. Returns why not, where it cannot. */
export async function installPackages(names: string[]): Promise<string | undefined> {
  if (!programAt('apt-get')) return `${names.join(', ')} cannot be installed: this machine has no apt-get`
  if (process.getuid?.() !== 0) return `${names.join(', ')} must be installed first (apt-get install), as root`
  const update = await aptGet(['update', '-qq'])
  const install = await aptGet(['install', '-y', '-qq', '--no-install-recommends', ...names])
  return install.code === 0 ? undefined : `${names.join(', ')}: ${(update.said + install.said).trim().slice(-400)}`
}

/**
 * Unpacks packages into a folder without installing them, so that no server of theirs is set up on the machine. Done once;
 * returns why not, where it cannot.
 */
export async function unpackPackages(names: string[], folder: string): Promise<string | undefined> {
  const stamp = join(folder, '.unpacked')
  if (existsSync(stamp)) return undefined
  if (!programAt('apt-get') || !programAt('dpkg-deb')) return `${names[0]} is unpacked from Debian's archive only`
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'archives'), { recursive: true })
  if (process.getuid?.() === 0) await aptGet(['update', '-qq'])
  const { code, said } = await aptGet(['download', '-qq', ...names], join(folder, 'archives'))
  if (code !== 0) return `${names[0]} could not be fetched: ${said.trim().slice(-400)}`
  for (const archive of readdirSync(join(folder, 'archives'))) {
    const unpacked = await runProgram('dpkg-deb', ['-x', join(folder, 'archives', archive), folder])
    if (unpacked.code !== 0) return `${archive} could not be unpacked: ${unpacked.said.trim().slice(-400)}`
  }
  writeFileSync(stamp, names.join(' '))
  return undefined
}

const aptGet = (words: string[], cwd?: string) =>
  runProgram('apt-get', ['-o', 'DPkg::Lock::Timeout=240', ...words], {
    cwd,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeoutMs: 400_000,
  })
