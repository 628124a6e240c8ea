import { execFileSync } from 'node:child_process'
import { lstatSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { defineFigure } from './figure.ts'

const root = join(import.meta.dirname, '..')

export default defineFigure({
  id: 'install.size',
  about:
    'what `npm ci --omit=dev` puts on the disk: the packages of node_modules that npm names as not only for development',
  run: async (say) => {
    const packages = installed(['--omit=dev'])
    const sizes = packages.map((folder) => ({ folder, ...sizeOf(folder) })).sort((a, b) => b.bytes - a.bytes)
    for (const { folder, bytes } of sizes.slice(0, 12)) say(`${(bytes / 1e6).toFixed(1)} MB  ${relative(root, folder)}`)
    const all = installed([]).map(sizeOf)
    const total = (of: { bytes: number }[]) => of.reduce((sum, one) => sum + one.bytes, 0) / 1e6
    say(`${packages.length} packages, ${sizes.reduce((sum, one) => sum + one.files, 0)} files`)
    return [
      {
        ...{ id: 'install.size', value: total(sizes), unit: 'MB', baseline: total(all), n: packages.length },
        beside: 'all packages, with those for development',
      },
    ]
  },
})

function installed(which: string[]): string[] {
  const listed = execFileSync('npm', ['ls', '--all', '--parseable', ...which], { cwd: root, encoding: 'utf8' })
  return [...new Set(listed.split('\n').filter((line) => line.includes(`${sep}node_modules${sep}`)))]
}

/** On the disk, without packages nested inside: npm names those by themselves. */
function sizeOf(folder: string): { bytes: number; files: number } {
  const sum = { bytes: 0, files: 0 }
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue
    const path = join(folder, entry.name)
    const one = entry.isDirectory() ? sizeOf(path) : { bytes: lstatSync(path).blocks * 512, files: 1 }
    sum.bytes += one.bytes
    sum.files += one.files
  }
  return sum
}
