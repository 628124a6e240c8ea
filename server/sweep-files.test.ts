import { deepEqual, equal } from 'node:assert/strict'
import { utimes } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { newId } from '../kernel/id.ts'
import { deskWorld, givenBrand } from '../modules/brand/testing-desk.ts'
import { sweepFiles } from './sweep-files.ts'

const dayMs = 24 * 3600_000

test('a file that no row names goes after a week; what is named, new or of an older desk stays', async (t) => {
  const world = await deskWorld()
  t.after(world.close)
  const put = async (text: string) => (await world.files.put(Readable.from([text]), { maxBytes: 100 })).key
  const ofFormerDesk = await put('former')
  const hourAgo = new Date(world.clock.now().getTime() - 3600_000)
  await utimes(world.files.path(ofFormerDesk), hourAgo, hourAgo)
  const { brandId, owner } = await givenBrand(world)
  await world.pool.query(`update workspace set created_at = created_at - interval '1 minute'`)
  const [picture, small] = [await put('named'), await put('named as well')]
  await put('left by a killed upload')
  await put('left by another')
  await world.pool.query(
    `insert into media (id, brand_id, created_by, created_at, kind, mime, bytes, sha256, file_key, thumbnail_key, file_name)
     values ($1, $2, $3, now(), 'image', 'image/png', 1, 'x', $4, $5, 'b.png')`,
    [newId(), brandId, owner.userId, picture, small],
  )
  const { rows } = await world.pool.query<{ columns: string[] }>(
    `select array_agg(table_name || '.' || column_name order by table_name || '.' || column_name) as columns from information_schema.columns
     where column_name like '%file%key' or column_name like '%thumbnail%key'`,
  )
  deepEqual(rows, [
    {
      columns: [
        'listening_import.file_key',
        'listening_segment.file_key',
        'media.file_key',
        'media.thumbnail_key',
        'plan_import.file_key',
        'prepared_file.file_key',
      ],
    },
  ])
  const left = async () => {
    const keys: string[] = []
    for await (const { key } of world.files.list()) keys.push(key)
    return keys.sort()
  }
  world.clock.moveBy(6 * dayMs)
  equal(await sweepFiles(world), 0)
  world.clock.moveBy(2 * dayMs)
  equal(await sweepFiles(world), 2)
  deepEqual(await left(), [ofFormerDesk, picture, small].sort())
})
