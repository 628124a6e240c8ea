import {
  astralClass,
  classOf,
  composed,
  composing,
  emoji,
  folded,
  foldOf,
  invisible,
  isLower,
  isSkinTone,
  joiner,
  letter,
  regional,
  sign,
  stop,
  surrogate,
  unspaced,
} from './characters.ts'
import { at as atSign, cash, hashOn, hash as hashSign, hashStart, picture, plain, type Tokens } from './tokens.ts'

/** Reads a post's title and text into `tokens`, in one pass over each. Never throws, whatever the text. */
export function tokenise(post: { title?: string; text: string }, tokens: Tokens): void {
  const reader = theReader
  tokens.clear(post.title ?? '', post.text)
  reader.begin(tokens)
  if (tokens.title) {
    reader.read(tokens.title)
    tokens.titleCount = tokens.count
  }
  reader.read(tokens.text)
}

const [dot, hyphen, below, zeroWidthJoiner] = [0x2e, 0x2d, 0x5f, 0x200d]
const [open, maybe, ended] = [0, 1, 2]

class Reader {
  private tokens: Tokens | undefined
  private text = ''
  private sentence = 0
  /** Whether the sentence is over, as far as has been seen; `maybe` is told by how the next word begins. */
  private end = open

  begin(tokens: Tokens): void {
    this.tokens = tokens
    this.sentence = 0
    this.end = open
  }

  read(text: string): void {
    this.text = text
    let at = 0
    while (at < text.length) {
      const unit = text.charCodeAt(at)
      switch (classOf[unit]) {
        case letter:
          at = isAddress(text, at, unit) ? this.readAddress(at) : this.readWord(at, at, plain)
          break
        case composing:
          at = this.readWord(at, at, plain)
          break
        case sign:
          at = this.readSigned(at, unit)
          break
        case stop:
          at = this.readStop(at, unit)
          break
        case unspaced:
          at = this.readUnspaced(at)
          break
        case emoji:
          at = this.readEmoji(at)
          break
        case surrogate:
          at = this.readAstral(at)
          break
        default:
          at++
      }
    }
    this.end = ended
  }

  private readWord(start: number, from: number, kind: number): number {
    const { text } = this
    let value = hashStart
    let made = false
    let at = start
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      const its = classOf[unit]
      if (its === letter) value = hashOn(value, foldOf[unit] ?? 0)
      else if (its === composing || its === invisible) made = true
      else if (its === surrogate) {
        if (astralClass(text.codePointAt(at) ?? 0) !== composing) break
        made = true
        at++
      } else if (this.goesOn(at, unit, kind)) value = hashOn(value, foldOf[unit] ?? 0)
      else break
    }
    if (made) this.addMade(kind, from, at, text.slice(start, at))
    else this.add(kind, from, at, value)
    return at
  }

  /** A word goes on over an apostrophe, a name over more than that. */
  private goesOn(at: number, unit: number, kind: number): boolean {
    if (kind === plain) return classOf[unit] === joiner && this.isWordAt(at + 1)
    if (unit === below || classOf[unit] === unspaced) return true
    const joins = classOf[unit] === joiner || (kind === atSign && (unit === dot || unit === hyphen))
    return joins && this.isWordAt(at + 1)
  }

  private isWordAt(at: number): boolean {
    const its = classOf[this.text.charCodeAt(at)]
    return its === letter || its === composing
  }

  private readSigned(at: number, unit: number): number {
    const kind = signKind(unit)
    const next = this.text.charCodeAt(at + 1)
    const its = classOf[next]
    const begins = its === letter || its === composing || (kind !== cash && (next === below || its === unspaced))
    if (!begins || (this.isWordAt(at - 1) && !this.followsTag(kind, at)) || (kind === cash && isDigit(next)))
      return at + 1
    return this.readWord(at + 1, at, kind)
  }

  /** People write one tag against the other. */
  private followsTag(kind: number, at: number): boolean {
    const { tokens } = this
    if (!tokens || tokens.count === 0) return false
    return kind === hashSign && tokens.kind[tokens.count - 1] === hashSign && tokens.to[tokens.count - 1] === at
  }

  private readStop(at: number, unit: number): number {
    if (unit !== dot && unit !== 0x2026) this.end = ended
    else if (!this.isWordAt(at + 1) && this.end === open && !this.isInitial(at)) this.end = maybe
    return at + 1
  }

  /** One letter with a dot is a name or an abbreviation. */
  private isInitial(at: number): boolean {
    const { tokens } = this
    if (!tokens || tokens.count === 0) return false
    const [from, to] = [tokens.from[tokens.count - 1], tokens.to[tokens.count - 1]]
    return to === at && from === at - 1 && !isDigit(this.text.charCodeAt(at - 1))
  }

  private readUnspaced(start: number): number {
    const { text } = this
    let at = start
    while (at < text.length) {
      const its = classOf[text.charCodeAt(at)]
      if (its === unspaced || (its === composing && at > start) || its === invisible) at++
      else if (its === surrogate && astralClass(text.codePointAt(at) ?? 0) === unspaced) at += 2
      else break
    }
    for (const { segment, index, isWordLike } of segmenter().segment(text.slice(start, at)))
      if (isWordLike) this.addMade(plain, start + index, start + index + segment.length, segment)
    return at
  }

  private readAstral(at: number): number {
    const its = astralClass(this.text.codePointAt(at) ?? 0)
    if (its === emoji) return this.readEmoji(at)
    if (its === regional) return this.readFlag(at)
    if (its === composing) return this.readWord(at, at, plain)
    return its === unspaced ? this.readUnspaced(at) : at + 1
  }

  private readEmoji(start: number): number {
    const { text } = this
    let at = start + lengthOf(text.codePointAt(start) ?? 0)
    for (;;) {
      const point = text.codePointAt(at) ?? 0
      if (isVariation(point) || isSkinTone(point) || point === 0x20e3 || isTag(point)) at += lengthOf(point)
      else if (point === zeroWidthJoiner && isPicture(text.codePointAt(at + 1) ?? 0))
        at += 1 + lengthOf(text.codePointAt(at + 1) ?? 0)
      else break
    }
    this.addPicture(start, at, text.slice(start, at).replace(tonesAndVariations, ''))
    return at
  }

  private readFlag(start: number): number {
    const isPair = astralClass(this.text.codePointAt(start + 2) ?? 0) === regional
    const at = start + (isPair ? 4 : 2)
    this.addPicture(start, at, this.text.slice(start, at))
    return at
  }

  private readAddress(start: number): number {
    let at = start
    while (at < this.text.length && !endsAddress.includes(this.text.charAt(at))) at++
    this.tokens?.addresses.push(this.text.slice(start, at))
    return at
  }

  private add(kind: number, from: number, to: number, value: number): void {
    this.tokens?.add(kind, from, to, value, this.sentenceOf(from))
  }

  private addMade(kind: number, from: number, to: number, written: string): void {
    const key = folded(composed(written))
    if (key) this.tokens?.addMade(kind, from, to, key, this.sentenceOf(from))
  }

  /** It belongs to what was said before it. */
  private addPicture(from: number, to: number, key: string): void {
    if (key) this.tokens?.addMade(picture, from, to, key, this.sentence)
  }

  private sentenceOf(from: number): number {
    if (this.end === open) return this.sentence
    if (this.end === ended || !isLower[this.text.charCodeAt(from)]) this.sentence++
    this.end = open
    return this.sentence
  }
}

const theReader = new Reader()

const signKind = (unit: number) =>
  unit === 0xff03 ? hashSign : unit === 0xff20 ? atSign : unit === 0xff04 ? cash : unit
const isDigit = (unit: number) => unit >= 0x30 && unit <= 0x39
const isVariation = (point: number) => point === 0xfe0e || point === 0xfe0f
/** Of the flags of parts of countries. */
const isTag = (point: number) => point >= 0xe0020 && point <= 0xe007f
const isPicture = (point: number) => (point > 0xffff ? astralClass(point) : classOf[point]) === emoji
const lengthOf = (point: number) => (point > 0xffff ? 2 : 1)
const tonesAndVariations = /[\ufe0e\ufe0f]|\ud83c[\udffb-\udfff]/g
const endsAddress = ' \t\n\r\u00a0<>"“”„«»'

function isAddress(text: string, at: number, unit: number): boolean {
  const first = unit | 0x20
  if (first !== 0x68 && first !== 0x77) return false
  const third = text.charCodeAt(at + 2) | 0x20
  return third === (first === 0x68 ? 0x74 : 0x77) && addressStart.test(text.slice(at, at + 9))
}

const addressStart = /^(https?:\/\/|www\.)\S/i

let made: Intl.Segmenter | undefined
function segmenter(): Intl.Segmenter {
  made ??= new Intl.Segmenter('en', { granularity: 'word' })
  return made
}
