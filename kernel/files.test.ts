import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { Refusal } from './failure.ts'
import { createFiles } from './files.ts'

async function freshFiles(t: { after: (act: () => void) => void }) {
  const folder = mkdtempSync(join(tmpdir(), 'rialto-files-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const kept = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length
  return { files: await createFiles(folder), kept }
}

test('what is stored is read back whole or in part, with its size and hash', async (t) => {
  const { files } = await freshFiles(t)
  const content = randomBytes(300_000)
  const stored = await files.put(Readable.from([content.subarray(0, 99_999), content.subarray(99_999)]), {
    maxBytes: 1e6,
  })
  assert.equal(stored.size, 300_000)
  assert.equal(stored.sha256, createHash('sha256').update(content).digest('hex'))
  assert.deepEqual(await buffer(await files.read(stored.key)), content)
  assert.deepEqual(await buffer(await files.read(stored.key, { start: 10, end: 19 })), content.subarray(10, 20))
})

test('a file too large is refused and nothing of it stays', async (t) => {
  const { files, kept } = await freshFiles(t)
  const put = files.put(Readable.from([Buffer.alloc(600), Buffer.alloc(600)]), { maxBytes: 1_000 })
  await assert.rejects(put, (error) => error instanceof Refusal && error.status === 413)
  assert.equal(kept(), 0)
})

test('an upload that breaks off leaves nothing', async (t) => {
  const { files, kept } = await freshFiles(t)
  async function* breaking() {
    yield Buffer.alloc(100)
    throw new Error('the connection was lost')
  }
  await assert.rejects(files.put(Readable.from(breaking()), { maxBytes: 1_000 }), /connection was lost/)
  assert.equal(kept(), 0)
})

test('a full disk is told as such and leaves nothing behind', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'rialto-full-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0
  t.after(() => {
    if (mounted) spawnSync('umount', [folder])
    rmSync(folder, { recursive: true })
  })
  if (!mounted) return t.skip('a small disk can be mounted only by root')
  const files = await createFiles(folder)
  const content = () => Readable.from(Array.from({ length: 40 }, () => Buffer.alloc(50_000)))
  await assert.rejects(
    files.put(content(), { maxBytes: 1e9 }),
    (error) => error instanceof Refusal && error.status === 507,
  )
  await files.put(Readable.from([Buffer.alloc(500_000)]), { maxBytes: 1e9 })
})

test('a removed file is missing, and removing it again is fine', async (t) => {
  const { files } = await freshFiles(t)
  const { key } = await files.put(Readable.from([Buffer.from('x')]), { maxBytes: 10 })
  await files.remove(key)
  await files.remove(key)
  await assert.rejects(files.read(key), (error) => error instanceof Refusal && error.status === 404)
})

test('a key that is none cannot leave the folder', async (t) => {
  const { files } = await freshFiles(t)
  for (const key of ['../../etc/passwd', '', 'A'.repeat(32), '/etc/passwd'])
    await assert.rejects(files.read(key), (error) => error instanceof Refusal && error.code === 'files.missing')
})
