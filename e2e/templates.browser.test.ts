import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Brand, beginWithBrand, connectPracticeByApi, signIn } from './acts/enter.ts'
import { heard, type Talk } from './acts/talk.ts'
import { arrive, type Person, phone } from './browser.ts'
import { axeFindings, overflowing } from './clear.ts'
import { keepPicture, openStage, type Stage, until } from './stage.ts'

const stage = await openStage()
const skip = 'absent' in stage && stage.absent
const { browser, desk } = stage as Stage
const network = 'whatsapp'
const hour = 3_600_000
/** They write only what they are asked to, and so reopen nothing by themselves before they were answered. */
const strangers = ['alice_turner_en', 'alice_okafor_en'] as const

let brand: Brand
let ada: Person
let talk: Talk

before(async () => {
  if (skip) return
  ada = await arrive(browser, desk.origin)
  brand = await beginWithBrand(ada, 'Rila Coffee')
  await connectPracticeByApi(ada, brand, [network])
  await ada.ask('PUT', `/api/brands/${brand.id}/inbox-settings`, { undoSeconds: 3, approveAuthors: false })
  talk = await writes(strangers[0], 'Tell me when my order is ready', 25)
})

/** Somebody of the practice network wrote that many hours ago, and it is delivered now. */
async function writes(person: string, text: string, hoursAgo: number): Promise<Talk> {
  const account = await until('the network delivers to the desk', async () => {
    const listening = await desk.lab.ask<{ network: string; account: string }[]>('GET', '/listening')
    return listening.find((one) => one.network === network)?.account
  })
  const at = new Date(Date.now() - hoursAgo * hour).toISOString()
  await desk.lab.ask('POST', '/messages', { network, account, person, text, at })
  return heard(ada, text)
}

const search = ({ page, say }: Person) => page.getByRole('textbox', { name: say('inbox.templates.search') })
const option = ({ page }: Person, name: string) => page.getByRole('option', { name: new RegExp(name) })
const blank = ({ page, say }: Person, number: number) =>
  page.getByRole('textbox', { name: say('inbox.template.blank', { number }), exact: true })
const preview = ({ page, say }: Person) => page.getByRole('region', { name: say('inbox.template.preview') })
const way = ({ page, say }: Person, one: string) =>
  page
    .getByRole('group', { name: say('inbox.way') })
    .getByRole('button', { name: say(`inbox.way.${one}`), exact: true })
const judged = async ({ page }: Person, name: string) => {
  await keepPicture(page, `12-templates-${name}`)
  assert.deepEqual([...(await axeFindings(page)), ...(await overflowing(page))], [], name)
}
const said = async (words: string) =>
  (await desk.lab.ledger()).filter((one) => one.network === network && one.text === words).length

/** What the desk refuses stands at the blank it is about, in its words, until something else is written there. */
async function aNoStandsAtItsBlank(): Promise<void> {
  const { page, say } = ada
  const second = blank(ada, 2)
  await page.route('**/replies', (route) => {
    const { template, ...rest } = route.request().postDataJSON()
    return route.continue({ postData: JSON.stringify({ ...rest, template: { ...template, values: ['Ana', ' '] } }) })
  })
  await page.keyboard.press('Control+Enter')
  const isRefused = async (one = second) => (await one.getAttribute('aria-invalid')) === 'true'
  await until('the blank is told to be wrong', isRefused)
  await page.unroute('**/replies')
  assert.equal(await isRefused(blank(ada, 1)), false)
  await page.getByText('Fill in this blank.').waitFor()
  await page.locator('input:focus[aria-invalid="true"]').waitFor()
  assert.equal(await page.getByText(say('inbox.reply.going')).count(), 0)
  await judged(ada, 'refused')
  await second.fill('1')
  await until('it is forgiven', async () => !(await isRefused()))
  await second.fill('17')
}

test('a day after somebody wrote only a template goes, and it is told why', { skip }, async () => {
  const { page, say } = ada
  await page.goto(`/inbox/${brand.id}/${talk.id}`)
  await option(ada, 'order_ready').waitFor()
  assert.equal(await way(ada, 'template').getAttribute('aria-pressed'), 'true')
  await page.getByText(say('inbox.barred.window')).waitFor()
  for (const name of ['order_receipt', 'spring_sale', 'holiday_hours'])
    assert.equal(await option(ada, name).getAttribute('aria-disabled'), 'true', name)
  await page.getByText(say('inbox.template.refused')).waitFor()
  await judged(ada, 'choose')
  await way(ada, 'public').click()
  assert.equal(await page.getByRole('textbox', { name: say('inbox.write'), exact: true }).count(), 0)
  await judged(ada, 'barred')
  await page.getByRole('button', { name: say('inbox.template.instead') }).click()
  await search(ada).waitFor()
})

test('it is found, filled in, taken back and sent again with the keyboard alone, and stands there once', {
  skip,
}, async () => {
  const { page, say } = ada
  const { keyboard } = page
  await page.reload()
  await option(ada, 'order_ready').waitFor()
  await keyboard.press('r')
  await keyboard.type('READY')
  await option(ada, 'back_in_stock').waitFor({ state: 'hidden' })
  await keyboard.press('Enter')
  await blank(ada, 1).waitFor()
  await keyboard.type('Ana')
  await keyboard.press('Tab')
  await keyboard.type('17')
  await preview(ada).getByText('Hello Ana, your order 17 is ready.').waitFor()
  await judged(ada, 'filled')
  await aNoStandsAtItsBlank()
  await page.reload()
  await until('a reload lost nothing', async () => (await blank(ada, 2).inputValue()) === '17')
  await keyboard.press('t')
  await keyboard.press('Control+Enter')
  await page.getByText(say('inbox.reply.going')).waitFor()
  await keyboard.press('z')
  await until('the values are back in the blanks', async () => (await blank(ada, 2).inputValue()) === '17')
  assert.equal(await said('Hello Ana, your order 17 is ready.'), 0)
  await blank(ada, 2).fill('18')
  await keyboard.press('Control+Enter')
  await until('it stands at the network', async () => (await said('Hello Ana, your order 18 is ready.')) === 1)
  await page.getByRole('article').getByText('Hello Ana, your order 18 is ready.').waitFor()
  await until('nothing waits to be sent', async () => (await blank(ada, 2).count()) === 0)
  assert.equal(await said('Hello Ana, your order 17 is ready.'), 0)
  await judged(ada, 'sent')
  assert.deepEqual(ada.troubles, [])
})

test('on a phone a template with named blanks is chosen by touch, and a silent network is told', { skip }, async () => {
  const olena = await arrive(browser, desk.origin, { locale: 'uk', ...phone, theme: 'dark' })
  await signIn(olena)
  await olena.ask('PATCH', '/api/me', { locale: 'uk', theme: 'dark' })
  const { page, say } = olena
  const later = await writes(strangers[1], 'And mine?', 25)
  const broken = { network, path: 'message_templates', act: 'status', status: 500, when: 'no-commit' }
  await desk.lab.ask('POST', '/faults', broken)
  await page.goto(`/inbox/${brand.id}/${later.id}`)
  const again = page.getByRole('button', { name: say('shell.error.again') })
  await again.waitFor()
  await judged(olena, 'phone-silent')
  await desk.lab.ask('DELETE', '/faults')
  await again.tap()
  await option(olena, 'back_in_stock').waitFor()
  await judged(olena, 'phone-choose')
  await option(olena, 'back_in_stock').tap()
  await page.getByRole('textbox', { name: 'first name', exact: true }).fill('Ана')
  await judged(olena, 'phone-fill')
  await page.getByRole('button', { name: say('inbox.template.other') }).tap()
  await search(olena).waitFor()
  await page.route('**/templates', (route) =>
    route.fulfill({ json: { items: [], more: false, madeAt: 'https://x.example/' } }),
  )
  await page.reload()
  await page.getByRole('heading', { name: say('inbox.templates.none') }).waitFor()
  await judged(olena, 'phone-none')
  assert.deepEqual(olena.troubles, [])
  await olena.context.close()
})
