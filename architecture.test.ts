import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { browserSafe, frontDoors, modules, rooms } from './architecture.ts'
import { listFiles, readSources, root, type Source } from './checks/read-sources.ts'

const sources = readSources()
const byPath = new Map(sources.map((one) => [one.path, one]))
const isTest = (path: string) => /\.test\.tsx?$|(^|\/)testing(\/|[-\w]*\.tsx?$)/.test(path)
const roomOf = (path: string) => path.split('/')[0] ?? ''
const innerOf = (path: string) => (path.split('/').length > 2 ? path.split('/')[1] : undefined)
const networks = readdirSync(join(root, 'networks'), { withFileTypes: true })
  .map((one) => one.name)
  .filter((name) => existsSync(join(root, 'networks', name, 'compose.ts')))

test('every import points to a file that is there', () => {
  const lost = eachImport(({ file, typeOnly }) =>
    Boolean(file && !typeOnly && /\.(ts|tsx|js)$/.test(file) && !existsSync(join(root, file))),
  )
  assert.deepEqual(lost, [])
})

test('a room imports only itself and the rooms before it', () => {
  const order: string[] = [...rooms]
  const upward = eachImport(({ file }, source) => {
    const [from, to] = [order.indexOf(roomOf(source.path)), order.indexOf(roomOf(file ?? ''))]
    return from >= 0 && to > from && !isTest(source.path)
  })
  assert.deepEqual(upward, [])
})

test('nothing of the server is imported by the web, and nothing of the web by the server', () => {
  const crossing = eachImport(({ file }, { path }) => {
    const [from, to] = [roomOf(path), roomOf(file ?? '')]
    const networkPreview = from === 'networks' && path.includes('/web/')
    return (
      (from === 'web' && to === 'server') ||
      (to === 'web' && (rooms as readonly string[]).includes(from) && !networkPreview)
    )
  })
  assert.deepEqual(
    crossing.filter((one) => !isTest(one)),
    [],
  )
})

test('a module imports only the modules before it, and only by their front doors', () => {
  const order: string[] = [...modules]
  const wrong = eachImport(({ file, typeOnly }, { path }) => {
    if (roomOf(path) !== 'modules' || roomOf(file ?? '') !== 'modules' || isTest(path)) return false
    const [from, to] = [innerOf(path) ?? '', innerOf(file ?? '') ?? '']
    if (from === to) return false
    const door = file?.slice(`modules/${to}/`.length) ?? ''
    return order.indexOf(to) > order.indexOf(from) || !isFrontDoor(door, typeOnly)
  })
  assert.deepEqual(wrong, [])
})

test('whoever is outside the modules enters them by their front doors', () => {
  const wrong = eachImport(({ file, typeOnly }, { path }) => {
    const outside = ['kernel', 'networks', 'server', 'web'].includes(roomOf(path)) && !isTest(path)
    return (
      outside && roomOf(file ?? '') === 'modules' && !isFrontDoor(file?.split('/').slice(2).join('/') ?? '', typeOnly)
    )
  })
  assert.deepEqual(wrong, [])
})

test('nobody outside its folder imports a network', () => {
  const wrong = eachImport(({ file }, { path }) => {
    const network = networks.find((name) => file?.startsWith(`networks/${name}/`))
    return (
      Boolean(network) &&
      !path.startsWith(`networks/${network}/`) &&
      !['e2e', 'bench'].includes(roomOf(path)) &&
      !isTest(path)
    )
  })
  assert.deepEqual(wrong, [])
})

test('what the networks of one protocol share is imported by networks only', () => {
  const wrong = eachImport(({ file }, { path }) => {
    const fromNetwork = networks.some((name) => path.startsWith(`networks/${name}/`))
    const within = path.startsWith('networks/families/')
    return Boolean(file?.startsWith('networks/families/')) && !fromNetwork && !within && !isTest(path)
  })
  assert.deepEqual(wrong, [])
})

test('nobody outside its folder names a network', () => {
  const files = listFiles(['kernel', 'networks', 'modules', 'server', 'web'], /\.(ts|tsx|js|json|sql|css|html)$/)
  const naming = files.flatMap((path) => {
    if (isTest(path) || /\/(fixtures|unicode|word-packs)\//.test(path) || isSaidToPeople(path)) return []
    const others = networks.filter((name) => !path.startsWith(`networks/${name}/`) && !isFormat(name, path))
    const found = others.filter((name) => wholeWord(name).test(withoutAddresses(withoutComments(read(path)))))
    return found.map((name) => `${path} names ${name}`)
  })
  assert.deepEqual(naming, [])
})

test('no files import each other in a circle', () => {
  assert.deepEqual(circles(), [])
})

test('what the browser runs needs nothing of Node', () => {
  const starts = sources.filter(({ path }) => (roomOf(path) === 'web' && isPage(path)) || isBrowserSafe(path))
  const reached = new Set<string>()
  const wrong: string[] = []
  const visit = (source: Source, way: string) => {
    if (reached.has(source.path)) return
    reached.add(source.path)
    for (const { from, file, typeOnly } of source.imports) {
      if (typeOnly) continue
      if (from.startsWith('node:')) wrong.push(`${way} → ${from}`)
      const next = byPath.get(file ?? '')
      if (next) visit(next, `${way} → ${next.path}`)
    }
  }
  for (const start of starts) visit(start, start.path)
  assert.deepEqual(wrong, [])
})

test('only the clock reads the clock', () => {
  const allowed = ['kernel/clock.ts', 'kernel/id.ts']
  const readers = sources.filter(
    ({ path, text }) =>
      (rooms as readonly string[]).includes(roomOf(path)) &&
      !path.includes('/web/') &&
      !isTest(path) &&
      !allowed.includes(path) &&
      /\bDate\.now\(|\bnew Date\(\)|\bTemporal\.Now\b/.test(text),
  )
  assert.deepEqual(
    readers.map((one) => one.path),
    [],
  )
})

test('every file is named after what it does', () => {
  const vague = /(^|[-/.])(utils?|helpers?|managers?|services?|common|misc|stuff)([-/.]|$)/
  assert.deepEqual(
    sources.map((one) => one.path).filter((path) => vague.test(path)),
    [],
  )
})

test('types are never silenced', () => {
  const silenced = sources.filter(
    ({ text }) =>
      /^[^'"`]*@ts-(ignore|nocheck|expect-error)/m.test(text) || /^[^'"`]*\bas any\b/m.test(withoutComments(text)),
  )
  assert.deepEqual(
    silenced.map((one) => one.path).filter((path) => path !== 'architecture.test.ts'),
    [],
  )
})

test('the lockfile names no registry, so that an install takes the one it is told', () => {
  assert.doesNotMatch(
    read('package-lock.json'),
    /"resolved":|https?:\/\/(?!(opencollective|github|www\.patreon|paypal|feross|tidelift|ko-fi)\b)[^"]*\/-\//,
  )
})

test('files are short', (t) => {
  const lengths = sources
    .map((one) => ({ path: one.path, lines: one.text.split('\n').length }))
    .sort((a, b) => a.lines - b.lines)
  const p90 = lengths[Math.floor(lengths.length * 0.9)]?.lines ?? 0
  const longest = lengths.slice(-3).map((one) => `${one.path} ${one.lines}`)
  t.diagnostic(`${lengths.length} files, p90 ${p90} lines; longest: ${longest.join(', ')}`)
  assert.ok(p90 <= 260, `p90 of file lengths is ${p90} lines`)
})

const isFrontDoor = (door: string, typeOnly: boolean) =>
  frontDoors.some((one) => one.file === door && (typeOnly || !one.typesOnly))

const isBrowserSafe = (path: string) =>
  ['networks', 'modules'].includes(roomOf(path)) && browserSafe.some((name) => path.endsWith(`/${name}`))

const isPage = (path: string) =>
  /\.tsx?$/.test(path) && !isTest(path) && !path.startsWith('web/build/') && !path.endsWith('vite.config.ts')

/** Letters of all alphabets make a word. */
const wholeWord = (name: string) => new RegExp(`(?<![\\p{L}\\p{N}_])${name}(?![\\p{L}\\p{N}_])`, 'iu')

/** A network's own words may send people to another one, by which its accounts are signed in. */
const isSaidToPeople = (path: string) => /^networks\/[^/]+\/(web\/)?messages\//.test(path)

/** One is called as the form of what it reads, which others read as well. */
const isFormat = (name: string, path: string) =>
  name === 'rss' && /^kernel\/feed\/|^modules\/listening\/sources\/|\/messages\//.test(path)

/** Where a graph stands is no name of a network: one host serves several. */
const withoutAddresses = (text: string) => text.replace(/\b[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|net)\b/g, '')

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '')

const read = (path: string) => readFileSync(join(root, path), 'utf8')

function eachImport(is: (one: Source['imports'][number], source: Source) => boolean): string[] {
  return sources.flatMap((source) =>
    source.imports.filter((one) => is(one, source)).map((one) => `${source.path} imports ${one.file ?? one.from}`),
  )
}

function circles(): string[] {
  const state = new Map<string, 'open' | 'done'>()
  const found: string[] = []
  const visit = (source: Source, way: string[]) => {
    if (state.get(source.path) === 'done') return
    if (state.get(source.path) === 'open') {
      found.push([...way.slice(way.indexOf(source.path)), source.path].join(' → '))
      return
    }
    state.set(source.path, 'open')
    for (const { file, typeOnly } of source.imports) {
      const next = typeOnly ? undefined : byPath.get(file ?? '')
      if (next) visit(next, [...way, source.path])
    }
    state.set(source.path, 'done')
  }
  for (const source of sources) visit(source, [])
  return found
}
