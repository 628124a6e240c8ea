import { readOnly } from '../read-only.ts'

/** What a site tells by its feed. */
export default readOnly({
  ...{ id: 'rss', name: 'RSS, Atom', color: '#d9730d', group: 'feed' },
  source:
    'https://www.rssboard.org/rss-specification and https://www.rfc-editor.org/rfc/rfc4287 (2026-11-22): read only',
})
