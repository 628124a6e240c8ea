import type { Content, Part } from '../../networks/compose.ts'
import { zoneShown } from '../i18n/zones.ts'

/** `example.com` of an address, as networks show it under a card. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url)

export const clockIn = (locale: string, zone: string, at: Date): string =>
  new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: zoneShown(zone) }).format(at)

/** A duration such as `1:05`, as players show it. */
export function lengthOf(durationMs: number | undefined): string {
  const seconds = Math.round((durationMs ?? 0) / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** The first comment stands last, as an answer to the post. */
export const partsShown = ({ parts, firstComment }: Content): Part[] =>
  firstComment?.trim() ? [...parts, { text: firstComment, media: [] }] : parts
