import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Brand, beginWithBrand, connectPracticeByApi } from './acts/enter.ts'
import { heard, publish, type Talk } from './acts/talk.ts'
import { arrive, type Person, phone } from './browser.ts'
import { axeFindings, overflowing, settled } from './clear.ts'
import { keepPicture, openStage, type Stage, until } from './stage.ts'

const stage = await openStage()
const skip = 'absent' in stage && stage.absent
const { browser, desk } = stage as Stage
const network = 'bluesky'

let brand: Brand
let ada: Person
let question: Talk

before(async () => {
  if (skip) return
  ada = await arrive(browser, desk.origin)
  brand = await beginWithBrand(ada, 'Rila Coffee')
  const [account] = await connectPracticeByApi(ada, brand, [network])
  const post = await publish(ada, desk, brand, account?.id ?? '')
  const text = 'How do I return the beans I ordered?'
  await desk.lab.ask('POST', '/comments', { network, objectId: post, text })
  question = await heard(ada, text)
})

const named = ({ page, say }: Person, key: string, values?: Record<string, string | number>) =>
  page.getByRole('button', { name: say(key, values), exact: true }).first()
const field = ({ page, say }: Person, key: string, values?: Record<string, string | number>) =>
  page.getByRole('textbox', { name: say(key, values), exact: true }).first()
const open = async ({ page }: Person, place: string) => {
  await page.goto(`/brands/${brand.id}/support${place}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await settled(page)
}
const judged = async ({ page }: Person, name: string, isCovered = false) => {
  await keepPicture(page, `9-support-${name}`, true)
  assert.deepEqual([...(await axeFindings(page, isCovered)), ...(await overflowing(page))], [], name)
}

test('a manager says when the team is there and by when people are answered', { skip }, async () => {
  const { page, say } = ada
  await open(ada, '/levels')
  await named(ada, 'service.hours.add').click()
  await judged(ada, 'hours-dialog', true)
  await named(ada, 'ui.save').click()
  await page.getByText(say('service.hours.forAll')).waitFor()
  await named(ada, 'service.level.add').click()
  await page.getByRole('dialog').waitFor()
  await field(ada, 'service.name').fill('Everybody')
  await judged(ada, 'level-dialog', true)
  await named(ada, 'ui.save').click()
  await page.getByText('Everybody').waitFor()
  await judged(ada, 'levels')
  await until('the conversation has its due moment', async () => {
    const path = `/api/brands/${brand.id}/conversations/${question.id}`
    return (await ada.ask<{ due: { answer: string | null } }>('GET', path)).due.answer
  })
  assert.deepEqual(ada.troubles, [])
})

test('an article is written, published, and read by anybody as a plain page', { skip }, async () => {
  await open(ada, '/articles')
  await judged(ada, 'articles-empty')
  await named(ada, 'service.article.add').click()
  await field(ada, 'service.article.title').fill('Returning beans')
  await field(ada, 'service.article.body').fill('# In short\nWithin **14 days**, unopened.\n\n- by post\n- in the shop')
  await named(ada, 'service.article.begin').click()
  await named(ada, 'service.article.publish').click()
  await named(ada, 'service.article.withdraw').waitFor()
  await judged(ada, 'article-editor')
  const { items } = await ada.ask<{ items: { url: string }[] }>('GET', `/api/brands/${brand.id}/articles`)
  const reader = await arrive(browser, desk.origin)
  await reader.page.goto(items[0]?.url ?? '')
  await reader.page.getByRole('heading', { level: 1, name: 'Returning beans' }).waitFor()
  assert.equal(await reader.page.locator('script').count(), 0)
  await keepPicture(reader.page, '9-support-help-page')
  await reader.context.close()
})

test('saved reply, article, macro and expert help to answer a shopper', { skip }, async () => {
  const { page } = ada
  await open(ada, '/labels')
  await named(ada, 'service.label.add').click()
  await field(ada, 'service.name').fill('return')
  await named(ada, 'ui.save').click()
  await page.getByText('return', { exact: true }).waitFor()
  await judged(ada, 'labels')
  await open(ada, '/replies')
  await named(ada, 'service.reply.add').click()
  await field(ada, 'service.name').fill('Returns')
  await field(ada, 'service.reply.text', { language: 'English' }).fill('Hello {person.firstName|there}, ')
  await judged(ada, 'reply-dialog', true)
  await named(ada, 'ui.save').click()
  await page.getByText('Returns', { exact: true }).waitFor()
  await judged(ada, 'replies')
  const acts = [
    { do: 'label', add: ['return'], remove: [] },
    { do: 'assign', to: 'me' },
  ]
  await ada.ask('POST', `/api/brands/${brand.id}/macros`, { name: 'Take a return', acts })
  await open(ada, '/macros')
  await named(ada, 'service.change', { name: 'Take a return' }).click()
  await judged(ada, 'macro-dialog', true)
  await ada.ask('POST', `/api/brands/${brand.id}/experts`, {
    ...{ name: 'Dr. Ilieva', email: 'ilieva@lab.example', topics: ['roasting'], language: 'en' },
  })
  await open(ada, '/experts')
  await judged(ada, 'experts')

  await page.goto(`/inbox/${brand.id}/${question.id}`)
  const answer = field(ada, 'inbox.write')
  await answer.waitFor()
  await named(ada, 'service.insert').click()
  await page.getByText('Returns', { exact: true }).waitFor()
  await judged(ada, 'inbox-insert', true)
  await page.keyboard.press('Enter')
  await until('the reply is filled in', async () => (await answer.inputValue()).startsWith('Hello '))
  await named(ada, 'service.knowledge').click()
  await page.getByText('Returning beans').waitFor()
  await judged(ada, 'inbox-knowledge', true)
  await named(ada, 'service.knowledge.text').click()
  await until('the article is put in', async () => (await answer.inputValue()).includes('Within 14 days'))
  await named(ada, 'service.macros').click()
  await page.getByRole('menuitem', { name: /Take a return/ }).click()
  await until('the macro put its label on', async () => {
    const path = `/api/brands/${brand.id}/conversations/${question.id}`
    return (await ada.ask<{ labels: string[] }>('GET', path)).labels.includes('return')
  })
  await judged(ada, 'inbox')
})

test('a label the brand lacks is made where it is needed, and the brand’s own are offered with it', {
  skip,
}, async () => {
  const { page, say } = ada
  const path = `/api/brands/${brand.id}`
  await page.goto(`/inbox/${brand.id}/${question.id}`)
  await page
    .getByRole('button', { name: say('inbox.act.label'), exact: true })
    .first()
    .click()
  await page
    .getByRole('menuitemcheckbox', { name: 'return' })
    .or(page.getByRole('menuitem', { name: 'return' }))
    .waitFor()
  await page.keyboard.type('Roasting')
  await page.getByText(say('inbox.label.new', { label: 'Roasting' })).waitFor()
  await judged(ada, 'inbox-label', true)
  await page.getByText(say('inbox.label.new', { label: 'Roasting' })).click()
  await until('the label is on the conversation', async () => {
    const { labels } = await ada.ask<{ labels: string[] }>('GET', `${path}/conversations/${question.id}`)
    return labels.includes('Roasting')
  })
  const { items } = await ada.ask<{ items: { name: string }[] }>('GET', `${path}/labels`)
  assert.deepEqual(
    items.map((one) => one.name),
    ['return', 'Roasting'],
  )
  await page.keyboard.press('Escape')
})

test('an expert is asked by mail and answers without an account; the answer becomes the reply', { skip }, async () => {
  await ada.page.goto(`/inbox/${brand.id}/${question.id}`)
  const answer = field(ada, 'inbox.write')
  await answer.waitFor()
  await named(ada, 'service.forward').click()
  await field(ada, 'service.forward.question').fill('Do opened bags lose their smell?')
  await judged(ada, 'forward-dialog', true)
  await named(ada, 'service.forward.send').click()
  const mail = await until('the mail came', async () =>
    desk.mailbox.taken.find((one) => one.includes('ilieva@lab.example') && one.includes('/asked/')),
  )
  const whole = mail.replaceAll(/=\r?\n/g, '')
  const link = /https?:\/\/\S+\/asked\/[\w-]+/.exec(whole)?.[0] ?? ''
  const expert = await arrive(browser, desk.origin, { ...phone, locale: 'bg', theme: 'dark' })
  await expert.page.goto(new URL(link).pathname)
  await expert.page.getByText('Do opened bags lose their smell?').waitFor()
  await judged(expert, 'asked')
  await field(expert, 'service.asked.text').fill('Within two weeks, yes.')
  await named(expert, 'service.asked.send').click()
  await expert.page.getByText('Within two weeks, yes.').waitFor()
  assert.deepEqual(expert.troubles, [])
  await expert.context.close()
  await named(ada, 'service.forward.use').click()
  await until('the words are in the box', async () => (await answer.inputValue()).includes('Within two weeks, yes.'))
  await judged(ada, 'inbox-expert')
  assert.deepEqual(ada.troubles, [])
})

test('who is told of what is chosen at once, on a phone too', { skip }, async () => {
  await open(ada, '/alerts')
  await judged(ada, 'alerts')
  const { page, say } = ada
  const wanted = `${say('service.event.new')}: ${say('service.way.mail')}`
  await page
    .locator('label')
    .filter({ has: page.getByRole('checkbox', { name: wanted }) })
    .click()
  await until('the choice is kept', async () => {
    const path = `/api/brands/${brand.id}/alert-choices`
    return (await ada.ask<{ choices: { new: string[] } }>('GET', path)).choices.new.includes('mail')
  })
  await named(ada, 'service.channel.add').click()
  await judged(ada, 'channel-dialog', true)
  await ada.ask('PATCH', '/api/me', { locale: 'uk', theme: 'dark' })
  const small = await arrive(browser, desk.origin, { ...phone, locale: 'uk', theme: 'dark' })
  await small.context.addCookies(await ada.context.cookies())
  for (const place of ['', '/levels', '/replies', '/macros', '/labels', '/articles', '/experts', '/alerts']) {
    await open(small, place)
    await judged(small, `phone${place.replace('/', '-')}`)
  }
  assert.deepEqual(small.troubles, [])
  await small.context.close()
  await ada.ask('PATCH', '/api/me', { locale: 'en', theme: 'light' })
})

/** As a push service does it, but that none is reached: the browser itself hands the words to what the desk registered with it. */
async function pushInto({ page, context }: Person, pushed: object): Promise<void> {
  const line = await context.newCDPSession(page)
  const registered = new Promise<string>((resolve) =>
    line.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [one] = registrations
      if (one) resolve(one.registrationId)
    }),
  )
  await line.send('ServiceWorker.enable')
  await page.evaluate(
    `navigator.serviceWorker.register('/alerts-worker.js').then(() => navigator.serviceWorker.ready).then(() => true)`,
  )
  const wanted = { origin: desk.origin, registrationId: await registered, data: JSON.stringify(pushed) }
  await line.send('ServiceWorker.deliverPushMessage', wanted)
}

test('what is pushed is shown by the browser itself, in the words it was told, and says where it leads', {
  skip,
}, async () => {
  const { page } = ada
  await ada.context.grantPermissions(['notifications'])
  await open(ada, '/alerts')
  const href = `/inbox/${brand.id}/${question.id}`
  await pushInto(ada, { title: 'Пише Ana', text: 'How do I return the beans?', href, tag: 'new' })
  const read = `navigator.serviceWorker.ready.then((it) => it.getNotifications()).then((all) =>
    all.map(({ title, body, data }) => ({ title, body, href: data.href })))`
  const shown = () => page.evaluate<{ title: string; body: string; href: string }[]>(read)
  await until('it is shown', async () => (await shown()).length === 1)
  assert.deepEqual(await shown(), [{ title: 'Пише Ana', body: 'How do I return the beans?', href }])
})

test('the measures tell how long people waited', { skip }, async () => {
  const { page, say } = ada
  await open(ada, '')
  await judged(ada, 'measures')
  const select = (key: string) => page.getByRole('button', { name: new RegExp(`${say(key)}$`) })
  await select('service.by').click()
  await page.getByRole('option', { name: say('service.by.label') }).click()
  await select('service.by.label').click()
  await page.getByRole('option', { name: 'Roasting' }).waitFor()
  await judged(ada, 'measures-labels', true)
  await page.getByRole('option', { name: 'Roasting' }).click()
  await page
    .getByRole('columnheader', { name: say('service.by.label') })
    .or(page.getByText(say('service.none')))
    .first()
    .waitFor()
  await judged(ada, 'measures-of-label')
})
