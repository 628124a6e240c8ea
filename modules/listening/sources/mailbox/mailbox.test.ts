import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import type { AddressInfo, Server } from 'node:net'
import { after, before, test } from 'node:test'
import { NetworkFailure, Refusal } from '../../../../kernel/failure.ts'
import { feedKind } from '../feed/feed-kind.ts'
import { type ReadingWorld, readerOf, readingWorld, textsOf, webSite } from '../testing.ts'
import { checkMailbox } from './check-mailbox.ts'
import { mailboxKind } from './mailbox-kind.ts'

type Folder = { uidvalidity: number; messages: { raw: string; internaldate?: string }[] }
type MailServer = {
  listen: (port: number, host: string, ready: () => void) => void
  close: (done: () => void) => void
  server: Server
  appendMessage: (folder: string, flags: string[], date: Date, raw: string) => void
}
type Start = (options: { plugins: string[]; storage: Record<string, Folder> }) => MailServer
const startServer: Start = createRequire(import.meta.url)('hoodiecrow-imap')

let world: ReadingWorld
before(async () => {
  world = await readingWorld(() => world.config.allowPrivateAddresses)
})
after(() => world.close())

/** A mail server on this machine with one folder of alerts. */
async function mailServer(t: { after: (act: () => Promise<void>) => void }, ...mails: string[]) {
  const messages = mails.map((raw) => ({ raw: asBytes(raw) }))
  const storage = { INBOX: { uidvalidity: 1, messages: [] }, '': { uidvalidity: 1, messages: [] } }
  const server = startServer({ plugins: ['ID'], storage: { ...storage, INBOX: { uidvalidity: 7, messages } } })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  t.after(() => new Promise((done) => server.close(done)))
  const { port } = server.server.address() as AddressInfo
  world.config.allowPrivateAddresses.push(`http://127.0.0.1:${port}`)
  const settings = { host: '127.0.0.1', port, user: 'testuser', folder: 'INBOX' }
  return { settings, append: (raw: string) => server.appendMessage('INBOX', [], new Date(), asBytes(raw)) }
}

const asBytes = (raw: string) => Buffer.from(raw).toString('latin1')

const date = () => new Date(Date.now() - 3_600_000).toUTCString()
const alert = (id: string, ...links: [href: string, title: string, words: string][]) =>
  [
    'From: Alerts <alerts-noreply@search.example>',
    ...[`Message-ID: <${id}@search.example>`, 'Subject: Alert - coffee', `Date: ${date()}`],
    ...[
      'List-Unsubscribe: <https://search.example/off>',
      'MIME-Version: 1.0',
      'Content-Type: text/html; charset=utf-8',
    ],
    '',
    `<html><body><h1><a href="https://search.example/">Search</a></h1>${links
      .map(
        ([href, title, words]) =>
          `<table><tr><td><a href="${href}"><span>${title}</span></a></td></tr><tr><td>${words}</td></tr></table>`,
      )
      .join('')}<a href="https://elsewhere.example/unsubscribe?u=1">Unsubscribe from this alert</a></body></html>`,
  ].join('\r\n')
const wrapped = (url: string) =>
  `https://search.example/url?rct=j&amp;sa=t&amp;url=${encodeURIComponent(url)}&amp;ct=ga`
const letter = (id: string, subject: string, words: string) =>
  [
    ...['From: Olga <olga@shop.example>', `Message-ID: <${id}@shop.example>`, `Date: ${date()}`],
    ...[
      `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      words,
    ],
  ].join('\r\n')
const reader = (settings: object, password = 'testpass') => readerOf(world, mailboxKind, settings, { password })

test('each article that an alert lists is heard at its own address, and a letter as itself', async (t) => {
  const mail = alert(
    'a1',
    [
      wrapped('https://news.example/kenya?id=7&utm_source=alert'),
      'Kenya is here, says everybody',
      'It tastes of currant.',
    ],
    [wrapped('https://blog.example/cold'), 'Cold brew in the morning', 'Nobody asked for it.'],
  )
  const { settings } = await mailServer(t, mail, letter('l1', 'Питання', 'Де ваша кава?'))
  const { heard } = await reader(settings)()
  assert.deepEqual(
    heard.map((one) => one.what === 'said' && [one.post.url, one.post.title, one.post.text, one.post.site]),
    [
      ['https://news.example/kenya?id=7', 'Kenya is here, says everybody', 'It tastes of currant.', 'news.example'],
      ['https://blog.example/cold', 'Cold brew in the morning', 'Nobody asked for it.', 'blog.example'],
      [undefined, 'Питання', 'Де ваша кава?', 'shop.example'],
    ],
  )
})

test('a mail is read once, and what comes later is read from where it was left', async (t) => {
  const { settings, append } = await mailServer(t, letter('l1', 'One', 'First words'))
  const read = reader(settings)
  assert.deepEqual(textsOf(await read()), ['said: One'])
  assert.deepEqual(textsOf(await read()), [])
  append(letter('l2', 'Two', 'Second words'))
  append(letter('l3', 'Three', 'Third words'))
  assert.deepEqual(textsOf(await read()), ['said: Two', 'said: Three'])
  assert.deepEqual(textsOf(await read()), [])
})

test('an article that a feed told and an alert lists is the same post', async (t) => {
  const site = await webSite()
  t.after(() => site.close())
  world.config.allowPrivateAddresses.push(site.origin)
  const url = `${site.origin}/kenya`
  site.pages.set('/feed', {
    type: 'text/xml',
    body: `<rss><channel><item><guid>1</guid><title>K</title><link>${url}</link></item></channel></rss>`,
  })
  const { settings } = await mailServer(t, alert('a1', [wrapped(`${url}?utm_medium=mail`), 'Kenya is here', 'Words']))
  const keys = [await readerOf(world, feedKind, { url: `${site.origin}/feed` })(), await reader(settings)()].map(
    ({ heard: [one] }) => one?.what === 'said' && one.post.key,
  )
  assert.equal(typeof keys[0], 'string')
  assert.equal(keys[0], keys[1])
})

test('a wrong password, a folder that is not there and a server that is none are told each at its field', async (t) => {
  const { settings } = await mailServer(t)
  await assert.rejects(
    reader(settings, 'wrong')(),
    (error: unknown) => error instanceof NetworkFailure && error.kind === 'reconnect',
  )
  const field = (path: string) => (error: unknown) => error instanceof Refusal && error.fields[0]?.path === path
  await checkMailbox(world, { ...settings, password: 'testpass' })
  await assert.rejects(checkMailbox(world, { ...settings, password: 'wrong' }), field('password'))
  await assert.rejects(checkMailbox(world, { ...settings, folder: 'Nowhere', password: 'testpass' }), field('folder'))
  await assert.rejects(
    checkMailbox(world, { ...settings, host: '127.0.0.1', port: 1, password: 'x' }),
    (error: unknown) => {
      assert.ok(error instanceof Refusal)
      return error.fields[0]?.code === 'listening.source.private'
    },
  )
})

test('a mail that is broken, nested or empty stops nothing', async (t) => {
  const boundary = (n: number) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`
  const nested = `From: a@b.example\r\nSubject: Deep\r\n${Array.from({ length: 300 }, (_, n) => boundary(n)).join('')}`
  const { settings } = await mailServer(t, 'no headers at all', nested, letter('l1', 'Fine', 'Words'))
  assert.ok(textsOf(await reader(settings)()).includes('said: Fine'))
})
