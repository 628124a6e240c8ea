import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { locales } from '../kernel/i18n.ts'
import { listFiles, readSources, root } from './read-sources.ts'

type Catalogue = Record<string, string>

const folders = [
  ...new Set(listFiles(['kernel', 'networks', 'modules', 'server', 'web'], /\/messages\/[a-z]+\.json$/).map(dirname)),
]
const read = (folder: string, locale: string): Catalogue => {
  const file = join(root, folder, `${locale}.json`)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}
const english = new Map(folders.flatMap((folder) => Object.entries(read(folder, 'en'))))

test('every catalogue says the same things in all six languages', () => {
  const wrong = eachCatalogue((folder, locale, catalogue) => {
    const wanted = Object.keys(read(folder, 'en'))
    const missing = wanted.filter((key) => !catalogue[key]?.trim()).map((key) => `${folder} lacks ${key} in ${locale}`)
    const extra = Object.keys(catalogue)
      .filter((key) => !wanted.includes(key))
      .map((key) => `${folder} has ${key} only in ${locale}`)
    return [...missing, ...extra]
  })
  assert.deepEqual(wrong, [])
})

test('every message is well formed and takes the same values in all languages', () => {
  const wrong = eachMessage((folder, locale, key, message) => {
    try {
      const [values, wanted] = [valuesOf(read(folder, 'en')[key] ?? ''), valuesOf(message)].map((set) =>
        [...set].sort().join(),
      )
      return values === wanted ? [] : [`${key} in ${locale} takes {${wanted}} and in English {${values}}`]
    } catch (error) {
      return [`${key} in ${locale}: ${error instanceof Error ? error.message : error}`]
    }
  })
  assert.deepEqual(wrong, [])
})

test('plurals have all forms of their language and no others', () => {
  const wrong = eachMessage((_folder, locale, key, message) =>
    pluralsOf(parse(message, { ignoreTag: true })).flatMap(({ forms, type }) => {
      const rules = new Intl.PluralRules(locale, { type }).resolvedOptions().pluralCategories
      const named = forms.filter((form) => !form.startsWith('='))
      const lacking = rules.filter(
        (form) => !named.includes(form) && !(form === 'one' && oneIsOne.includes(locale) && forms.includes('=1')),
      )
      const strange = named.filter((form) => !rules.some((rule) => rule === form))
      return lacking.length || strange.length ? [`${key} in ${locale}: lacks ${lacking}, has ${strange}`] : []
    }),
  )
  assert.deepEqual(wrong, [])
})

test('no key stands in two catalogues', () => {
  const seen = new Map<string, string>()
  const twice = folders.flatMap((folder) =>
    Object.keys(read(folder, 'en')).filter((key) => {
      const before = seen.get(key)
      seen.set(key, folder)
      return before !== undefined
    }),
  )
  assert.deepEqual(twice, [])
})

const sources = readSources().filter(({ path }) => !/\.test\.tsx?$|^checks\/|^bench\/|^e2e\//.test(path))

const said =
  /\b(?:say|has|notFound|conflict|forbidden|refuseMedia|refuse)\(\s*'([^'\n]+)'|\b(?:Refusal|badField)\(\s*[^,()]+,\s*'([^'\n]+)'/g

test('every key that the code says has words', () => {
  const missing = sources.flatMap(({ path, text }) =>
    [...text.matchAll(said)]
      .map(([, key, code]) => key ?? code ?? '')
      .filter((key) => isKey(key) && !english.has(key))
      .map((key) => `${path} says ${key}`),
  )
  assert.deepEqual([...new Set(missing)], [])
})

test('what is said before one is in stands in the words that are loaded there', () => {
  const loaded = ['web/messages', 'web/screens/entry/messages'].flatMap((folder) => Object.keys(read(folder, 'en')))
  const doors = [
    ...['welcome', 'sign-in'].map((name) => `web/screens/entry/${name}-screen.tsx`),
    ...['root', 'pending-screen', 'missing-screen', 'error-screen'].map((name) => `web/shell/${name}.tsx`),
  ]
  const late = reachedFrom(doors).flatMap(({ path, text }) =>
    [...text.matchAll(said)]
      .map(([, key = '']) => key)
      .filter((key) => english.has(key) && !loaded.includes(key))
      .map((key) => `${path} says ${key}`),
  )
  assert.deepEqual([...new Set(late)], [])
})

function reachedFrom(paths: string[]): typeof sources {
  const reached = new Set(paths)
  for (const path of reached)
    for (const { file, typeOnly } of sources.find((one) => one.path === path)?.imports ?? [])
      if (file && !typeOnly) reached.add(file)
  return sources.filter(({ path }) => reached.has(path))
}

test('no words are left that nothing says', () => {
  const literals = new Set<string>()
  const patterns = new Set<string>()
  for (const { text } of sources) {
    for (const [, one, two] of text.matchAll(/'([\w.-]+)'|"([\w.-]+)"/g)) literals.add(one ?? two ?? '')
    for (const [, pattern = ''] of text.matchAll(/`([a-z][\w-]*\.[^`\s]*\$\{[^`\n]*)`/g)) patterns.add(pattern)
  }
  const made = [...patterns].map(
    (one) =>
      new RegExp(
        `^${one
          .split(/\$\{[^}]*\}/)
          .map(RegExp.escape)
          .join('[\\w-]+(?:\\.[\\w-]+)*')}$`,
      ),
  )
  const dead = [...english.keys()].filter((key) => !literals.has(key) && !made.some((one) => one.test(key)))
  assert.deepEqual(dead, [])
})

/** Languages whose form for one is for the number 1 alone. */
const oneIsOne = ['en', 'bg', 'sv']

const isKey = (text: string) => /^[a-z][\w-]*(\.[\w-]+)+$/.test(text)

function eachCatalogue(look: (folder: string, locale: string, catalogue: Catalogue) => string[]): string[] {
  return folders.flatMap((folder) => locales.flatMap((locale) => look(folder, locale, read(folder, locale))))
}

function eachMessage(look: (folder: string, locale: string, key: string, message: string) => string[]): string[] {
  return eachCatalogue((folder, locale, catalogue) =>
    Object.entries(catalogue).flatMap(([key, message]) => look(folder, locale, key, message)),
  )
}

function valuesOf(message: string): Set<string> {
  const found = new Set<string>()
  const visit = (elements: MessageFormatElement[]) => {
    for (const element of elements) {
      if ('value' in element && element.type !== TYPE.literal && element.type !== TYPE.tag) found.add(element.value)
      if (element.type === TYPE.tag) visit(element.children)
      if ('options' in element) for (const option of Object.values(element.options)) visit(option.value)
    }
  }
  visit(parse(message, { ignoreTag: true }))
  return found
}

type Plural = { forms: string[]; type: Intl.PluralRuleType }

function pluralsOf(elements: MessageFormatElement[]): Plural[] {
  return elements.flatMap((element): Plural[] => {
    const inner = 'options' in element ? Object.values(element.options).flatMap((one) => pluralsOf(one.value)) : []
    if (element.type !== TYPE.plural) return inner
    return [{ forms: Object.keys(element.options), type: element.pluralType ?? 'cardinal' }, ...inner]
  })
}
