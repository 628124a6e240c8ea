import { deepEqual, equal } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { noisy, pngOf } from '../kernel/media/testing.ts'
import { fileNamed, type TroubledDesk, troubledDesk } from './testing-refusals.ts'

suite('A file that cannot be taken', () => {
  let desk: TroubledDesk
  before(async () => {
    desk = await troubledDesk()
  })
  after(() => desk.close())

  const refusedFile = async (path: string, name: string, content: string | Buffer) => {
    const before = await desk.kept()
    const told = await desk.refused('POST', `${desk.under}/${path}`, () => ({ body: fileNamed(name, content) }))
    deepEqual(await desk.kept(), before)
    return told
  }

  test('because it is a PNG bomb of 400 MB is refused, and nothing of it stays', async () => {
    const told = await refusedFile('media', 'bomb.png', pngOf(20_000, 20_000))
    deepEqual(told, { status: 422, codes: ['media.tooManyPixels'] })
  })

  test('because it is a program with the name of a photo is refused, and nothing of it stays', async () => {
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4096, 7)])
    deepEqual(await refusedFile('media', 'photo.jpg', program), { status: 422, codes: ['media.executable'] })
  })

  test('as a plan of 50,000 rows is refused, and no row is kept', async () => {
    const rows = Array.from({ length: 50_000 }, (_, n) => `2031-01-01,10:00,Mastodon,Post ${n}`)
    const told = await refusedFile('imports', 'plan.csv', `Date,Time,Account,Text\n${rows.join('\n')}\n`)
    deepEqual(told, { status: 422, codes: ['request.invalid', 'file: planning.tooManyRows'] })
  })

  test('as a plan that is really a picture is refused, and nothing is kept', async () => {
    const told = await refusedFile('imports', 'plan.csv', pngOf(20, 20))
    deepEqual(told, { status: 422, codes: ['request.invalid', 'file: planning.fileNotTable'] })
  })

  test('as a workbook that is no archive is refused, and nothing is kept', async () => {
    deepEqual(
      await refusedFile('imports', 'plan.xlsx', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(500, 7)])),
      { status: 422, codes: ['request.invalid', 'file: planning.fileUnreadable'] },
    )
  })

  test('a plan in UTF-16 or in an old Cyrillic encoding is no wrong plan: its words are read', async () => {
    const text = 'Дата,Час,Акаунт,Текст\n2031-01-01,10:00,Mastodon,Добро утро и топло кафе за всички\n'
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
    const windows1251 = Buffer.from(
      [...text].map((sign) => (sign >= 'А' ? sign.charCodeAt(0) - 0x350 : sign.charCodeAt(0))),
    )
    for (const content of [utf16, windows1251]) {
      const taken = await desk.send<{ id: string }>('POST', `${desk.under}/imports`, {
        body: fileNamed('план.csv', content),
      })
      equal(taken.status, 201)
      const { body } = await desk.send<{ items: { cells: string[] }[] }>(
        'GET',
        `${desk.under}/imports/${taken.body.id}/rows`,
      )
      equal(body.items[0]?.cells[3], 'Добро утро и топло кафе за всички')
    }
  })

  test('because the disk is full is told as such, nothing half-done stays, and with room again it is taken', async (t) => {
    const folder = join(desk.world.config.dataDir, 'files')
    await mkdir(folder, { recursive: true })
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,mode=700', 'tmpfs', folder]).status === 0
    if (!mounted) return t.skip('a small disk can be mounted only by root')
    const photo = await noisy().png().toBuffer()
    try {
      spawnSync('mkdir', [join(folder, 'arriving')])
      deepEqual(await refusedFile('media', 'photo.png', photo), { status: 507, codes: ['files.diskFull'] })
    } finally {
      spawnSync('umount', [folder])
    }
    equal((await desk.send('POST', `${desk.under}/media`, { body: fileNamed('photo.png', photo) })).status, 201)
  })
})
