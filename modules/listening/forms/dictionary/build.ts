import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { type DictionaryLanguage, dictionaryLanguages, wordsFrom } from './words-from.ts'
import { writeLexicon } from './write-lexicon.ts'

const usage =
  'Usage: node modules/listening/forms/dictionary/build.ts LANGUAGE FOLDER   (of the package dictionary-LANGUAGE)'

/** Makes the file a language's words are read from, out of the dictionary `docs/decisions/word-forms.md` names. */
function main([language = '', folder = '']: string[]): void {
  const known = dictionaryLanguages.find((one): one is DictionaryLanguage => one === language)
  if (!known || !folder) throw new Error(usage)
  const [aff, dic] = ['index.aff', 'index.dic'].map((name) => readFileSync(join(folder, name), 'utf8'))
  const text = writeLexicon(wordsFrom(known, aff ?? '', dic ?? ''))
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 }
  const file = join(import.meta.dirname, `${known}.br`)
  writeFileSync(file, brotliCompressSync(text, { params }))
  console.log(`${file}: ${text.length} characters`)
}

main(process.argv.slice(2))
