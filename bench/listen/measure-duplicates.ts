import { DuplicateWindow, type Post } from '../../modules/listening/index.ts'
import type { Measured } from '../figure.ts'
import { type Dice, type Edit, oneWord, otherEdits, postOf } from './edits.ts'
import { readTalk } from './real-talk.ts'
import { SimHashWindow } from './sim-hash.ts'
import { Talk } from './talk.ts'

type Say = (line: string) => void
type Texts = { name: string; dice: Dice; ofLength: (length: number, count: number) => string[][] }
export type Sizes = { texts: number; different: number }

const lengths = [5, 8, 12, 21, 40]
const moment = new Date(0)

/** How many edited copies are found, and how many different posts are taken for copies, beside SimHash. */
export function measureDuplicates(id: string, { texts, different }: Sizes, say: Say): Measured[] {
  const talk = new Talk(17)
  const real = readTalk(1)?.posts
  const sources = [madeTexts(talk), ...(real ? [realTexts(talk, real)] : [])]
  if (!real) say('real posts: skipped, none are kept beside the repository')
  return [
    ...sources.flatMap((source) =>
      lengths.flatMap((length) => recall(`${id}.${source.name}`, source, length, texts, say)),
    ),
    ...falseFolds(id, talk, different, say),
    ...(real ? foldsAmongReal(id, real, say) : []),
  ]
}

function recall(id: string, source: Texts, length: number, count: number, say: Say): Measured[] {
  const originals = source.ofLength(length, count)
  if (originals.length < count / 10) {
    say(`${source.name}, ${length} words: skipped, ${originals.length} texts are so long`)
    return []
  }
  const found = [...oneWord, ...otherEdits].map((edit) => ({ edit, ...foundShare(originals, edit, source.dice) }))
  const list = found.map(({ edit, ours, simHash }) => `${edit.name} ${percent(ours)} (${percent(simHash)})`)
  say(`${source.name}, ${length} words, found (by SimHash): ${list.join(', ')}`)
  const [ours, simHash] = [meanOf(found.map((one) => one.ours)), meanOf(found.map((one) => one.simHash))]
  const measured = { value: 100 * ours, unit: '%', baseline: 100 * simHash, beside: 'SimHash, 3 of 64 bits' }
  return [{ id: `${id}.${length}`, ...measured, n: 3 * originals.length }]

  function meanOf(shares: number[]): number {
    return shares.slice(0, oneWord.length).reduce((sum, one) => sum + one, 0) / oneWord.length
  }
}

/** Of all texts; one that says too little to be known again is one that was not found. */
function foundShare(originals: string[][], edit: Edit, dice: Dice): { ours: number; simHash: number } {
  const [window, simHashes] = [new DuplicateWindow(), new SimHashWindow()]
  const fresh = originals.map((words, n) => {
    const post = postOf(words)
    simHashes.add(`${n}`, post)
    return window.add(`${n}`, post, moment) === null
  })
  let [asked, ours, simHash] = [0, 0, 0]
  for (const [n, words] of originals.entries()) {
    if (!fresh[n]) continue
    const copy = postOf(edit.apply(words, dice))
    asked++
    if (window.add(`copy of ${n}`, copy, moment) === `${n}`) ours++
    if (simHashes.add(`copy of ${n}`, copy) === `${n}`) simHash++
  }
  return { ours: ours / asked, simHash: simHash / asked }
}

/** Made posts of 5 to 40 words, each drawn by itself. */
function falseFolds(id: string, talk: Talk, count: number, say: Say): Measured[] {
  const source = madeTexts(talk)
  const posts = Array.from({ length: count }, (_, n) => postOf(source.ofLength(5 + (n % 36), 1)[0] ?? []))
  const [window, simHashes] = [new DuplicateWindow({ most: count }), new SimHashWindow()]
  const began = process.cpuUsage()
  const folded = posts.filter((post, n) => window.add(`${n}`, post, moment) !== null).length
  const { user, system } = process.cpuUsage(began)
  const bySimHash = posts.filter((post, n) => simHashes.add(`${n}`, post) !== null).length
  say(`${folded} of ${count} different posts were folded, by SimHash ${bySimHash}`)
  const per10k = (folds: number) => (10_000 * folds) / count
  return [
    {
      id: `${id}.false`,
      value: per10k(folded),
      unit: 'in 10,000',
      baseline: per10k(bySimHash),
      beside: 'SimHash',
      n: count,
    },
    { id: `${id}.rate`, value: (count * 1e6) / (user + system), unit: 'posts/s', baseline: null, n: count },
  ]
}

/** Real posts hold copies too; which folds are right is for eyes to judge, so each is said. */
function foldsAmongReal(id: string, posts: Post[], say: Say): Measured[] {
  const window = new DuplicateWindow()
  let [same, others] = [0, 0]
  for (const [n, post] of posts.entries()) {
    const original = window.add(`${n}`, post, moment)
    if (original === null) continue
    const text = posts[Number(original)]?.text ?? ''
    if (lettersOf(text) === lettersOf(post.text)) same++
    else {
      others++
      say(`folded: ${text.slice(0, 110)} ← ${post.text.slice(0, 110)}`)
    }
  }
  say(`of ${posts.length} real posts ${same} are letter for letter as one before, ${others} nearly`)
  const share = (10_000 * others) / posts.length
  return [{ id: `${id}.real.nearly`, value: share, unit: 'in 10,000', baseline: null, n: posts.length }]
}

function madeTexts(talk: Talk): Texts {
  const word = () => {
    for (;;) {
      const one = talk.pick(talk.lemma(1))
      if (one) return one
    }
  }
  let words: string[] = []
  const next = () => {
    while (words.length === 0) words = plainWords(talk.post())
    return words.pop() ?? ''
  }
  const ofLength = (length: number, count: number) => Array.from({ length: count }, () => Array.from({ length }, next))
  return { name: 'made', dice: { below: talk.below, word }, ofLength }
}

function realTexts(talk: Talk, posts: Post[]): Texts {
  const texts = posts.map(plainWords)
  const all = texts.flat()
  const ofLength = (length: number, count: number) =>
    texts
      .filter((words) => words.length >= length)
      .slice(0, count)
      .map((words) => words.slice(0, length))
  return { name: 'real', dice: { below: talk.below, word: () => talk.pick(all) }, ofLength }
}

const plainWords = ({ text }: Post) =>
  text.split(/\s+/).filter((word) => /^[\p{L}\p{N}'’-]*\p{L}[\p{L}\p{N}'’-]*$/u.test(word))
const lettersOf = (text: string) => text.toLowerCase().replace(/https?:\S+|[^\p{L}\p{N}]/gu, '')
const percent = (share: number) => `${(100 * share).toFixed(1)} %`
