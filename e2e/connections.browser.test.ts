import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillWay, openNetwork } from './acts/connect.ts'
import { type Account, type Brand, beginWithBrand } from './acts/enter.ts'
import { arrive, type Person, phone } from './browser.ts'
import { axeFindings, overflowing } from './clear.ts'
import { keepPicture, openStage, type Stage } from './stage.ts'

const stage = await openStage()
const skip = 'absent' in stage && stage.absent

const accountsOf = async (person: Person, brand: Brand) =>
  (await person.ask<{ items: Account[] }>('GET', `/api/brands/${brand.id}/accounts`)).items

test('a person says no at the network, then yes, and connects the account again with one press', { skip }, async () => {
  const { browser, desk } = stage as Stage
  const ada = await arrive(browser, desk.origin)
  const { page, say } = ada
  const brand = await beginWithBrand(ada, 'Rila Coffee')
  await desk.lab.ask('POST', '/accounts', { network: 'mastodon', name: 'Rila Coffee', handle: 'rila' })

  const leave = async () => {
    await fillWay(ada, brand, 'Mastodon', /Sign in/, [`${desk.lab.origin}/mastodon`])
    await page.getByRole('button', { name: say('accounts.connect.leave', { network: 'Mastodon' }) }).click()
  }
  await leave()
  await page.getByRole('button', { name: 'Deny' }).click()
  await page.getByText(say('brand.connect.denied', { network: 'Mastodon' })).waitFor()
  assert.equal(new URL(page.url()).search, '', 'what came back stays in the address bar')
  assert.deepEqual(await accountsOf(ada, brand), [])

  await leave()
  await page.getByRole('button', { name: 'Authorize' }).click()
  await page.getByRole('heading', { name: say('accounts.connected.title', { count: 1 }) }).waitFor()
  const [account] = await accountsOf(ada, brand)
  await page.goto(`/brands/${brand.id}/accounts/${account?.id}`)
  await page.getByText(say('accounts.health.connected'), { exact: true }).waitFor()
  await keepPicture(page, '6-account', true)

  await page.getByRole('button', { name: say('accounts.reconnect') }).click()
  await page.getByRole('button', { name: 'Authorize' }).click()
  await page.getByRole('heading', { name: say('accounts.connected.title', { count: 1 }) }).waitFor()
  assert.deepEqual(
    (await accountsOf(ada, brand)).map((one) => one.id),
    [account?.id],
  )
  assert.deepEqual(ada.troubles, [])
  await ada.context.close()
})

test('an owner gives the keys of an app, by keyboard, and is never shown them again', { skip }, async () => {
  const { browser, desk } = stage as Stage
  const ada = await arrive(browser, desk.origin)
  const { page, say } = ada
  const brand = await beginWithBrand(ada, 'Rila Tea')
  await page.goto(`/brands/${brand.id}/accounts/connect`)
  await page.getByRole('searchbox', { name: say('accounts.connect.search') }).focus()
  await page.keyboard.type('linked')
  await page
    .getByRole('status')
    .getByText(say('accounts.connect.found', { count: 1 }))
    .waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: say('accounts.app.title', { network: 'LinkedIn' }) }).waitFor()
  const redirect = page.getByRole('textbox', { name: say('accounts.guide.redirect') })
  assert.equal(await redirect.inputValue(), `${desk.origin}/connect/return`)
  await redirect
    .locator('..')
    .getByRole('button', { name: say('ui.copy') })
    .press('Enter')
  assert.equal(await page.evaluate('navigator.clipboard.readText()'), `${desk.origin}/connect/return`)

  const keys = page.locator('form input')
  for (const [at, value] of ['desk-at-linkedin', 'very-secret'].entries()) await keys.nth(at).fill(value)
  await keys.nth(1).press('Enter')
  await page.getByText(say('accounts.app.ready'), { exact: true }).waitFor()
  const leave = page.getByRole('button', { name: say('accounts.connect.leave', { network: 'LinkedIn' }) })
  await leave.waitFor()
  await page.getByRole('button', { name: say('accounts.app.change') }).click()
  assert.deepEqual(await page.locator('form').first().locator('input').evaluateAll(valuesOf), ['', ''])
  assert.ok(!JSON.stringify(await ada.ask('GET', '/api/networks')).includes('very-secret'))
  await ada.context.close()
})

const valuesOf = (inputs: unknown[]) => inputs.map((one) => (one as { value: string }).value)

test('of the accounts that one sign-in opens a person at a phone chooses one', { skip }, async () => {
  const { browser, desk } = stage as Stage
  const ada = await arrive(browser, desk.origin, { ...phone, theme: 'dark', locale: 'uk' })
  const { page, say } = ada
  const brand = await beginWithBrand(ada, 'Rila Cocoa')
  await ada.ask('PATCH', '/api/me', { locale: 'uk' })
  await openNetwork(ada, brand, 'LinkedIn')
  await page.getByRole('button', { name: say('accounts.practice.act', { network: 'LinkedIn' }) }).click()
  await page.getByRole('heading', { name: say('accounts.choose.title') }).waitFor()
  const offered = page.getByRole('list', { name: say('accounts.title') }).getByRole('checkbox')
  assert.ok((await offered.count()) > 1)
  assert.ok(
    await page.getByRole('button', { name: say('accounts.choose.act', { count: 0 }), exact: true }).isDisabled(),
  )
  assert.deepEqual([...(await axeFindings(page)), ...(await overflowing(page))], [])
  await page
    .getByRole('list', { name: say('accounts.title') })
    .locator('label')
    .first()
    .click()
  await keepPicture(page, '6-choose', true)
  await page.getByRole('button', { name: say('accounts.choose.act', { count: 1 }), exact: true }).click()
  await page.getByRole('heading', { name: say('accounts.connected.title', { count: 1 }) }).waitFor()
  assert.equal((await accountsOf(ada, brand)).length, 1)
  assert.deepEqual(ada.troubles, [])
  await ada.context.close()
})
