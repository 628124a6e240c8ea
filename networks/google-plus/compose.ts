import { defineComposing } from '../compose.ts'

/** Closed since 2 April 2019: nothing is written there any more. */
export default defineComposing({
  id: 'google-plus',
  name: 'Google+',
  color: '#db4437',
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
    source: 'https://support.google.com/googlecurrents/answer/9195133 (2026-11-22): closed',
  }),
  spans: () => [],
})
