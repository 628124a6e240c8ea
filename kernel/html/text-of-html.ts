import { Parser } from 'htmlparser2'

const blocks = 'p div section article header footer h1 h2 h3 h4 h5 h6 ul ol blockquote pre table figure hr'
const paragraphs = new Set(blocks.split(' '))
const silent = new Set(['script', 'style', 'template', 'head', 'title', 'noscript', 'iframe', 'svg'])

/** The words of a piece of HTML as a reader sees them: paragraphs apart, line breaks kept, nothing run. Never throws. */
export function textOfHtml(html: string): string {
  const page = emptyPage()
  let hidden = 0
  let verbatim = 0
  const parser = new Parser({
    onopentagname: (name) => {
      if (silent.has(name)) hidden++
      if (paragraphs.has(name)) page.apart(2)
      if (name === 'pre') verbatim++
      if (name === 'br') page.breakLine()
      if (name !== 'li') return
      page.apart(1)
      page.say('• ')
    },
    onclosetag: (name) => {
      if (silent.has(name)) hidden--
      if (name === 'pre') verbatim--
      if (paragraphs.has(name)) page.apart(2)
      if (name === 'li' || name === 'tr') page.apart(1)
    },
    ontext: (words) => {
      if (hidden === 0) page.say(verbatim > 0 ? words : words.replace(/[ \t\r\n\f]+/g, ' '))
    },
  })
  parser.write(html)
  parser.end()
  return page.text()
}

/** What stands so far, and the gap before what comes next: spaces at the ends of lines are nobody's. */
function emptyPage() {
  const pieces: string[] = []
  let gap = ''
  return {
    apart: (lines: number) => {
      gap = '\n'.repeat(Math.max(lines, gap.trim() === '' && gap.includes('\n') ? gap.length : 0))
    },
    breakLine: () => {
      gap = `${gap.replace(' ', '')}\n`
    },
    say: (words: string) => {
      const said = words.replace(/^ /, '').replace(/ $/, '')
      if (words.startsWith(' ') && gap === '') gap = ' '
      if (said !== '') {
        if (pieces.length > 0) pieces.push(gap)
        pieces.push(said)
        gap = ''
      }
      if (words.length > 1 && words.endsWith(' ') && gap === '') gap = ' '
    },
    text: () => pieces.join('').trim(),
  }
}
