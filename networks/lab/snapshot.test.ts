import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { startLab } from './lab.ts'
import { measure } from './measure.ts'
import { createCast } from './people.ts'

test('the picture people send can be fetched from the lab, and is what its facts say', async () => {
  const lab = await startLab({ networks: [] })
  const folder = await mkdtemp(join(tmpdir(), 'rialto-snapshot-'))
  try {
    const told = lab.people.snapshot()
    const answer = await fetch(told.url)
    const body = Buffer.from(await answer.arrayBuffer())
    assert.deepEqual([answer.headers.get('content-type'), body.length], [told.mime, told.bytes])
    await writeFile(join(folder, told.fileName), body)
    const { width, height } = told
    assert.deepEqual(await measure(join(folder, told.fileName)), {
      kind: 'image',
      mime: 'image/png',
      width,
      height,
      frames: 1,
    })
  } finally {
    await lab.close()
    await rm(folder, { recursive: true, force: true })
  }
})

test('a post in one of the six languages draws people who speak it, also where the network does not tell which it is', () => {
  const cast = createCast('six', { quiet: false })
  const at = new Date('2027-03-01T17:00:00Z')
  const later = new Date('2027-03-03T17:00:00Z')
  for (const [locale, text] of [
    ['bg', 'Къде да пием кафе днес?'],
    ['uk', 'Яку каву ви любите найбільше?'],
    ['sv', 'Vad är ert bästa kaffe på morgonen?'],
    ['cs', 'Jakou kávu máte dnes nejraději, přátelé?'],
    ['pl', 'Jaką kawę lubicie najbardziej wieczorem, państwo?'],
    ['en', 'Which coffee do you like best?'],
  ] as const) {
    const said = cast
      .reactionsTo({ key: `post ${locale}`, text, at, media: false }, later)
      .filter((one) => one.kind === 'comment')
    assert.ok(said.length > 0 && said.every((one) => one.person.locale === locale), locale)
  }
})
