import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import type { Locale } from '../kernel/i18n.ts'

const root = join(import.meta.dirname, '..')
const rooms = ['web', 'modules', 'networks', 'server', 'kernel']

/** What stands on the screen for a key: journeys look for it as a reader would, in any of the languages. */
export type Say = (key: string, values?: Record<string, string | number>) => string

export const tags: Record<Locale, string> = {
  ...{ en: 'en-GB', bg: 'bg-BG', uk: 'uk-UA', sv: 'sv-SE', cs: 'cs-CZ', pl: 'pl-PL' },
}

/** Throws for a key that no catalogue has, so that no journey waits for words that nobody says. */
export function speak(locale: Locale): Say {
  const catalogue: Record<string, string> = Object.assign({}, ...cataloguesOf(locale))
  return (key, values) => {
    const message = catalogue[key]
    if (message === undefined) throw new Error(`no catalogue says ${key} in ${locale}`)
    return String(new IntlMessageFormat(message, tags[locale]).format(values))
  }
}

function cataloguesOf(locale: Locale): Record<string, string>[] {
  return rooms
    .flatMap((room) => readdirSync(join(root, room), { recursive: true, withFileTypes: true }))
    .filter((one) => one.name === `${locale}.json` && /[\\/]messages$/.test(one.parentPath))
    .filter((one) => !one.parentPath.includes('node_modules'))
    .map((one) => JSON.parse(readFileSync(join(one.parentPath, one.name), 'utf8')) as Record<string, string>)
}
