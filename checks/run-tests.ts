import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestLine } from './reporter.ts'
import type { Tally } from './tally.ts'

export type Stage = {
  files: string[]
  atOnce: number
  timeoutMs: number
  env?: NodeJS.ProcessEnv
  /** Said before each name, where the same tests run a second time. */
  where?: string
}

/** What one file's process compiled, the next one's takes as it is; gone with the dependencies. */
const compiled = join(import.meta.dirname, '../node_modules/.cache/compiled')

/** Runs test files with Node's own runner and counts each of their tests. A file that breaks counts as a failed test. */
export async function runTests(root: string, stage: Stage, tally: Tally): Promise<void> {
  if (!stage.files.length) return
  const args = [
    ...['--test', `--test-concurrency=${stage.atOnce}`, `--test-timeout=${stage.timeoutMs}`],
    ...[`--test-reporter=${join(import.meta.dirname, 'reporter.ts')}`, '--test-reporter-destination=stdout'],
    ...stage.files,
  ]
  const env = { NODE_COMPILE_CACHE: compiled, ...process.env, ...stage.env }
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const runner = stage.where ? `the test runner, ${stage.where}` : 'the test runner'
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const said: Buffer[] = []
  child.stderr.on('data', (chunk) => said.push(chunk))
  let failures = 0
  const silenceMs = stage.timeoutMs + 60_000
  const stuck = setTimeout(() => {
    failures++
    tally.fail(runner, `no test ended for ${silenceMs / 1_000} s: a file goes on running after its tests`)
    child.kill()
  }, silenceMs)
  for await (const text of createInterface({ input: child.stdout })) {
    stuck.refresh()
    const line = parse(text)
    if (!line) continue
    if (line.kind === 'note') console.log(`    ${line.text}`)
    else {
      if (line.outcome === 'failed') failures++
      count(line, tally, stage.where)
    }
  }
  clearTimeout(stuck)
  const code = await ended
  if (code !== 0 && !failures) tally.fail(runner, Buffer.concat(said).toString() || `it ended with ${code}`)
}

function count(line: Extract<TestLine, { kind: 'test' }>, tally: Tally, where?: string): void {
  const name = `${where ? `${where}: ` : ''}${line.file}: ${line.name}`
  if (line.outcome === 'passed') tally.pass(name, line.ms)
  else if (line.outcome === 'skipped') tally.skip(name, line.why ?? 'no reason given')
  else tally.fail(name, line.why ?? 'no reason given')
}

function parse(text: string): TestLine | undefined {
  try {
    return JSON.parse(text) as TestLine
  } catch {
    return undefined
  }
}
