import { defineComposing } from '../compose.ts'

/** A feed can only be read; what stands here lets screens know its name and that nothing is written to it. */
export default defineComposing({
  id: 'rss',
  name: 'RSS, Atom',
  color: '#d9730d',
  group: 'feed',
  can: {
    ...{ thread: false, firstComment: false, poll: false, alt: false, focus: false, card: false },
    ...{ editPublished: false, removePublished: false, schedule: false, publish: false },
  },
  options: [],
  limits: () => ({
    text: [{ unit: 'networks.units.characters', max: 0, count: (text) => text.length }],
    textRequired: 'never',
    parts: { max: 1 },
    media: { perPart: 0, mix: 'any', altMax: 0 },
    card: 'none',
    source:
      'https://www.rssboard.org/rss-specification and https://www.rfc-editor.org/rfc/rfc4287 (2026-11-22): read only',
  }),
  spans: () => [],
})
