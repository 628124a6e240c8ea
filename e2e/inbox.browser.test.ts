import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Route } from 'playwright-core'
import { type Brand, beginWithBrand, connectPracticeByApi, joinAs, signIn } from './acts/enter.ts'
import { goBy } from './acts/keys.ts'
import { heard, publish, type Talk } from './acts/talk.ts'
import { arrive, type Person, phone } from './browser.ts'
import { axeFindings, overflowing, settled } from './clear.ts'
import { keepPicture, openStage, type Stage, until } from './stage.ts'

const stage = await openStage()
const skip = 'absent' in stage && stage.absent
const { browser, desk } = stage as Stage
const network = 'bluesky'

const questions = { decaf: 'Do you roast decaf as well?', sunday: 'Is the shop open on Sunday?' }
const hostile = `Look <img src=x onerror="document.title='taken'"><script>document.title='taken'</script> \u202eРъка ${'\u200b'.repeat(400)}${'дълго'.repeat(12)}`

/** A face that would act if it were more than a picture. */
const hostileFace = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" onload="fetch('/taken')">
  <script>top.document.title='taken';fetch('/taken')</script><image href="/taken" width="9" height="9"/>
  <rect width="64" height="64" fill="#b00"/></svg>`

let brand: Brand
let ada: Person
let talks: { decaf: Talk; sunday: Talk; hostile: Talk }

before(async () => {
  if (skip) return
  ada = await arrive(browser, desk.origin)
  brand = await beginWithBrand(ada, 'Rila Coffee')
  const [account] = await connectPracticeByApi(ada, brand, [network])
  await ada.ask('PUT', `/api/brands/${brand.id}/inbox-settings`, { undoSeconds: 5, approveAuthors: false })
  const post = await publish(ada, desk, brand, account?.id ?? '')
  for (const text of [questions.decaf, questions.sunday, hostile])
    await desk.lab.ask('POST', '/comments', { network, objectId: post, text })
  talks = {
    decaf: await heard(ada, questions.decaf),
    sunday: await heard(ada, questions.sunday),
    hostile: await heard(ada, 'Look '),
  }
})

const answerField = ({ page, say }: Person) => page.getByRole('textbox', { name: say('inbox.write'), exact: true })
const rowOf = ({ page }: Person, id: string) => page.locator(`[data-conversation="${id}"]`)

/** What the brand has said at the network, and how often. */
async function answersThere(words: string): Promise<number> {
  const made = (await desk.lab.ledger()).filter((one) => JSON.stringify(one).includes(words))
  return new Set(made.map((one) => one.objectId)).size
}

test('a shopper’s question is found, answered, taken back and answered again, with the keyboard alone', {
  skip,
}, async () => {
  const question = talks.decaf
  const { page, say } = ada
  const { keyboard } = page
  await page.goto(`/brands/${brand.id}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await goBy(ada, 'i')
  await rowOf(ada, question.id).waitFor()
  await keyboard.press('/')
  await keyboard.type('roast DECAF')
  await page.locator('mark').first().waitFor()
  await keyboard.press('Enter')
  await keyboard.press('Enter')
  await answerField(ada).waitFor()
  await keyboard.press('r')
  await keyboard.type('We do, every Thursday.')
  await page.route('**/replies', async (route) => {
    const answer = await route.fetch()
    await pause(1_500)
    await route.fulfill({ response: answer })
  })
  await keyboard.press('Control+Enter')
  // The live line may tell of an answer before the desk's word on it has come.
  await page.getByText(say('inbox.reply.going')).waitFor()
  await keyboard.press('Escape')
  await keyboard.press('z')
  await keepPicture(page, '8-inbox-undone')
  await until(
    'the words are back in the box',
    async () => (await answerField(ada).inputValue()) === 'We do, every Thursday.',
  )
  await page.unrouteAll({ behavior: 'wait' })
  await page.reload()
  await until('a reload lost nothing', async () => (await answerField(ada).inputValue()) === 'We do, every Thursday.')
  assert.deepEqual(await axeFindings(page), [])
  await keepPicture(page, '8-inbox-answering')
  await keyboard.press('r')
  await keyboard.press('Control+Enter')
  await until('the answer stands at the network', async () => (await answersThere('We do, every Thursday.')) === 1)
  await keyboard.press('Escape')
  await keyboard.press('e')
  await until('it is done', async () => {
    const { state } = await ada.ask<{ state: string }>('GET', `/api/brands/${brand.id}/conversations/${question.id}`)
    return state === 'done'
  })
  assert.equal(await answersThere('We do, every Thursday.'), 1)
  assert.deepEqual(ada.troubles, [])
})

test('a press that comes before the desk is ready is kept: each answer goes once, and words written on stay', {
  skip,
}, async () => {
  const { page } = ada
  const { keyboard } = page
  const late = (ms: number) => async (route: Route) => {
    await pause(ms)
    await route.continue()
  }
  await page.route('**/timeline*', late(1_500))
  await page.route('**/replies', late(1_000))
  await page.goto(`/inbox/${brand.id}/${talks.decaf.id}`)
  await answerField(ada).fill('One more word.')
  await keyboard.press('Control+Enter')
  await until('it stands at the network', async () => (await answersThere('One more word.')) === 1)
  await until('the field is empty', async () => (await answerField(ada).inputValue()) === '')
  await answerField(ada).fill('We roast on Thursdays.')
  const sending = page.waitForRequest('**/replies')
  await keyboard.press('Control+Enter')
  await keyboard.press('Control+Enter')
  await sending
  await keyboard.type(' And on Sundays.')
  await keyboard.press('Control+Enter')
  await keyboard.type(' Some')
  await until('both stand at the network', async () => {
    const [first, second] = [await answersThere('We roast on Thursdays.'), await answersThere('And on Sundays.')]
    return first === 1 && second === 1
  })
  await until('what was written on stayed', async () => (await answerField(ada).inputValue()) === 'Some')
  assert.equal(await answersThere('Thursdays. And'), 0)
  assert.equal(await answersThere('One more word.'), 1)
  await page.unrouteAll({ behavior: 'wait' })
  await answerField(ada).fill('')
  assert.deepEqual(ada.troubles, [])
})

test('two agents at two browsers answer a shopper once, and neither without knowing of the other', {
  skip,
}, async () => {
  const boris = await arrive(browser, desk.origin)
  await joinAs(ada, boris, brand, { name: 'Boris Ivanov', email: 'boris@example.com', role: 'author' })
  const question = talks.sunday
  for (const one of [ada, boris]) {
    await one.page.goto(`/inbox/${brand.id}/${question.id}`)
    await answerField(one).waitFor()
  }
  await answerField(boris).pressSequentially('It is, from nine.')
  await ada.page.getByText(ada.say('inbox.typing', { names: 'Boris Ivanov', count: 1 })).waitFor()
  await answerField(ada).fill('Yes, come at nine.')
  await answerField(ada).press('Control+Enter')
  const warning = ada.page.getByRole('alertdialog', { name: ada.say('inbox.collision') })
  await warning.getByText('Boris Ivanov').waitFor()
  assert.deepEqual(await axeFindings(ada.page, true), [])
  await keepPicture(ada.page, '8-inbox-collision')
  await warning.getByRole('button', { name: ada.say('ui.cancel') }).click()
  await answerField(ada).fill('')
  await boris.page.getByText(boris.say('inbox.typing', { names: 'Ada Ilieva', count: 1 })).waitFor({ state: 'hidden' })
  await answerField(boris).press('Control+Enter')
  await until('Boris has answered', async () => (await answerField(boris).inputValue()) === '')
  await ada.page.getByText('It is, from nine.').first().waitFor()
  await until('it stands at the network', async () => (await answersThere('It is, from nine.')) === 1)
  assert.equal(await answersThere('Yes, come at nine.'), 0)
  assert.deepEqual([...ada.troubles, ...boris.troubles], [])
  await boris.context.close()
})

test('on a phone, in Ukrainian, words meant to do harm are only words, and the way back leads to the list', {
  skip,
}, async () => {
  const olena = await arrive(browser, desk.origin, { locale: 'uk', ...phone })
  await signIn(olena)
  await olena.ask('PATCH', '/api/me', { locale: 'uk' })
  const { page, say } = olena
  const taken: string[] = []
  await page.route('**/taken', (route) => {
    taken.push(route.request().url())
    return route.abort()
  })
  await page.route('**/avatars/**', (route) => route.fulfill({ contentType: 'image/svg+xml', body: hostileFace }))
  await page.goto('/inbox')
  const said = talks.hostile
  await rowOf(olena, said.id).waitFor()
  assert.deepEqual([...(await axeFindings(page)), ...(await overflowing(page))], [])
  await keepPicture(page, '8-inbox-phone-list')
  await rowOf(olena, said.id).getByRole('link').tap()
  await answerField(olena).waitFor()
  await page.getByRole('article').getByText('onerror').first().waitFor()
  await settled(page)
  assert.deepEqual([...(await axeFindings(page)), ...(await overflowing(page))], [])
  await keepPicture(page, '8-inbox-phone-conversation')
  assert.equal(await page.locator('article img[src="x"]').count(), 0)
  assert.ok(!(await page.title()).includes('taken'))
  const width = () => page.evaluate<number>(`document.querySelector('article img[src*="/avatars/"]')?.naturalWidth`)
  await until('the face is drawn', async () => (await width()) === 64)
  assert.deepEqual(taken, [])
  await answerField(olena).fill('Дякуємо')
  await page.goBack()
  await page.getByRole('heading', { level: 2 }).first().waitFor({ state: 'hidden' })
  await rowOf(olena, said.id).getByRole('link').tap()
  await until('the draft was kept', async () => (await answerField(olena).inputValue()) === 'Дякуємо')
  await page.getByRole('button', { name: say('inbox.back') }).tap()
  await rowOf(olena, said.id).waitFor()
  assert.deepEqual(olena.troubles, [])
  await olena.context.close()
})
