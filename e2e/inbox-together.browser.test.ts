import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Interaction } from '../networks/contract.ts'
import { answerField, button, madeThere, messageOf, openTalk, untilThere } from './acts/answer.ts'
import { type Account, type Brand, beginWithBrand, connectPracticeByApi, joinAs } from './acts/enter.ts'
import { publishOn, speakAll, type Talk } from './acts/talk.ts'
import { tell } from './acts/tell.ts'
import { arrive, type Person } from './browser.ts'
import { axeFindings } from './clear.ts'
import { keepPicture, openStage, type Stage, until } from './stage.ts'

const stage = await openStage({ wired: true })
const skip = 'absent' in stage && stage.absent
const { browser, desk } = stage as Stage
const network = 'bluesky'

const questions = {
  open: 'When do you open on Monday?',
  gone: 'Is there still some of the Ethiopian left?',
  milk: 'Do you have oat milk?',
  dogs: 'Are dogs welcome inside?',
  cards: 'Do you take cards?',
  gift: 'Can a bag be wrapped as a gift?',
}

let brand: Brand
let ada: Person
let boris: Person
let account: Account
let post: string
let talks: Record<keyof typeof questions, Talk>

before(async () => {
  if (skip) return
  ada = await arrive(browser, desk.origin)
  boris = await arrive(browser, desk.origin)
  brand = await beginWithBrand(ada, 'Rila Coffee')
  const accounts = await connectPracticeByApi(ada, brand, [network])
  account = accounts[0] as Account
  await joinAs(ada, boris, brand, { name: 'Boris Ivanov', email: 'boris@example.com', role: 'author' })
  await settle({ approveAuthors: true })
  post = (await publishOn(ada, desk, brand, accounts))[network] ?? ''
  const said = Object.values(questions).map((text) => ({ network, objectId: post, text }))
  const heard = await speakAll(ada, desk, said)
  talks = Object.fromEntries(Object.keys(questions).map((name, at) => [name, heard[at]])) as typeof talks
})

const settle = (more: { approveAuthors: boolean }) =>
  ada.ask('PUT', `/api/brands/${brand.id}/inbox-settings`, { undoSeconds: 0, ...more })
const sendKeys = 'Control+Enter'

test('an author’s answer waits for an editor, is sent back with a reason, written anew, agreed to, and goes out once', {
  skip,
}, async () => {
  await openTalk(boris, talks.open)
  await answerField(boris).fill('We open at nin.')
  await button(boris, 'inbox.send.approval').click()
  await messageOf(boris, 'We open at nin.').getByText(boris.say('inbox.reply.waiting-approval')).waitFor()
  await ada.page.goto('/notices')
  await ada.page.getByText('Boris Ivanov asks you').first().click()
  const asked = messageOf(ada, 'We open at nin.')
  await button(ada, 'inbox.reply.sendBack', asked).click()
  const dialog = ada.page.getByRole('dialog', { name: ada.say('inbox.reply.sendBack') })
  await dialog.getByRole('textbox').fill('It is nine, with an e.')
  await keepPicture(ada.page, '8-inbox-send-back')
  await button(ada, 'inbox.reply.sendBack', dialog).click()
  const returned = messageOf(boris, 'It is nine, with an e.')
  await keepPicture(boris.page, '8-inbox-sent-back')
  await button(boris, 'inbox.reply.again', returned).click()
  await until('his words are back', async () => (await answerField(boris).inputValue()) === 'We open at nin.')
  await answerField(boris).fill('We open at nine.')
  await answerField(boris).press(sendKeys)
  await button(ada, 'inbox.reply.approve', messageOf(ada, 'We open at nine.')).dblclick()
  await untilThere(desk, 'We open at nine.')
  const sent = messageOf(boris, 'We open at nine.')
  await sent.getByText(boris.say('inbox.reply.approvedBy', { name: 'Ada Ilieva' })).waitFor()
  await sent.getByText(boris.say('inbox.sent.by', { name: 'Boris Ivanov' })).waitFor()
  assert.deepEqual(await axeFindings(boris.page), [])
  await keepPicture(boris.page, '8-inbox-approved')
  assert.equal(await madeThere(desk, 'We open at nine.'), 1)
  assert.equal(await madeThere(desk, 'We open at nin.'), 0)
  assert.deepEqual([...ada.troubles, ...boris.troubles], [])
  await settle({ approveAuthors: false })
})

type Heard = Omit<Interaction, 'at'> & { remoteId: string; at: string }

/** What somebody said, as the network tells of it. */
async function toldOf(text: string): Promise<Interaction> {
  const { items } = await ada.ask<{ items: Heard[] }>('GET', `/api/brands/${brand.id}/interactions?limit=200`)
  const found = items.find((one) => one.text === text)
  assert.ok(found, `nobody said ${text}`)
  return {
    id: found.remoteId,
    kind: 'comment',
    at: new Date(found.at),
    author: found.author,
    text,
    media: [],
    under: { id: post },
  }
}

test('a comment deleted while it is being answered takes no words with it, and nobody else gets them', {
  skip,
}, async () => {
  const { page, say } = ada
  const question = await toldOf(questions.gone)
  await openTalk(ada, talks.gone)
  await answerField(ada).fill('Two bags are left.')
  const late = { ...question, id: `${question.id}-other`, text: 'I would like to know, too', kind: 'reply' as const }
  const other = { ...late, replyTo: question.id, at: new Date(), author: { id: 'x', handle: 'x', name: 'Other One' } }
  await tell(desk, brand, account, other)
  await page.getByText('I would like to know, too').first().waitFor()
  await page.getByText(say('inbox.target')).getByText(question.author.name).waitFor()
  await tell(desk, brand, account, { ...question, text: '', deleted: true })
  await page.getByText(say('inbox.target.deleted')).waitFor()
  assert.equal(await answerField(ada).inputValue(), 'Two bags are left.')
  assert.ok(await button(ada, 'inbox.send').isDisabled())
  assert.deepEqual(await axeFindings(page), [])
  await keepPicture(page, '8-inbox-target-gone')
  await tell(desk, brand, account, { ...other, text: '', deleted: true })
  await page.reload()
  await page.getByText(say('inbox.deleted.text')).first().waitFor()
  assert.equal(await answerField(ada).inputValue(), 'Two bags are left.')
  assert.ok(await button(ada, 'inbox.send').isDisabled())
  await keepPicture(page, '8-inbox-nothing-left')
  assert.equal(await madeThere(desk, 'Two bags are left.'), 0)
  assert.deepEqual(ada.troubles, [])
})

test('a conversation that turns out to be part of another leads there while one types, and no letter is lost', {
  skip,
}, async () => {
  const { page, say } = ada
  const question = await toldOf(questions.milk)
  const middle = { ...question, id: `${question.id}-middle`, replyTo: question.id, text: 'And almond milk?' }
  const end = { ...question, id: `${question.id}-end`, replyTo: middle.id, text: 'They had rice milk once' }
  const now = () => ({ kind: 'reply' as const, at: new Date() })
  await tell(desk, brand, account, { ...end, ...now() })
  const alone = await until('it stands alone', async () => {
    const { items } = await ada.ask<{ items: Talk[] }>('GET', '/api/inbox?limit=200')
    return items.find((one) => one.excerpt === end.text)
  })
  await openTalk(ada, alone)
  await answerField(ada).pressSequentially('We have oat, alm')
  await tell(desk, brand, account, { ...middle, ...now() })
  await page.waitForURL(new RegExp(talks.milk.id))
  await page.getByText(say('inbox.moved.words')).waitFor()
  await page.getByText(questions.milk).last().waitFor()
  await until('the words came along', async () => (await answerField(ada).inputValue()) === 'We have oat, alm')
  await page.keyboard.type('ond and rice.')
  await keepPicture(page, '8-inbox-moved')
  await page.reload()
  await until('all of them', async () => (await answerField(ada).inputValue()) === 'We have oat, almond and rice.')
  await answerField(ada).fill('')
  assert.deepEqual(ada.troubles, [])
})

test('written without a network, an answer is said to be kept, and goes once when the network is back', {
  skip,
}, async () => {
  const { page, say } = ada
  await openTalk(ada, talks.dogs)
  await ada.context.setOffline(true)
  await answerField(ada).fill('Dogs are welcome on the terrace.')
  await page.getByText(say('shell.link.offline')).waitFor()
  await page.getByText(say('inbox.draft.here')).waitFor()
  await answerField(ada).press(sendKeys)
  await keepPicture(page, '8-inbox-offline')
  assert.equal(await answerField(ada).inputValue(), 'Dogs are welcome on the terrace.')
  await ada.context.setOffline(false)
  await untilThere(desk, 'Dogs are welcome')
  await until('the box is empty', async () => (await answerField(ada).inputValue()) === '')
  assert.equal(await madeThere(desk, 'Dogs are welcome'), 1)
})

test('with the wire cut the desk is not reached, the words stay, and pressed again they go once', {
  skip,
}, async () => {
  const { page, say } = ada
  await openTalk(ada, talks.cards)
  desk.wire?.cut()
  await answerField(ada).fill('All cards, and coins.')
  await answerField(ada).press(sendKeys)
  await page.getByRole('alertdialog').getByText(say('api.unreachable')).waitFor()
  assert.equal(await answerField(ada).inputValue(), 'All cards, and coins.')
  desk.wire?.mend()
  await page.getByText(say('shell.link.lost')).waitFor({ state: 'detached', timeout: 45_000 })
  await page.getByText(say('inbox.draft.here')).waitFor({ state: 'hidden' })
  await answerField(ada).press(sendKeys)
  await untilThere(desk, 'All cards, and coins.')
  assert.equal(await madeThere(desk, 'All cards, and coins.'), 1)
})

test('an error of the desk leaves the words where they are, and an answer whose word of thanks was lost goes once', {
  skip,
}, async () => {
  const { page, say } = ada
  await openTalk(ada, talks.gift)
  await page.route('**/replies', (route) => route.fulfill({ status: 500, json: { error: { code: 'x', message: '' } } }))
  await answerField(ada).fill('Gladly, with a ribbon.')
  await answerField(ada).press(sendKeys)
  await page.getByText(say('api.broken')).waitFor()
  assert.equal(await answerField(ada).inputValue(), 'Gladly, with a ribbon.')
  await page.unroute('**/replies')
  let lost = 0
  await page.route('**/replies', async (route) => {
    const response = await route.fetch()
    lost += 1
    await (lost === 1 ? route.abort() : route.fulfill({ response }))
  })
  await answerField(ada).press(sendKeys)
  await untilThere(desk, 'Gladly, with a ribbon.')
  await until('the box is empty', async () => (await answerField(ada).inputValue()) === '')
  await page.unrouteAll({ behavior: 'wait' })
  assert.ok(lost > 1)
  assert.equal(await madeThere(desk, 'Gladly, with a ribbon.'), 1)
  assert.deepEqual(ada.troubles, [])
})
