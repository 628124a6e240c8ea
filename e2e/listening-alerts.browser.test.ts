import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Brand, beginWithBrand, signIn } from './acts/enter.ts'
import { listenByInlet, tellInlet } from './acts/tell-inlet.ts'
import { arrive, type Person, phone } from './browser.ts'
import { axeFindings, overflowing } from './clear.ts'
import { keepPicture, openStage, type Stage, until } from './stage.ts'

const stage = await openStage()
const skip = 'absent' in stage && stage.absent
const { browser, desk } = stage as Stage

let brand: Brand
let ada: Person

before(async () => {
  if (skip) return
  ada = await arrive(browser, desk.origin)
  brand = await beginWithBrand(ada, 'Rila Coffee')
})

const at = () => `/brands/${brand.id}/listening/alerts`
const asked = <T>(of: string) => ada.ask<T>('GET', `/api/brands/${brand.id}/listening${of}`)

test('who is big is chosen by the brand, and what cannot be is said at its field', { skip }, async () => {
  const { page, say } = ada
  await page.goto(at())
  await page.getByRole('heading', { name: say('listen.alerts.none') }).waitFor()
  const followers = page.getByRole('textbox', { name: say('listen.alerts.bigFrom') })
  await followers.fill('5')
  await followers.press('Enter')
  await until('it is refused at the field', async () => (await followers.getAttribute('aria-invalid')) === 'true')
  await followers.fill('5000')
  await followers.press('Enter')
  await page.getByText(say('listen.alerts.saved'), { exact: true }).first().waitFor()
  assert.equal((await asked<{ bigFrom: number }>('/alert-settings')).bigFrom, 5_000)
  assert.deepEqual(await axeFindings(page), [])
})

test('a digest that is wanted says when it comes', { skip }, async () => {
  const { page, say } = ada
  const daily = page.getByRole('switch', { name: say('listen.alerts.daily') })
  await daily.focus()
  await page.keyboard.press('Space')
  await until('the digest is kept', async () => (await asked<{ nextAt: string | null }>('/digest')).nextAt !== null)
  await page.getByText(say('listen.alerts.nextAt', { moment: '' }).trim(), { exact: false }).waitFor()
})

test('somebody big who speaks of the brand is told at once, and leads to what they said', { skip }, async () => {
  const { page, say } = ada
  const inlet = await listenByInlet(ada, brand, 'rila NEAR/3 coffee')
  const author = { handle: '@vera', name: 'Vera Koleva', followers: 84_000 }
  await tellInlet(desk, inlet, [{ id: '1', text: 'Rila coffee is the best in Sofia', author }])
  const alarms = page.getByRole('list', { name: say('listen.alerts.alarms') })
  const alarm = alarms.getByRole('listitem').filter({ hasText: 'Vera Koleva' })
  await alarm.getByText('Rila coffee is the best in Sofia', { exact: false }).waitFor()
  await page.reload()
  await page.getByText(say('listen.alerts.not-judged'), { exact: false }).waitFor()
  await keepPicture(page, 'listening-alerts', true)
  const small = await arrive(browser, desk.origin, { ...phone, theme: 'dark', locale: 'uk' })
  await signIn(small)
  await small.page.goto(at())
  await small.page.getByText('Vera Koleva').first().waitFor()
  assert.deepEqual([await overflowing(small.page), await axeFindings(small.page)], [[], []])
  await keepPicture(small.page, 'listening-alerts-phone', true)
  await alarm.getByRole('link', { name: say('listen.alerts.openOne') }).click()
  await page
    .getByRole('article', { name: say('listen.mention') })
    .getByText('Vera Koleva')
    .first()
    .waitFor()
})
