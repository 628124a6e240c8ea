import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tokensIn } from '../../modules/listening/matcher/read-word.ts'

/** Sentences whose every word has its lemma, kept beside the repository; they are no part of it, and only judged by. */
const folder = join(import.meta.dirname, '../../../shared/data/text/morphology')

/** A word of running text as the matcher reads it (`e-mail` is two), the word it is a form of, and its part of speech. */
export type Word = { keys: string[]; lemma: string; part: string }

/** Undefined where no such text is kept. */
export function readTreebank(language: string): Word[] | undefined {
  const paths = [folder, join(folder, 'evaluate-only')].filter((one) => existsSync(one))
  const file = paths.flatMap((path) =>
    readdirSync(path)
      .filter((name) => name === `${language}-dev.conllu`)
      .map((name) => join(path, name)),
  )[0]
  return file === undefined ? undefined : readFileSync(file, 'utf8').split('\n').flatMap(wordOf)
}

function wordOf(line: string): Word[] {
  const [number = '', form = '', lemma = '', part = ''] = line.split('\t')
  if (!/^\d+$/.test(number) || !isWord.test(form)) return []
  const [first, ...more] = keysOf(lemma)
  return first === undefined || more.length > 0 ? [] : [{ keys: keysOf(form), lemma: first, part }]
}

const isWord = /^[\p{L}\p{M}'’ʼ-]+$/u
const keysOf = (text: string) => tokensIn(text).map((token) => token.key)
