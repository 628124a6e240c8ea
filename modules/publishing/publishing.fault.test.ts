import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'

const root = join(import.meta.dirname, '../..')

/** The fault harness in small, as `npm run -s faults -- --json` runs it. */
async function runFaults(args: string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ['bench/faults.ts', '--json', ...args], {
    ...{ cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } },
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const told = await text(child.stdout)
  const last = told.trim().split('\n').at(-1) ?? ''
  assert.match(last, /^\{"id":"faults\.publish"/, `the harness told no figure:\n${told}`)
  const figure = JSON.parse(last) as Record<
    'faults' | 'doubles' | 'doubleAnswers' | 'lost' | 'silent' | 'early',
    number
  >
  return { code: await ended, figure, told }
}

/** One of each way that decides within seconds; those that must be looked at take minutes, and stand in the long run. */
const quick = '--networks=bluesky,mastodon,telegram,instagram,threads-app,vk,discourse,nostr'
/** And of the ways to answer. */
const answers = ['--answers-on=bluesky,mastodon,telegram,vk', '--comments-only']

test('killed workers, a killed database and failing networks double, lose and silence neither posts nor answers', {
  timeout: 240_000,
}, async () => {
  const { code, figure, told } = await runFaults([
    ...[quick, ...answers],
    ...['--publications=68', '--answers=22'],
    '--kills=8',
    '--spread=8000',
    '--half-open=0',
  ])
  const { doubles, lost, silent, early } = figure
  assert.deepEqual({ doubles, lost, silent, early }, { doubles: 0, lost: 0, silent: 0, early: 0 }, told)
  assert.ok(figure.faults >= 90, `only ${figure.faults} faults were made`)
  assert.equal(code, 0)
})

const broken = [
  quick,
  ...answers,
  '--publications=30',
  '--answers=15',
  '--kills=2',
  '--spread=3000',
  '--half-open=0',
  '--drills=0',
]

test('with a new key for every try, the same harness finds doubles, among answers too', {
  timeout: 240_000,
}, async () => {
  const { code, figure } = await runFaults(broken, { NODE_ENV: 'test', RIALTO_BREAK: 'key' })
  assert.ok(figure.doubles > figure.doubleAnswers && figure.doubleAnswers > 0, 'the harness cannot fail')
  assert.equal(code, 1)
})

test('with workers that heed neither lanes nor fences, the same harness finds doubles', {
  timeout: 240_000,
}, async () => {
  const { code, figure } = await runFaults(broken, { NODE_ENV: 'test', RIALTO_BREAK: 'fence' })
  assert.ok(figure.doubles > 0, 'the harness cannot fail')
  assert.equal(code, 1)
})
