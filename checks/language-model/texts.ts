import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readWords } from '../../modules/listening/identify/read-words.ts'
import { longestWord } from '../../modules/listening/identify/word-features.ts'
import { formsOf } from '../../modules/listening/index.ts'
import { listFiles, root } from '../read-sources.ts'
import { unicodeNames } from './unicode-names.ts'

/** Words to learn a language from, in their order, and how often of a hundred times they are learnt from these. */
export type Text = { words: string[]; share: number }

const shareOf = { names: 20, forms: 15, messages: 10, posts: 40 }

/** All that is at hand of a language; what the other sources leave is learnt from the words written for this. */
export function textsOf(language: string): Text[] {
  const { running, forms } = writtenWords(language)
  const messages = inOwnLetters(language, wordsOf(ownMessages(language)))
  const spoken = inOwnLetters(language, wordsOf(posts(language)))
  const inflected = spoken.length > 0 ? inflect([...running, ...messages, ...spoken], language) : []
  const texts: Text[] = [
    { words: [...new Set(wordsOf(unicodeNames(language)))], share: shareOf.names },
    { words: shuffled([...new Set([...forms, ...wordsOf(inflected.join(' '))])]), share: shareOf.forms },
    { words: messages, share: shareOf.messages },
    { words: spoken, share: shareOf.posts },
  ].filter(({ words }) => words.length > 0)
  return [{ words: running, share: 100 - texts.reduce((sum, one) => sum + one.share, 0) }, ...texts]
}

export function wordsOf(text: string): string[] {
  const found: string[] = []
  const at = new Uint16Array(longestWord)
  const words = { at, onWord: (length: number) => found.push(String.fromCharCode(...at.subarray(0, length))) }
  for (const token of text.split(/\s+/)) readWords(token, words, () => undefined)
  return found
}

/** `words/xx.txt`: running words, and lines `@ endings : stems`, where 0 is no ending. */
function writtenWords(language: string): { running: string[]; forms: string[] } {
  const lines = readFileSync(join(import.meta.dirname, 'words', `${language}.txt`), 'utf8').split('\n')
  const running = wordsOf(lines.filter((line) => !line.startsWith('@')).join('\n'))
  const forms = lines.filter((line) => line.startsWith('@')).flatMap(formsOfLine)
  return { running, forms }
}

function formsOfLine(line: string): string[] {
  const [endings = [], stems = []] = line
    .slice(1)
    .split(':')
    .map((part) => part.trim().split(/\s+/))
  return stems.flatMap((stem) => endings.map((ending) => (ending === '0' ? stem : stem + ending)))
}

/** In an order that is the same each time and has nothing to do with how they were written down. */
const shuffled = (words: string[]) =>
  words
    .map((word, at) => ({ word, by: Math.imul(at + 1, 0x9e3779b1) >>> 0 }))
    .sort((one, other) => one.by - other.by)
    .map(({ word }) => word)

/** Our own catalogues, without what stands in braces. */
function ownMessages(language: string): string {
  const files = listFiles(['kernel', 'networks', 'modules', 'server', 'web'], /\/messages\/[a-z]+\.json$/)
    .filter((path) => path.endsWith(`/${language}.json`))
    .sort()
  return files
    .flatMap((path) => Object.values(JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, string>))
    .join('\n')
    .replace(/\{\w+, (plural|select|selectordinal),/g, ' ')
    .replace(/\{\w+[^{}]*\}/g, ' ')
    .replace(/(=\d+|\b(zero|one|two|few|many|other))\s*\{/g, ' ')
    .replace(/<[^>]*>|[{}#]/g, ' ')
}

/** Only of languages whose forms are known: of others it would be guesses. */
const inflect = (words: string[], language: string) => [...new Set(words)].flatMap((word) => formsOf(word, language))

/** Comments of customers, written for this project. */
function posts(language: string): string {
  const file = join(root, 'modules/listening/corpus', `${language}.jsonl`)
  if (!existsSync(file)) return ''
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => (JSON.parse(line) as { text: string }).text).join('\n')
}

/** Some people write Bulgarian in Latin letters, and brands are everywhere: these are not to be learnt. */
const inOwnLetters = (language: string, words: string[]) =>
  cyrillic.has(language) ? words.filter((word) => /^[\p{Script=Cyrillic}']+$/u.test(word)) : words
const cyrillic = new Set(['bg', 'uk', 'ru', 'be', 'mk', 'sr'])
