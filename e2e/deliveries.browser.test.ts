import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { answerField, button, messageOf, openTalk, rowOf, untilThere } from './acts/answer.ts'
import { type Brand, beginWithBrand, connectPracticeByApi } from './acts/enter.ts'
import type { Talk } from './acts/talk.ts'
import { arrive, type Person } from './browser.ts'
import { axeFindings, overflowing } from './clear.ts'
import { keepPicture, openStage, type Stage, until } from './stage.ts'

const stage = await openStage()
const skip = 'absent' in stage && stage.absent
const { browser, desk } = stage as Stage
const networks = ['viber', 'whatsapp', 'twitch']

let brand: Brand
let ada: Person

before(async () => {
  if (skip) return
  ada = await arrive(browser, desk.origin)
  brand = await beginWithBrand(ada, 'Rila Coffee')
  await ada.ask('PUT', `/api/brands/${brand.id}/inbox-settings`, { undoSeconds: 0, approveAuthors: false })
})

type Heard = Talk & { network: string }
const talks = async () => (await ada.ask<{ items: Heard[] }>('GET', `/api/inbox?brands=${brand.id}&limit=100`)).items

test('whoever connects practice accounts of messengers and of a chat hears people within a minute, and answers them', {
  skip,
}, async () => {
  const { page } = ada
  const accounts = await connectPracticeByApi(ada, brand, networks)
  assert.deepEqual(new Set(accounts.map((one) => one.network)), new Set(networks))
  await page.goto(`/inbox?brands=${brand.id}`)
  const heard = await until(
    'people of each network are heard',
    async () => {
      const all = await talks()
      const first = networks.flatMap((network) => all.find((one) => one.network === network) ?? [])
      return first.length === networks.length && first
    },
    90_000,
  )
  for (const { id } of heard) await rowOf(ada, id).waitFor()
  await keepPicture(page, '13-deliveries-heard')
  assert.deepEqual([...(await axeFindings(page)), ...(await overflowing(page))], [])

  for (const [index, talk] of heard.entries()) {
    await openTalk(ada, talk)
    await answerField(ada).fill(`Thank you for writing to us, this is answer ${index + 1}.`)
    await button(ada, 'inbox.send').click()
    await untilThere(desk, `this is answer ${index + 1}.`)
    await messageOf(ada, `this is answer ${index + 1}.`).waitFor()
  }
  await keepPicture(page, '13-deliveries-answered')
  assert.deepEqual(ada.troubles, [])
})
