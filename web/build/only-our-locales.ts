import type { Plugin } from 'vite'

const ours = new Set(['en-US', 'bg-BG', 'uk-UA', 'sv-SE', 'cs-CZ', 'pl-PL'])

/** React Aria ships the words of its components in thirty languages; only those we speak are built in. */
export function onlyOurLocales(): Plugin {
  return {
    name: 'rialto:only-our-locales',
    enforce: 'pre',
    apply: 'build',
    load(id) {
      const locale = /react-(?:aria|stately)[^?]*\/intl\/.*\/([a-z]{2}-[A-Z]{2})\.m?js$/.exec(id)?.[1]
      return locale && !ours.has(locale) ? 'export default {}' : null
    },
  }
}
