/**
 * Makes `unicode/` anew: the order of emoji and their names and search words in our languages, from Unicode CLDR.
 *
 *   npm install --prefix /some/where cldr-annotations-full cldr-annotations-derived-full unicode-emoji-json
 *   node web/screens/compose/emoji/make-data.js /some/where
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const from = join(process.argv[2] ?? '.', 'node_modules')
const into = join(import.meta.dirname, 'unicode')
const locales = ['en', 'bg', 'uk', 'sv', 'cs', 'pl']
const groupNames = {
  'Smileys & Emotion': 'smileys',
  'People & Body': 'people',
  'Animals & Nature': 'nature',
  'Food & Drink': 'food',
  'Travel & Places': 'travel',
  Activities: 'activities',
  Objects: 'objects',
  Symbols: 'symbols',
  Flags: 'flags',
}

const read = (...path) => JSON.parse(readFileSync(join(from, ...path), 'utf8'))
const groups = read('unicode-emoji-json', 'data-by-group.json').map((group) => ({
  id: groupNames[group.name],
  emoji: group.emojis
    .filter((one) => Number(one.unicode_version) <= 16)
    .map((one) => one.emoji)
    .join(' '),
}))
writeFileSync(join(into, 'order.json'), `${JSON.stringify(groups)}\n`)

const plain = (emoji) => emoji.replaceAll('\uFE0F', '')
for (const locale of locales) {
  const known = {
    ...read('cldr-annotations-derived-full', 'annotationsDerived', locale, 'annotations.json').annotationsDerived
      .annotations,
    ...read('cldr-annotations-full', 'annotations', locale, 'annotations.json').annotations.annotations,
  }
  const byPlain = new Map(Object.entries(known).map(([emoji, words]) => [plain(emoji), words]))
  const words = groups.flatMap((group) => group.emoji.split(' ')).map((emoji) => wordsOf(byPlain.get(plain(emoji))))
  writeFileSync(join(into, `words-${locale}.json`), `${JSON.stringify(words)}\n`)
  console.log(locale, words.filter((one) => one === '').length, 'without words of', words.length)
}

function wordsOf(found) {
  if (!found) return ''
  const name = found.tts?.[0] ?? found.default?.[0] ?? ''
  return [name, ...(found.default ?? []).filter((word) => word !== name)].join('|')
}
