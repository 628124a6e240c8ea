import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readWords } from '../../modules/listening/identify/read-words.ts'
import { longestWord } from '../../modules/listening/identify/word-features.ts'
import { listFiles, root } from '../read-sources.ts'
import { unicodeNames } from './unicode-names.ts'

/** Words to learn a language from, in their order, and how often of a hundred times they are learnt from these. */
export type Text = { words: string[]; share: number }

const labelled = join(root, '../shared/data/text/sentiment')
const shareOf = { names: 20, forms: 20, messages: 10, posts: 40 }

/** All that is at hand of a language; what the other sources leave is learnt from the words written for this. */
export function textsOf(language: string): Text[] {
  const { running, forms } = writtenWords(language)
  const texts: Text[] = [
    { words: [...new Set(wordsOf(unicodeNames(language)))], share: shareOf.names },
    { words: forms, share: shareOf.forms },
    { words: wordsOf(ownMessages(language)), share: shareOf.messages },
    { words: wordsOf(posts(language)), share: shareOf.posts },
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
  const forms = lines.filter((line) => line.startsWith('@')).flatMap(formsOf)
  return { running, forms: shuffled(forms) }
}

function formsOf(line: string): string[] {
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

/** What people wrote, where its licence lets a shipped model learn from it (NOTICE); kept beside the repository. */
function posts(language: string): string {
  const source = postsOf[language]
  if (!source) return ''
  const file = join(labelled, source.file)
  if (!existsSync(file)) throw new Error(`${file} is not there: the model of languages is built from it`)
  return source.read(readFileSync(file, 'utf8')).slice(0, 400_000)
}

const postsOf: Record<string, { file: string; read: (file: string) => string }> = {
  en: { file: 'en-umsab-train_text.txt', read: (file) => file.replace(/@user/g, ' ') },
  sv: { file: 'sv-absabank-train.jsonl', read: longestOfLines },
  bg: { file: 'bg-cinexio-train.jsonl', read: longestOfLines },
  uk: { file: 'uk-sent_anal_ukr_multi-train.csv', read: (file) => file },
}

/** The text is the longest value of each line. */
function longestOfLines(file: string): string {
  const longest = (line: string) =>
    Object.values(JSON.parse(line) as Record<string, unknown>)
      .map(String)
      .reduce((one, other) => (other.length > one.length ? other : one), '')
  return file.split('\n').filter(Boolean).map(longest).join('\n')
}
