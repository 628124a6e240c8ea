import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs'
import { dirname } from 'node:path'
import type { LedgerAct } from './ledger.ts'

export type JournalLine = { network: string; at: string; event: unknown; act?: LedgerAct }

/** The lab's memory over restarts: one JSON line a commit. Without a path nothing is kept. What was taken is not held any longer. */
export type Journal = { take: (network: string) => JournalLine[]; write: (line: JournalLine) => void }

export function openJournal(path: string | undefined): Journal {
  if (!path) return { take: () => [], write: () => {} }
  mkdirSync(dirname(path), { recursive: true })
  let lines = existsSync(path) ? readLines(path) : []
  return {
    take: (network) => {
      const own = lines.filter((line) => line.network === network)
      lines = lines.filter((line) => line.network !== network)
      return own
    },
    write: (line) => appendFileSync(path, `${JSON.stringify(line)}\n`),
  }
}

/** A line torn by a crash was never acknowledged: it is cut off, so that the next commit starts on a line of its own. */
function readLines(path: string): JournalLine[] {
  const bytes = readFileSync(path)
  const whole = bytes.lastIndexOf(0x0a) + 1
  if (whole < bytes.length) truncateSync(path, whole)
  return bytes
    .toString('utf8', 0, whole)
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => parseLine(line, path, index))
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
