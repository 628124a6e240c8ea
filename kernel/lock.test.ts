import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Held, lockFolder } from './lock.ts'

const holder = `
  import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))}
  lockFolder(process.argv[1])
  console.log('held')
  setInterval(() => {}, 1000)
`

test('a folder is held by one process at a time, which is named, and is free once that one is killed', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'rialto-lock-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', holder, folder])
  t.after(() => child.kill('SIGKILL'))
  await new Promise((resolve) => child.stdout.once('data', resolve))
  assert.throws(
    () => lockFolder(folder),
    (error) => error instanceof Held && error.pid === child.pid,
  )
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  lockFolder(folder).release()
  lockFolder(folder).release()
})
