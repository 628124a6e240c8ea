import { readOnly } from '../read-only.ts'

/** What a site tells by its feed. */
export default readOnly({
  ...{ id: 'rss', name: 'RSS, Atom', color: '#d9730d', group: 'feed' },
  sign: 'M5.5 18.5v.01M5 12a7 7 0 0 1 7 7M5 5a14 14 0 0 1 14 14',
  source:
    'https://www.rssboard.org/rss-specification and https://www.rfc-editor.org/rfc/rfc4287 (2026-11-22): read only',
})
