import { type Composing, defineComposing } from './compose.ts'

/** The composing rules of a place that can only be read: nothing can be composed for it. `source` says where that is told, and the day. */
export const readOnly = (
  about: Pick<Composing, 'id' | 'name' | 'color' | 'sign' | 'group'> & { source: string },
): Composing => {
  const { source, ...named } = about
  return defineComposing({
    ...named,
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
      source,
    }),
    spans: () => [],
  })
}
