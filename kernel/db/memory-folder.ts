import { accessSync, constants, readFileSync, statfsSync } from 'node:fs'

const folder = '/dev/shm'
const roomBytes = 2_000_000_000

/**
 * Where the files of a cluster for tests can stand in memory, if there is such a place. On a disk the thousand files of
 * a new database take longer to make than most of the tests that ask for one.
 */
export function memoryFolder(): string | undefined {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize >= roomBytes && runsPrograms() ? folder : undefined
  } catch {
    return undefined
  }
}

/** The database's programs may be copied beside its data. */
function runsPrograms(): boolean {
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n')
  const options = mounts.map((line) => line.split(' ')).findLast(([, place]) => place === folder)?.[3]
  return options !== undefined && !options.split(',').includes('noexec')
}
