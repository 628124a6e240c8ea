import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Brand, beginWithBrand, connectPracticeByApi } from './acts/enter.ts'
import { heard, publish, type Talk } from './acts/talk.ts'
import { arrive, type Looks, type Person, phone } from './browser.ts'
import { axeFindings, overflowing, settled } from './clear.ts'
import { keepPicture, openStage, type Stage, until } from './stage.ts'

const stage = await openStage()
const skip = 'absent' in stage && stage.absent
const { browser, desk } = stage as Stage
const network = 'bluesky'

let ada: Person
let brand: Brand
let post: string

before(async () => {
  if (skip) return
  ada = await arrive(browser, desk.origin)
  brand = await beginWithBrand(ada, 'Rila Coffee')
  const [account] = await connectPracticeByApi(ada, brand, [network])
  post = await publish(ada, desk, brand, account?.id ?? '')
})

const at = (path: string) => `/brands/${brand.id}/rules${path}`
const speak = (text: string) => desk.lab.ask('POST', '/comments', { network, objectId: post, text })
const button = ({ page, say }: Person, key: string, values?: Record<string, string | number>) =>
  page.getByRole('button', { name: say(key, values), exact: true })

async function labelsOf(talk: Talk): Promise<string[]> {
  const path = `/api/brands/${brand.id}/conversations/${talk.id}`
  return (await ada.ask<{ labels: string[] }>('GET', path)).labels
}

test('a rule is written, tried on the past, hits a masked word, and what it did is undone', { skip }, async () => {
  const { page, say } = ada
  await speak('What a load of sh1t')
  await speak('A lovely morning cup')
  await heard(ada, 'What a load')
  await heard(ada, 'A lovely')
  await page.goto(at(''))
  await page.getByRole('link', { name: say('rules.starter.rude') }).click()
  await button(ada, 'rules.dropAction', { name: say('rules.do.hide') }).click()
  await button(ada, 'rules.addAction').click()
  await page.getByRole('menuitem', { name: say('rules.do.label') }).click()
  const label = page.getByRole('textbox', { name: say('service.label.add') })
  await label.fill('Rude')
  await label.press('Enter')
  await button(ada, 'rules.dryRun.start').click()
  await page.locator('mark', { hasText: 'sh1t' }).waitFor()
  await page.getByText('A lovely morning cup').waitFor()
  assert.deepEqual(await axeFindings(page), [])
  await keepPicture(page, '9-rules-editor', true)
  await button(ada, 'ui.save').click()
  await page.getByRole('heading', { name: say('rules.list'), level: 1 }).waitFor()
  await speak('Т0tаl f.u.c.k-up')
  for (let n = 0; n < 10; n++) await speak(`${n} Another cup of the same`)
  const masked = await heard(ada, 'Т0tаl')
  await until('the rule hit', async () => (await labelsOf(masked)).includes('Rude'))
  await page.goto(at('/hits'))
  await page.locator('mark', { hasText: 'f.u.c.k' }).waitFor()
  assert.deepEqual(await axeFindings(page), [])
  await keepPicture(page, '9-rules-hits')
  await button(ada, 'ui.undo').first().click()
  await until('the label is gone', async () => (await labelsOf(masked)).length === 0)
  await page.getByText(say('rules.undoneBadge', { what: say('rules.did.label', { what: 'Rude' }) })).waitFor()
  assert.deepEqual(ada.troubles, [])
})

test('a rule without a condition is refused where the condition belongs, one that hits everything asks first', {
  skip,
}, async () => {
  await heard(ada, '9 Another')
  const { page, say } = ada
  await page.goto(at('/new'))
  await page.getByRole('textbox', { name: say('rules.name') }).fill('Everything')
  await button(ada, 'rules.addAction').click()
  await page.getByRole('menuitem', { name: say('rules.do.priority') }).click()
  await button(ada, 'ui.save').click()
  await page.getByRole('alert').getByText(say('rules.noCondition')).first().waitFor()
  await button(ada, 'rules.addCondition').click()
  await page.getByRole('menuitem', { name: say('rules.kind.length') }).click()
  await page.getByRole('textbox', { name: say('rules.least'), exact: true }).fill('1')
  await button(ada, 'ui.save').click()
  const question = page.getByRole('alertdialog')
  await question.waitFor()
  assert.deepEqual(await axeFindings(page, true), [])
  await question.getByRole('button', { name: say('rules.wide.act') }).click()
  await page.getByRole('heading', { name: say('rules.list'), level: 1 }).waitFor()
  assert.deepEqual(ada.troubles, [])
})

test('rules are put in order by the keyboard alone', { skip }, async () => {
  const { page, say } = ada
  await page.goto(at(''))
  const names = () =>
    page
      .getByRole('grid', { name: say('rules.list') })
      .locator('h2 bdi')
      .allTextContents()
  const [first = '', second = ''] = await until('two rules stand there', async () => {
    const all = await names()
    return all.length > 1 && all
  })
  await keepPicture(page, '9-rules-list')
  const firstAtDesk = async () => {
    const { items } = await ada.ask<{ items: { name: string }[] }>('GET', `/api/brands/${brand.id}/rules`)
    return items[0]?.name
  }
  const label = () => page.evaluate<string>(`document.activeElement?.getAttribute('aria-label') ?? ''`)
  const press = (key: string, wanted: string) =>
    until(`“${wanted}” is reached`, async () => {
      const isThere = (await label()).includes(wanted)
      if (!isThere) await page.keyboard.press(key)
      return isThere
    })
  const walkTo = async (rule: string, button: string) => {
    await page.getByRole('link', { name: say('rules.words'), exact: true }).focus()
    for (const key of ['Tab', 'Home']) await page.keyboard.press(key)
    await press('ArrowDown', rule)
    await press('Tab', button)
  }
  await walkTo(first, say('rules.down', { name: first }))
  await page.keyboard.press('Enter')
  await until('they changed places', async () => (await names())[0] === second)
  await until('the desk knows that they did', async () => (await firstAtDesk()) === second)
  await settled(page)
  assert.equal(await label(), say('rules.down', { name: first }), 'the button goes along and keeps the focus')
  await walkTo(second, say('rules.drag', { name: second }))
  await page.keyboard.press('Enter')
  const isCarried = `document.activeElement?.hasAttribute('aria-roledescription')`
  await until('it is carried', () => page.evaluate<boolean>(isCarried))
  await press('ArrowDown', `after ${first}`)
  await page.keyboard.press('Enter')
  await until('carried by keys, they changed back', async () => (await names())[0] === first)
  await until('the desk knows that too', async () => (await firstAtDesk()) === first)
  assert.deepEqual(ada.troubles, [])
})

test('stop-words are tried, taken out and added', { skip }, async () => {
  const { page, say } = ada
  await page.goto(at('/words'))
  await page.getByRole('textbox', { name: say('rules.try.text') }).fill('W-T-F, мoonbеam!')
  await button(ada, 'rules.try.act').click()
  await page.locator('mark', { hasText: 'W-T-F' }).waitFor()
  await page.getByRole('textbox', { name: say('rules.ownWords') }).fill('ab\nmoonbeam*')
  await button(ada, 'ui.save').click()
  await page
    .getByRole('alert')
    .getByText(say('rules.wordTooShort', { most: 60 }))
    .waitFor()
  await page.getByRole('textbox', { name: say('rules.ownWords') }).fill('moonbeam*')
  await button(ada, 'ui.save').click()
  await page.getByText(say('rules.wordsSaved')).waitFor()
  await button(ada, 'rules.try.act').click()
  await page.locator('mark', { hasText: 'мoonbеam' }).waitFor()
  await page
    .getByRole('button', { name: /^(Show|Hide)/ })
    .nth(1)
    .click()
  assert.deepEqual(await axeFindings(page), [])
  await keepPicture(page, '9-rules-words', true)
  assert.deepEqual(ada.troubles, [])
})

const looks: Looks[] = [
  { locale: 'uk', theme: 'dark' },
  { locale: 'sv', theme: 'light', ...phone },
]
for (const look of looks)
  test(`axe finds nothing and nothing sticks out: ${look.locale}, ${look.theme}, ${look.width ? 'phone' : 'desktop'}`, {
    skip,
  }, async () => {
    const person = await arrive(browser, desk.origin, look)
    await person.ask('POST', '/api/session', { email: 'ada@example.com', password: 'a sentence one remembers' })
    await person.ask('PATCH', '/api/me', { locale: look.locale })
    const { items } = await ada.ask<{ items: { id: string }[] }>('GET', `/api/brands/${brand.id}/rules`)
    for (const path of ['', '/hits', '/words', '/new', `/${items[0]?.id}`]) {
      await person.page.goto(at(path))
      await person.page.getByRole('heading', { level: 1 }).waitFor()
      assert.deepEqual(await axeFindings(person.page), [], path)
      assert.deepEqual(await overflowing(person.page), [], path)
      await keepPicture(person.page, `9-rules-${look.locale}${path.slice(0, 6).replaceAll('/', '_')}`, true)
    }
    await person.context.close()
  })
