import { defineComposing } from '../compose.ts'

/** Closed: nothing is written there any more. */
export default defineComposing({
  id: 'moi-mir',
  name: 'Moi Mir',
  color: '#168de2',
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
    source: 'https://api.mail.ru/docs/reference/rest/stream.get/ (2026-11-22): closed',
  }),
  spans: () => [],
})
