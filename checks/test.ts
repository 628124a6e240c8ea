import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryFolder } from '../kernel/db/memory-folder.ts'
import { findChromium } from './chromium.ts'
import { installFfmpeg } from './ffmpeg.ts'
import { reachedFrom } from './reached-from.ts'
import { listFiles, readSources, root } from './read-sources.ts'
import { installRealServers } from './real-servers.ts'
import { runProgram } from './run-program.ts'
import { runTests } from './run-tests.ts'
import { findSystemPostgres, startSystemPostgres } from './system-postgres.ts'
import { createTally, type Tally } from './tally.ts'

/**
 * The test command. `fast` runs what needs neither browser, nor kills, nor other servers. Ends with exactly one line,
 * `N passed, N failed`, and that outcome as its exit code.
 */
const fast = process.argv.includes('fast')
const tally = createTally()
const all = listFiles(['.'], /\.test\.tsx?$/)
/** The longest first, so that nothing is left to wait for alone. */
const faults = all
  .filter((path) => path.endsWith('.fault.test.ts'))
  .toSorted((a, b) => Number(isLongest(b)) - Number(isLongest(a)))
const browser = all.filter((path) => /\.browser\.test\.tsx?$/.test(path))
const plain = all.filter((path) => !faults.includes(path) && !browser.includes(path))
const ofStores = /^(kernel\/db|modules)\/|^kernel\/(events|jobs)\.|^server\/http\/(whole-desk|write-once|upload-once)\./

await stage('Types', () =>
  Promise.all(['tsconfig.json', 'web/tsconfig.json'].map((project) => checkTypes(project, tally))),
)
await stage('Format and lint', () =>
  checkProgram('biome', 'the files are formatted and lint-free', ['check', '.'], tally),
)
if (!fast) await installRealServers((line) => console.log(`  ${line}`))
if (!fast) await installFfmpeg((line) => console.log(`  ${line}`))
await stage('Tests', () =>
  runTests(root, { files: plain, atOnce: Math.min(availableParallelism(), 4), timeoutMs: 240_000 }, tally),
)
if (!fast) {
  await stage('Tests of what is stored, on the PostgreSQL of this machine', () => runOnSystemPostgres(tally))
  await stage('Faults', () =>
    runTests(root, { files: faults, atOnce: Math.min(availableParallelism(), 2), timeoutMs: 600_000 }, tally),
  )
  await stage('Browser', () => runBrowser(tally))
}
process.exitCode = tally.close() ? 0 : 1

async function stage(name: string, run: () => Promise<unknown>): Promise<void> {
  const began = performance.now()
  console.log(`\n${name}`)
  await run()
  console.log(`  ${((performance.now() - began) / 1_000).toFixed(1)} s`)
}

async function checkTypes(project: string, tally: Tally): Promise<void> {
  await checkProgram('tsc', `the types of ${project} hold`, ['-p', project], tally)
}

async function checkProgram(program: string, name: string, args: string[], tally: Tally): Promise<void> {
  const path = join(root, 'node_modules/.bin', program)
  if (!existsSync(path)) return tally.skip(name, `${program} is not installed (npm ci without --omit=dev)`)
  const { code, said, ms } = await runProgram(process.execPath, [path, ...args], { cwd: root })
  if (code === 0) tally.pass(name, ms)
  else tally.fail(name, said)
}

/**
 * The tests so far ran on the embedded PostgreSQL; those of what is stored hold on an operator's own as well. What makes
 * no database has nothing to show there.
 */
async function runOnSystemPostgres(tally: Tally): Promise<void> {
  const name = 'the tests of what is stored, on the PostgreSQL of this machine'
  const found = findSystemPostgres()
  if ('absent' in found) return tally.skip(name, found.absent)
  try {
    const { url, stop } = await startSystemPostgres(found)
    const more = { env: { TEST_DATABASE_URL: url }, where: `on PostgreSQL ${found.version}` }
    const stored = reachedFrom(readSources(), 'kernel/db/testing.ts')
    const files = plain.filter((path) => ofStores.test(path) && stored.has(path))
    const atOnce = Math.min(availableParallelism(), 4)
    await runTests(root, { files, atOnce, timeoutMs: 110_000, ...more }, tally).finally(stop)
  } catch (error) {
    tally.fail(name, String(error))
  }
}

async function runBrowser(tally: Tally): Promise<void> {
  if (!browser.length) return
  const chromium = await findChromium((line) => console.log(`  ${line}`))
  if ('absent' in chromium) {
    for (const file of browser) tally.skip(file, chromium.absent)
    return
  }
  const build = ['build', '--config', 'web/vite.config.ts', '--logLevel', 'error']
  await checkProgram('vite', 'the interface that the journeys use is built', build, tally)
  const temporary = mkdtempSync(join(memoryFolder() ?? tmpdir(), 'rialto-journeys-'))
  const env = { RIALTO_CHROMIUM: chromium.path, TMPDIR: temporary }
  const atOnce = Math.min(availableParallelism(), 2)
  await runTests(root, { files: browser, atOnce, timeoutMs: 600_000, env }, tally).finally(() =>
    rmSync(temporary, { recursive: true, force: true }),
  )
}

function isLongest(path: string): boolean {
  return path.endsWith('/publishing.fault.test.ts')
}
