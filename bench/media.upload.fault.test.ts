import { ok } from 'node:assert/strict'
import { test } from 'node:test'
import { measureUpload } from './media.upload.ts'

test('a video of 200 MB passes through a desk that may not hold a third of it', { timeout: 120_000 }, async (t) => {
  if (process.platform !== 'linux') return t.skip('peaks are read from /proc')
  const { bytes, before, peak } = await measureUpload(200)
  ok(bytes > 200e6)
  t.diagnostic(`${Math.round(before)} MB before, ${Math.round(peak)} MB at most`)
  ok(peak < 512)
  ok(peak - before < 66, `${Math.round(peak - before)} MB more were held`)
})
