import type { AccountFacts, Limits, TextRule } from '../compose.ts'
import { inMarkdown } from './markdown.ts'

export const titleMin = 3
export const titleMax = 200
export const altMax = 1500
const megabyte = 1024 * 1024

/** Code points of what is really sent, marks and escapes included. */
const text = (max: number): TextRule => ({
  unit: 'networks.units.characters',
  max,
  count: (written) => [...inMarkdown(written)].length,
})

const base: Limits = {
  text: [text(50_000)],
  textRequired: 'never',
  parts: { max: 1 },
  media: {
    // The instance may take less: it does not tell, and its refusal is passed on.
    image: { mimes: ['image/jpeg', 'image/png', 'image/webp'], maxBytes: 10 * megabyte, reencode: true },
    gif: { mimes: ['image/gif'], maxBytes: 10 * megabyte, reencode: false },
    video: { mimes: ['video/mp4', 'video/webm'], maxBytes: 40 * megabyte, codecs: ['h264', 'vp9'], reencode: true },
    perPart: 20,
    mix: 'images-and-videos',
    altMax,
  },
  firstComment: [text(10_000)],
  card: 'from-network',
  source:
    'https://join-lemmy.org/api/ (0.19), https://github.com/LemmyNet/lemmy crates/utils/src/utils/validation.rs, https://join-lemmy.org/docs/administration/configuration.html (2026-11-22)',
}

export const limits = (_facts: AccountFacts): Limits => base
