import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { connectPds, connectPractice } from './acts/connect.ts'
import { type Account, type Brand, signUp } from './acts/enter.ts'
import { nextMinuteIn, setMoment, wallIn } from './acts/plan.ts'
import {
  beginPost,
  chooseAllAccounts,
  describe,
  dropFile,
  filesOf,
  pasteFile,
  picture,
  untilSaved,
  words,
} from './acts/write.ts'
import { arrive, type Person } from './browser.ts'
import { type RealPds, startRealPds } from './real-servers/real-pds.ts'
import { keepPicture, openStage, type Stage } from './stage.ts'

const pds = await startRealPds()
if ('pds' in pds) after(pds.close)
const stage = await openStage({ allow: 'pds' in pds ? [pds.pds] : [] })
const skip = 'absent' in stage && stage.absent

const text = 'Свіжа кава вже тут ☕️ The first sacks are in: https://example.com/harvest #coffee'
const apart = 'Only here: the first sacks are in ☕️'
const alts = ['A sack of green beans', 'A cup in the morning light']

test('a post goes from the first visit over a client’s yes to two networks, live before one’s eyes, and expires', {
  skip,
}, async (t) => {
  const { browser, desk } = stage as Stage
  const ada = await arrive(browser, desk.origin)
  const brand = await signUp(ada, 'Rila Coffee')
  await keepPicture(ada.page, '1-today-new')
  await connectPractice(ada, brand, 'Mastodon')
  await keepPicture(ada.page, '1-connected')
  if ('pds' in pds) await connectPds(ada, brand, pds)
  else t.diagnostic(`without a real server: ${pds.unable}`)
  const accounts = (await ada.ask<{ items: Account[] }>('GET', `/api/brands/${brand.id}/accounts`)).items

  await write(ada, brand, accounts)
  const postId = new URL(ada.page.url()).pathname.split('/').at(-1) ?? ''
  await submitAndApprove(ada, stage as Stage)
  await schedule(ada)
  await expectPublished(ada, brand, postId, accounts.length)
  await expectOnPractice(ada, stage as Stage)
  if ('pds' in pds) await expectOnPds(pds)
  await expectGone(ada, stage as Stage, 'pds' in pds ? pds : undefined, accounts.length)
  assert.deepEqual(ada.troubles, [])
})

async function write(ada: Person, brand: Brand, accounts: Account[]): Promise<void> {
  await beginPost(ada, brand)
  await chooseAllAccounts(ada, accounts.length)
  await words(ada).fill(text)
  await dropFile(words(ada), picture('green-beans.png'))
  await filesOf(ada).nth(0).waitFor()
  await pasteFile(words(ada), picture('morning-cup.png'))
  await filesOf(ada).nth(1).waitFor()
  await describe(ada, 'green-beans.png', alts[0] ?? '')
  await describe(ada, 'morning-cup.png', alts[1] ?? '')
  const own = ada.page.getByRole('group', { name: ada.say('compose.target') }).getByRole('button')
  await own.nth(1).click()
  await ada.page.getByRole('button', { name: ada.say('compose.variant.apart') }).click()
  await words(ada).fill(apart)
  await untilSaved(ada)
  await keepPicture(ada.page, '1-composer', true)
  await own.nth(0).click()
  assert.equal(await words(ada).inputValue(), text)
}

async function submitAndApprove(ada: Person, { browser, desk }: Stage): Promise<void> {
  const { page, say } = ada
  await page.getByRole('button', { name: say('compose.act.submit') }).click()
  await page.getByText(say('compose.stage.in-review'), { exact: true }).waitFor()
  await page.getByRole('button', { name: say('compose.act.share') }).click()
  const dialog = page.getByRole('dialog', { name: say('approval.share.title') })
  await dialog.getByRole('textbox', { name: say('approval.share.name') }).fill('March, first half')
  await dialog.getByRole('button', { name: say('approval.share.make') }).click()
  const link = await dialog.getByRole('textbox', { name: say('approval.share.link') }).inputValue()
  await keepPicture(page, '1-share')
  await dialog.getByRole('button', { name: say('approval.share.close'), exact: true }).click()

  const client = await arrive(browser, desk.origin, { locale: 'bg' })
  await client.page.goto(link)
  await client.page.getByRole('textbox', { name: client.say('approval.client.yourName') }).fill('Мария')
  await keepPicture(client.page, '1-client', true)
  await client.page.getByRole('button', { name: client.say('approval.client.approve') }).click()
  await client.page.getByText(client.say('approval.client.thanks')).waitFor()
  assert.deepEqual(client.troubles, [])
  await client.context.close()
  await page.getByText(say('compose.stage.approved'), { exact: true }).waitFor()
}

/** In the next minute or two, and down again one minute after. */
async function schedule(ada: Person): Promise<void> {
  const { page, say } = ada
  const lead = nextMinuteIn(30_000)
  await setMoment(ada, wallIn(lead), planOf(ada))
  await page.getByRole('button', { name: say('compose.expiry') }).click()
  await page.getByRole('option', { name: say('compose.expiry.at') }).click()
  await setMoment(ada, wallIn(lead + 60_000), detailsOf(ada))
  await untilSaved(ada)
  await keepPicture(page, '1-plan', true)
  await page.getByRole('button', { name: /^Schedule for/ }).click()
  await page.getByText(/^Planned for/).waitFor()
}

const cardOf = ({ page }: Person, title: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) })
const planOf = (ada: Person) => cardOf(ada, ada.say('compose.plan'))
const detailsOf = (ada: Person) => cardOf(ada, ada.say('compose.details'))

/** Nobody reloads anything: the screen tells by itself. */
async function expectPublished({ page, say }: Person, brand: Brand, postId: string, count: number): Promise<void> {
  await page.goto(`/brands/${brand.id}/posts/${postId}`)
  await page
    .getByText(say('posts.state.planned'), { exact: true })
    .nth(count - 1)
    .waitFor()
  await keepPicture(page, '1-planned', true)
  await page
    .getByText(say('posts.state.published'), { exact: true })
    .nth(count - 1)
    .waitFor({ timeout: 110_000 })
  await page.getByText(say('posts.ledger'), { exact: true }).first().click()
  await keepPicture(page, '1-published', true)
}

async function expectOnPractice(ada: Person, { desk }: Stage): Promise<void> {
  const live = (await desk.lab.live()).filter((one) => one.kind === 'create')
  assert.deepEqual(
    live.map((one) => one.text),
    [apart],
  )
  const own = ada.page.locator('section').filter({ has: ada.page.getByText('Rila Coffee', { exact: true }) })
  const address = await own.getByRole('link', { name: ada.say('posts.open') }).getAttribute('href')
  assert.ok(address?.startsWith(desk.lab.origin), `${address} is not on the practice network`)
  const there = await ada.context.newPage()
  await there.goto(address ?? '')
  await there.getByText(apart).first().waitFor()
  for (const alt of alts) await there.getByRole('img', { name: alt }).first().waitFor()
  await keepPicture(there, '1-there', true)
  await there.close()
}

type BlueskyPost = { text: string; embed?: { images?: { alt: string; image: { size: number; mimeType: string } }[] } }

async function postsOn(pds: RealPds): Promise<BlueskyPost[]> {
  const query = new URLSearchParams({ repo: pds.did, collection: 'app.bsky.feed.post' })
  const answer = await fetch(`${pds.pds}/xrpc/com.atproto.repo.listRecords?${query}`)
  const { records } = (await answer.json()) as { records: { value: BlueskyPost }[] }
  return records.map((one) => one.value)
}

async function expectOnPds(pds: RealPds): Promise<void> {
  const [post, ...more] = await postsOn(pds)
  assert.deepEqual(more, [])
  assert.equal(post?.text, text)
  assert.deepEqual(
    post?.embed?.images?.map((one) => one.alt),
    alts,
  )
  for (const { image } of post?.embed?.images ?? []) assert.ok(image.size > 1_000)
}

async function expectGone({ page, say }: Person, { desk }: Stage, pds: RealPds | undefined, count: number) {
  await page
    .getByText(say('posts.state.removed'), { exact: true })
    .nth(count - 1)
    .waitFor({ timeout: 90_000 })
  await keepPicture(page, '1-removed', true)
  assert.deepEqual(
    (await desk.lab.live()).filter((one) => one.kind === 'create'),
    [],
  )
  if (pds) assert.deepEqual(await postsOn(pds), [])
}
