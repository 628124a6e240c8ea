import { readdirSync, readFileSync } from 'node:fs'

export type ProcessMemory = { pid: number; name: string; rss: number; pss: number; alone: number }

/**
 * What each process of a tree holds, in bytes. `rss` counts shared pages once a process; `pss` gives each its share of
 * them, with strangers too. `alone` counts every page once within the tree, as if nothing else ran: of a file, the most
 * that one of its processes has of it, told at the first who has it.
 */
export function memoryOfTree(root: number): ProcessMemory[] {
  const seenFiles = new Map<string, number>()
  return treeOf(root).flatMap((pid) => {
    const maps = mapsOf(pid)
    if (!maps) return []
    const alone = maps.map((one) => {
      if (!one.file || one.shared) return one.pss
      const before = seenFiles.get(one.file) ?? 0
      seenFiles.set(one.file, Math.max(before, one.ofFile))
      return one.rss - one.ofFile + Math.max(0, one.ofFile - before)
    })
    return [
      {
        pid,
        name: nameOf(pid),
        rss: sum(maps.map(({ rss }) => rss)),
        pss: sum(maps.map(({ pss }) => pss)),
        alone: sum(alone),
      },
    ]
  })
}

export const sum = (values: number[]) => values.reduce((all, one) => all + one, 0)
export const megabytes = (bytes: number) => Math.round(bytes / 1e5) / 10

function treeOf(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: Number(statOf(name)?.[1]) }))
  const tree = [root]
  for (const pid of tree) tree.push(...parents.filter((one) => one.parent === pid).map((one) => one.pid))
  return tree
}

/** What follows the name in /proc/PID/stat: state, parent, … */
function statOf(pid: string): string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')
  } catch {
    return undefined
  }
}

const nameOf = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim().slice(0, 60)

/** `ofFile` is what stands there as in the file, unchanged by this process. */
type Mapping = { file: string | undefined; shared: boolean; rss: number; pss: number; ofFile: number }

/** A process that ended meanwhile has none. */
function mapsOf(pid: number): Mapping[] | undefined {
  let text: string
  try {
    text = readFileSync(`/proc/${pid}/smaps`, 'utf8')
  } catch {
    return undefined
  }
  return text.split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m).map((part) => {
    const [, rights = '', offset, device, inode] = part.split('\n')[0]?.split(/\s+/) ?? []
    const kilobytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(part)?.[1] ?? 0) * 1024
    return {
      file: inode && inode !== '0' ? `${device} ${inode} ${offset}` : undefined,
      shared: rights.endsWith('s'),
      rss: kilobytes('Rss'),
      pss: kilobytes('Pss'),
      ofFile: kilobytes('Rss') - kilobytes('Anonymous'),
    }
  })
}
