import type { Content } from '../compose.ts'
import { textOption } from './compose.ts'

/** When the network itself is to show it, in seconds since 1970; undefined for at once. */
export function laterOf(content: Pick<Content, 'options'>): number | undefined {
  const moment = textOption(content, 'handOver')
  return moment ? Math.floor(Date.parse(moment) / 1000) : undefined
}
