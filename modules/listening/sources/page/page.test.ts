import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { NetworkFailure } from '../../../../kernel/failure.ts'
import { type ReadingWorld, readerOf, readingWorld, textsOf, type WebSite, webSite } from '../testing.ts'
import { pageKind } from './page-kind.ts'
import { readPage } from './read-page.ts'

let site: WebSite
let world: ReadingWorld
before(async () => {
  world = await readingWorld(() => world.config.allowPrivateAddresses)
})
after(() => world.close())
beforeEach(async (t) => {
  site = await webSite()
  world.config.allowPrivateAddresses.push(site.origin)
  if ('after' in t) t.after(() => site.close())
})

const sentence =
  'The roastery opened its doors today, and the whole town came to taste the Kenyan beans it is known for.'
const article = (title: string, text = sentence, more = '') => ({
  body: `<!doctype html><html lang="en"><head><title>${title}</title><meta property="og:type" content="article">${more}</head>
    <body><nav><a href="/">Home</a> <a href="/about">About us</a></nav><article><h1>${title}</h1>${`<p>${text}</p>`.repeat(5)}</article></body></html>`,
})
const listing = (...paths: string[]) => ({
  body: `<ul>${paths.map((path) => `<li><a href="${path}">What happened at ${path} and why it matters</a></li>`).join('')}</ul>`,
})
const reader = (path: string, watches: 'whole' | 'links' | 'passages') =>
  readerOf(world, pageKind, { url: `${site.origin}${path}`, watches })

test('an article is heard once, without what stands around it, and again as edited when its words change', async () => {
  const read = reader('/kenya', 'whole')
  site.pages.set(
    '/kenya',
    article('Kenya', sentence, '<meta property="article:published_time" content="2026-11-20T08:00:00Z">'),
  )
  const { heard } = await read()
  const [one] = heard
  assert.ok(one?.what === 'said')
  assert.equal(one.post.title, 'Kenya')
  assert.equal(one.post.at.toISOString(), '2026-11-20T08:00:00.000Z')
  assert.ok(one.post.text.includes(sentence) && !one.post.text.includes('About us'))
  assert.deepEqual(textsOf(await read()), [])
  site.pages.set('/kenya', article('Kenya', `${sentence} It was sold out by noon.`))
  assert.deepEqual(textsOf(await read()), ['edited: Kenya'])
})

test('of a page of news the articles that it newly links to are read, each once', async () => {
  const read = reader('/news', 'links')
  site.pages.set('/news', listing('/n/1', '/n/2'))
  for (const n of [1, 2, 3, 4]) site.pages.set(`/n/${n}`, article(`News ${n}`))
  assert.deepEqual(textsOf(await read()), [])
  site.pages.set(
    '/news',
    listing('/n/4', '/n/3', '/n/1?utm_source=x', '/n/2', '/logo.png', 'https://elsewhere.example/n/9'),
  )
  assert.deepEqual(textsOf(await read()).sort(), ['said: News 3', 'said: News 4'])
  assert.deepEqual(textsOf(await read()), [])
})

test('a flood of new links is read a few at a look, none is left out, and what fails is tried again', async () => {
  const read = reader('/news', 'links')
  site.pages.set('/news', listing('/n/0'))
  await read()
  const paths = Array.from({ length: 23 }, (_, n) => `/n/${n + 1}`)
  for (const path of paths) site.pages.set(path, article(path))
  site.pages.set('/n/5', { status: 500 })
  site.pages.set('/news', listing(...paths))
  const told: string[] = []
  for (let looks = 0; looks < 3; looks++) {
    const before = site.asked.length
    told.push(...textsOf(await read()))
    assert.ok(site.asked.length - before <= 12)
    site.pages.set('/n/5', article('/n/5'))
  }
  assert.deepEqual(told.sort(), paths.map((path) => `said: ${path}`).sort())
})

test('what is newly written on a page is heard, and what stood there before is not', async () => {
  const read = reader('/talk', 'passages')
  const page = (...said: string[]) => ({
    body: `<html><body><main>${said.map((one) => `<p>${one}</p>`).join('')}</main></body></html>`,
  })
  const [first, second] = ['The old words that stood here all along.', 'Somebody newly asks where the beans are.']
  site.pages.set('/talk', page(first))
  assert.deepEqual(textsOf(await read()), [])
  site.pages.set('/talk', page(second, first))
  const { heard } = await read()
  assert.deepEqual(
    heard.map((one) => one.what === 'said' && one.post.text),
    [second],
  )
  site.pages.set('/talk', page(first))
  assert.deepEqual(textsOf(await read()), [])
})

test('what robots.txt forbids is not read, and its pace is kept', async () => {
  site.pages.set('/robots.txt', { type: 'text/plain', body: 'User-agent: *\nDisallow: /private\nCrawl-delay: 0.2' })
  site.pages.set('/private', article('Private'))
  await assert.rejects(
    reader('/private', 'whole')(),
    (error: unknown) =>
      error instanceof NetworkFailure && error.evidence.code === 'ROBOTS' && error.kind === 'rejected',
  )
  const read = reader('/news', 'links')
  site.pages.set('/news', listing('/n/0'))
  await read()
  for (const path of ['/n/1', '/n/2']) site.pages.set(path, article(path))
  site.pages.set('/news', listing('/n/1', '/n/2', '/private'))
  assert.equal((await read()).heard.length, 2)
  const pages = site.asked.filter((one) => one.path !== '/robots.txt').map((one) => one.at)
  assert.equal(pages.length, 4)
  for (const [n, at] of pages.entries()) if (n > 0) assert.ok(at - (pages[n - 1] ?? 0) > 180)
  assert.ok(site.asked.every((one) => one.headers['user-agent']?.startsWith('Rialto')))
})

test('a site whose robots.txt cannot be read is left alone for now', async () => {
  site.pages.set('/robots.txt', { status: 503 })
  site.pages.set('/a', article('A'))
  await assert.rejects(
    reader('/a', 'whole')(),
    (error: unknown) => error instanceof NetworkFailure && error.kind === 'network-down',
  )
  assert.ok(!site.asked.some((one) => one.path === '/a'))
})

test('what is no page is told as none', async () => {
  site.pages.set('/file', { type: 'application/pdf', body: '%PDF' })
  await assert.rejects(
    reader('/file', 'whole')(),
    (error: unknown) => error instanceof NetworkFailure && error.evidence.code === 'NO_PAGE',
  )
})

test('nothing of a page is run, and a page that is only deep, wide or broken is read as far as it goes', async () => {
  const marked = globalThis as { touched?: boolean }
  const address = 'https://a.example/x'
  const page = await readPage(
    `<script>globalThis.touched = true</script><img src=x onerror="touched=1"><p>${sentence}</p>`,
    address,
  )
  assert.equal(marked.touched, undefined)
  assert.ok(page.text.includes(sentence))
  for (const html of [
    '',
    'plain words',
    '<div>'.repeat(50_000) + sentence,
    '<p>a'.repeat(60_000),
    `<a ${'x=1 '.repeat(50_000)}>`,
  ])
    assert.equal(typeof (await readPage(html, address)).text, 'string')
})

test('a page may call itself by another address of its site, not by one of another', async () => {
  const canonical = (href: string) =>
    readPage(article('A', sentence, `<link rel="canonical" href="${href}">`).body, 'https://a.example/x?ref=1')
  assert.equal((await canonical('https://www.a.example/x')).url, 'https://www.a.example/x')
  assert.equal((await canonical('https://evil.example/x')).url, 'https://a.example/x?ref=1')
})
