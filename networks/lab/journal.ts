import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs'
import { dirname } from 'node:path'
import type { LedgerAct } from './ledger.ts'

export type JournalLine = { network: string; at: string; event: unknown; act?: LedgerAct }

/** The lab's memory over restarts: one JSON line a commit. Without a path nothing is kept. What is not asked for is not held. */
export type Journal = {
  take: (network: string) => JournalLine[]
  write: (line: JournalLine) => void
  /** The networks that had lines when it was opened. */
  networks: ReadonlySet<string>
}

export function openJournal(path: string | undefined): Journal {
  if (!path) return { take: () => [], write: () => {}, networks: new Set() }
  mkdirSync(dirname(path), { recursive: true })
  if (existsSync(path)) cutTornLine(path)
  const networks = new Set<string>()
  for (const { text, index } of linesOf(path)) networks.add(parseLine(text, path, index).network)
  return {
    networks,
    take: (network) => {
      const own = linesOf(path).filter(({ text }) => text.startsWith(beginningOf(network)))
      return own.map(({ text, index }) => parseLine(text, path, index))
    },
    write: ({ network, ...rest }) => appendFileSync(path, `${JSON.stringify({ network, ...rest })}\n`),
  }
}

/** By this a line is known without being parsed. */
const beginningOf = (network: string) => `{"network":${JSON.stringify(network)},`

/** A line torn by a crash was never acknowledged: it is cut off, so that the next commit starts on a line of its own. */
function cutTornLine(path: string): void {
  const bytes = readFileSync(path)
  const whole = bytes.lastIndexOf(0x0a) + 1
  if (whole < bytes.length) truncateSync(path, whole)
}

function linesOf(path: string): { text: string; index: number }[] {
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.map((text, index) => ({ text, index })).filter(({ text }) => text !== '')
}

function parseLine(line: string, path: string, index: number): JournalLine {
  try {
    return JSON.parse(line) as JournalLine
  } catch (cause) {
    throw new Error(`line ${index + 1} of the practice journal ${path} is damaged. Move the file away to start anew.`, {
      cause,
    })
  }
}
