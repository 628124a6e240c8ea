import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const root = join(import.meta.dirname, '../..')

/** The fault harness in small, as `npm run -s faults -- --json` runs it. */
export async function runFaults(args: string[], env: NodeJS.ProcessEnv = {}) {
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
export const quick = '--networks=bluesky,mastodon,telegram,instagram,threads-app,vk,discourse,nostr'
/** And of the ways to answer. */
export const answers = ['--answers-on=bluesky,mastodon,telegram,vk', '--comments-only']
