import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Brand, beginWithBrand } from './acts/enter.ts'
import { arrive, type Looks, type Person, phone } from './browser.ts'
import { axeFindings, overflowing } from './clear.ts'
import { keepPicture, openStage, type Stage, until } from './stage.ts'

const stage = await openStage()
const skip = 'absent' in stage && stage.absent
const { browser, desk } = stage as Stage

let ada: Person
let brand: Brand

before(async () => {
  if (skip) return
  ada = await arrive(browser, desk.origin)
  brand = await beginWithBrand(ada, 'Rila')
})

type Topic = { id: string; name: string; queries: { id: string; text: string; version: number }[] }
const at = (path: string) => `/brands/${brand.id}/listening/queries${path}`
const topics = async () => (await ada.ask<{ items: Topic[] }>('GET', `/api/brands/${brand.id}/listening/topics`)).items
const button = ({ page, say }: Person, key: string, values?: Record<string, string | number>) =>
  page.getByRole('button', { name: say(key, values), exact: true })
const textOf = ({ page, say }: Person) => page.getByRole('textbox', { name: say('queries.text'), exact: true })

test('a newcomer listens for the brand at one press, errs, presses the mend, sees the forms and saves', {
  skip,
}, async () => {
  const { page, say } = ada
  for (const [n, quote] of ['Рила, кафето ви е много добро!', 'Рила е планина'].entries())
    await ada.ask('POST', `/api/brands/${brand.id}/listening/captures`, { url: `https://said.example/${n}`, quote })
  await page.goto(at(''))
  await page.getByRole('heading', { name: say('queries.none') }).waitFor()
  await keepPicture(page, '12-queries-none')
  await button(ada, 'queries.listenFor', { name: 'Rila' }).click()
  await textOf(ada).waitFor()
  assert.ok((await textOf(ada).inputValue()).includes('рила'), 'the first query has both alphabets')
  await textOf(ada).fill('(Rila OR кафе NEAR/x добро')
  await page.getByText(say('listening.query.openBracket')).waitFor()
  await keepPicture(page, '12-queries-wrong')
  await button(ada, 'queries.mend.write', { text: 'NEAR/5' }).click()
  await textOf(ada).press('Alt+Enter')
  await until('it is mended', async () => (await textOf(ada).inputValue()) === '(Rila OR кафе NEAR/5 добро)')
  await page.getByText('кафето', { exact: false }).first().waitFor()
  await page.getByRole('tab', { name: `${say('queries.preview.kept')} · 1`, exact: true }).click()
  await page.locator('mark', { hasText: 'кафето' }).waitFor()
  await page.getByRole('tab', { name: say('queries.forms') }).click()
  await button(ada, 'queries.spellings.add', { word: 'рила' }).click()
  await until('it is also spelled so', async () => (await textOf(ada).inputValue()).includes('Rila OR рила'))
  await button(ada, 'ui.save').click()
  await page.getByText(say('queries.saved')).waitFor()
  const [topic] = await topics()
  assert.deepEqual(
    topic?.queries.map((one) => [one.text, one.version]),
    [['(Rila OR рила OR кафе NEAR/5 добро)', 2]],
  )
  await button(ada, 'queries.versions.show', { count: 2 }).click()
  await button(ada, 'queries.compare').click()
  await page
    .getByText(say('queries.same', { version: 1 }))
    .last()
    .waitFor()
  assert.deepEqual(await axeFindings(page), [])
  await button(ada, 'queries.back.start').click()
  await page.getByText(say('queries.back.found', { of: 0 })).waitFor()
  await keepPicture(page, '12-queries-editor', true)
  assert.deepEqual(ada.troubles, [])
})

test('what cannot be read is refused to a script as well, at its characters and with the mend', { skip }, async () => {
  const said = { kind: 'topic', name: 'Tea', queries: [{ name: 'Tea', text: '(tea' }] }
  const made = ada.ask('POST', `/api/brands/${brand.id}/listening/topics`, said)
  await assert.rejects(made, /"path":"queries.0.text".*"at":{"from":0,"to":1},"mend":{"from":4,"to":4,"text":"\)"}/)
})

test('the same query is built of blocks by the keyboard alone, and is not lost when a colleague saves another', {
  skip,
}, async () => {
  const { page, say } = ada
  await page.getByRole('tab', { name: say('queries.way.blocks') }).click()
  const words = page.getByRole('textbox', { name: say('queries.words'), exact: true })
  await words.first().waitFor()
  await button(ada, 'queries.add.words').first().focus()
  await page.keyboard.press('Enter')
  await until('the new field has the focus', () => page.evaluate<boolean>(`document.activeElement?.value === ''`))
  await page.keyboard.type('flat white')
  assert.deepEqual(await axeFindings(page), [])
  await keepPicture(page, '12-queries-blocks', true)
  await page.getByRole('tab', { name: say('queries.way.text') }).click()
  assert.equal(await textOf(ada).inputValue(), 'Rila OR рила OR кафе NEAR/5 добро OR "flat white"')
  const query = (await topics())[0]?.queries[0]
  const path = `/api/brands/${brand.id}/listening/queries/${query?.id}`
  await ada.ask('PATCH', path, { version: query?.version, name: 'Rila everywhere' })
  await button(ada, 'queries.overtaken.take').click()
  assert.equal(
    await textOf(ada).inputValue(),
    '(Rila OR рила OR кафе NEAR/5 добро)',
    'their words are taken when asked for',
  )
})

test('a query of another tool is pasted, recognised and taken over with what it lost', { skip }, async () => {
  const { page, say } = ada
  await button(ada, 'queries.help').click()
  await page.getByText(say('queries.help.loose')).waitFor()
  await keepPicture(page, '12-queries-help')
  await page.keyboard.press('Escape')
  await textOf(ada).fill('')
  const foreign = '({BT} NEAR/5 outage) AND authorGender:F'
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(foreign)})`)
  await textOf(ada).press('Control+V')
  await page.getByText(say('queries.pasted', { vendor: 'Brandwatch' })).waitFor()
  await keepPicture(page, '12-queries-pasted')
  await button(ada, 'queries.paste.use').click()
  await until('it is in our language', async () => (await textOf(ada).inputValue()) === '=BT NEAR/5 !outage')
  await button(ada, 'ui.save').click()
  await until('it is saved', async () => (await topics())[0]?.queries[0]?.version === 4)
  assert.deepEqual(ada.troubles, [])
})

const looks: Looks[] = [
  { locale: 'uk', theme: 'dark' },
  { locale: 'bg', theme: 'light', ...phone },
]
for (const look of looks)
  test(`axe finds nothing and nothing sticks out: ${look.locale}, ${look.theme}, ${look.width ? 'phone' : 'desktop'}`, {
    skip,
  }, async () => {
    const person = await arrive(browser, desk.origin, look)
    await person.ask('POST', '/api/session', { email: 'ada@example.com', password: 'a sentence one remembers' })
    await person.ask('PATCH', '/api/me', { locale: look.locale })
    const long = 'Непротивоконституционствувателствувайте'
    const kind = look.width ? 'competitor' : 'person'
    const queries = [{ name: long.repeat(3), text: `${long.toLowerCase()} NOT ("a b"~3 OR !${long}) <<< ${long} >>>` }]
    const made = await person.ask<Topic>('POST', `/api/brands/${brand.id}/listening/topics`, {
      ...{ kind, name: `${long} ${long}`, queries },
    })
    for (const path of [...(look.width ? [''] : []), `/${made.queries[0]?.id}`]) {
      await person.page.goto(at(path))
      const shown = path
        ? person.page.getByRole('tab', { name: person.say('queries.forms') })
        : person.page.getByText(long)
      await shown.first().waitFor()
      assert.deepEqual(await axeFindings(person.page), [], path)
      assert.deepEqual(await overflowing(person.page), [], path)
      await keepPicture(person.page, `12-queries-${look.locale}${path && '-one'}`, true)
    }
    await person.context.close()
  })
