import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { type Brand, beginWithBrand } from './acts/enter.ts'
import { arrive, type Person, phone } from './browser.ts'
import { axeFindings, overflowing, settled } from './clear.ts'
import { keepPicture, openStage, type Stage, until } from './stage.ts'

/** A site with a feed and a page that names it. */
const site = createServer((request, response) => {
  const isFeed = request.url === '/feed'
  response.writeHead(200, { 'content-type': isFeed ? 'application/rss+xml' : 'text/html; charset=utf-8' })
  const item = (n: number) =>
    `<item><guid>${n}</guid><title>Rila Coffee and story ${n}</title><description>Words</description></item>`
  const link = (n: number) => `<a href="/news/${n}">What happened this week, part ${n}</a>`
  const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9]
  response.end(
    isFeed
      ? `<rss><channel><title>Town news</title>${nine.map(item).join('')}</channel></rss>`
      : `<title>Town</title><link rel="alternate" type="application/rss+xml" href="/feed">${nine.map(link).join('')}`,
  )
}).listen(0, '127.0.0.1')
await new Promise((resolve) => site.once('listening', resolve))
const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`

const stage = await openStage({ allow: [origin] })
const skip = 'absent' in stage && stage.absent
const { browser, desk } = stage as Stage

let ada: Person
let brand: Brand
before(async () => {
  if (skip) return
  ada = await arrive(browser, desk.origin)
  brand = await beginWithBrand(ada, 'Rila Coffee')
})
after(() => {
  site.closeAllConnections()
  site.close()
})

const at = (path: string) => `/brands/${brand.id}/listening${path}`
const button = ({ page, say }: Person, key: string) => page.getByRole('button', { name: say(key), exact: true })

test('a pasted address becomes a source that says how it is', { skip }, async () => {
  const { page, say } = ada
  await page.goto(at('/sources'))
  await page.getByText(say('listen.sources.none')).waitFor()
  await page
    .getByRole('link', { name: say('listen.sources.add') })
    .first()
    .click()
  await page.getByLabel(say('listen.sources.address'), { exact: true }).fill('http://10.0.0.1/')
  await button(ada, 'listen.sources.look').click()
  await page.getByText('RIALTO_ALLOW_PRIVATE_ADDRESSES').waitFor()
  await page.getByLabel(say('listen.sources.address'), { exact: true }).fill(origin)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Town news' }).waitFor()
  await settled(page)
  await keepPicture(page, 'sources-look', true)
  assert.deepEqual(await axeFindings(page), [])
  await button(ada, 'listen.sources.listen').first().click()
  await page.getByRole('link', { name: 'Town news' }).waitFor()
  await page.getByText(say('listen.sources.state.well')).waitFor({ timeout: 45_000 })
  await keepPicture(page, 'sources', true)
  assert.deepEqual(await axeFindings(page), [])
  await page.getByRole('link', { name: 'Town news' }).click()
  await page.getByText(say('listen.sources.hours')).waitFor()
  await settled(page)
  await keepPicture(page, 'source', true)
  assert.deepEqual(await axeFindings(page), [])
})

test('a page is captured from the window that the bookmark opens, and stands on the sheet', { skip }, async () => {
  const { page, say, ask } = ada
  const found = new URLSearchParams({ url: 'https://talk.example/1', title: 'Talk', quote: 'Their coffee is cold' })
  await page.goto(`/capture?${found}`)
  assert.equal(await page.getByLabel(say('listen.capture.quote')).inputValue(), 'Their coffee is cold')
  await page.getByRole('radio', { name: say('listen.capture.tone.negative') }).check({ force: true })
  await settled(page)
  await keepPicture(page, 'capture-window', true)
  assert.deepEqual(await axeFindings(page), [])
  await button(ada, 'listen.capture.take').click()
  await page.getByText(say('listen.capture.taken')).waitFor()
  const path = `/api/brands/${brand.id}/listening/captures`
  await until('it is a mention', async () => (await ask<{ items: unknown[] }>('GET', path)).items.length === 1)
  await page.goto(at('/capture'))
  await page.getByText('Their coffee is cold').waitFor()
  const mark = await page.getByRole('link', { name: say('listen.capture.button.name') }).getAttribute('href')
  assert.ok(mark?.startsWith('javascript:') && decodeURIComponent(mark).includes(`${desk.origin}/capture`))
  await keepPicture(page, 'capture', true)
  assert.deepEqual(await axeFindings(page), [])
})

test('a file of mentions is shown with its bad rows before it is taken', { skip }, async () => {
  const { page, say } = ada
  await page.goto(at('/sources/new'))
  await page.getByRole('tab', { name: say('listen.sources.kind.import') }).click()
  const table = 'date,text,author,mood\n2026-11-20 10:00,Warm words,Ada,positive\nsoon,No day,Bo,negative\n'
  const file = { name: 'old.csv', mimeType: 'text/csv', buffer: Buffer.from(table) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText('Warm words').waitFor()
  await page.getByText(say('listen.import.row', { row: 2 })).waitFor()
  await settled(page)
  await keepPicture(page, 'import', true)
  assert.deepEqual(await axeFindings(page), [])
  await page.getByRole('button', { name: say('listen.import.take', { count: 1 }) }).click()
  await page.getByText(say('listen.import.done')).waitFor()
})

test('on a phone, in Ukrainian, nothing of it stands outside the screen', { skip }, async () => {
  await ada.ask('PATCH', '/api/me', { locale: 'uk' })
  const small = await arrive(browser, desk.origin, { ...phone, locale: 'uk' })
  await small.context.addCookies(await ada.context.cookies())
  for (const path of ['/sources', '/sources/new', '/capture']) {
    await small.page.goto(at(path))
    await small.page.getByRole('heading', { level: 1 }).waitFor()
    await settled(small.page)
    assert.deepEqual(await overflowing(small.page), [], path)
    await keepPicture(small.page, `phone${path.replaceAll('/', '-')}`, true)
  }
  assert.deepEqual([...ada.troubles, ...small.troubles], [])
})
