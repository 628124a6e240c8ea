import { Parser } from 'htmlparser2'
import { wholeAddress } from '../../../../kernel/feed/feed.ts'
import { plainAddress, siteOf, unwrapped } from '../web/web-key.ts'
import type { Mail } from './read-mail.ts'

export type LinkedItem = { url: string; title: string; text: string }

const mostItems = 200
const shortestTitle = 12
const longestText = 600

/** What an alert lists: each link to elsewhere with a title, and the words that follow it. */
export function linkedItems(mail: Mail): LinkedItem[] {
  const pieces = mail.html ? piecesOfHtml(mail.html) : piecesOfText(mail.text)
  const sender = domainOf(mail.from.address.split('@')[1] ?? '')
  const items: LinkedItem[] = []
  const known = new Map<string, LinkedItem>()
  for (const piece of pieces) {
    const url = piece.url && plainAddress(unwrapped(piece.url))
    const isItem = url && domainOf(new URL(url).hostname) !== sender && !isAct(piece.words, url)
    if (!isItem) {
      const last = items.at(-1)
      if (last && last.text.length < longestText && !piece.url)
        last.text = `${last.text} ${piece.words}`.trim().slice(0, longestText)
      continue
    }
    const before = known.get(url)
    if (before) before.text ||= piece.words
    else if (piece.words.length >= shortestTitle && items.length < mostItems) {
      const item = { url, title: piece.words.slice(0, 500), text: '' }
      known.set(url, item)
      items.push(item)
    }
  }
  return items
}

type Piece = { url?: string; words: string }

function piecesOfHtml(html: string): Piece[] {
  const pieces: Piece[] = []
  let url: string | undefined
  let words = ''
  let hidden = 0
  const end = () => {
    const said = words.replace(/\s+/g, ' ').trim()
    if (said) pieces.push({ ...(url && { url }), words: said })
    words = ''
  }
  const parser = new Parser({
    onopentag: (name, { href }) => {
      if (name === 'style' || name === 'script' || name === 'head') hidden++
      if (name !== 'a') {
        words += ' '
        return
      }
      end()
      url = wholeAddress(href, 'https://nowhere.invalid')
    },
    onclosetag: (name) => {
      if (name === 'style' || name === 'script' || name === 'head') hidden--
      if (name !== 'a') return
      end()
      url = undefined
    },
    ontext: (text) => {
      if (hidden === 0) words += text
    },
  })
  parser.end(html)
  end()
  return pieces
}

/** In plain mails an address stands below its title, or behind it. */
function piecesOfText(text: string): Piece[] {
  const pieces: Piece[] = []
  for (const line of text.split('\n').map((one) => one.trim())) {
    const [address] = /https?:\/\/[^\s<>"]+/.exec(line) ?? []
    if (!address) pieces.push({ words: line })
    else {
      const own = line
        .replace(address, '')
        .replace(/[<>()[\]:–-]+\s*$/, '')
        .trim()
      const title = own.length >= shortestTitle ? own : (pieces.pop()?.words ?? own)
      pieces.push({ url: address.replace(/[.,;)]+$/, ''), words: title })
    }
  }
  return pieces.filter((one) => one.words !== '' || one.url)
}

/** What a mail lets its reader do is no news. */
const isAct = (words: string, url: string) =>
  /unsubscri|отпис|отпиш|відпис|wypisz|odhlás|avsluta|preferences|settings|настройк|privacy|view (in|this)|flag as|share on/i.test(
    words,
  ) ||
  /unsubscribe|\/(preferences|settings|privacy|alerts?)(\/|$|\?)/i.test(url) ||
  siteOf(url).endsWith('.invalid')

const domainOf = (host: string) => host.toLowerCase().split('.').slice(-2).join('.')
