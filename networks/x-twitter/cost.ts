import type { Content, Cost } from '../compose.ts'
import { addressesIn } from './words.ts'

/** In US dollars for one post made, and for one with an address in it: https://docs.x.com/x-api/getting-started/pricing (read 2026-11-22). */
const perPost = 0.015
const perPostWithAddress = 0.2

/** Each part of a thread and the first comment are posts of their own. */
export function costOf(content: Content): Cost {
  const texts = [
    ...content.parts.map((part) => part.text),
    ...(content.firstComment?.trim() ? [content.firstComment] : []),
  ]
  const amount = texts.reduce((sum, text) => sum + (addressesIn(text).length > 0 ? perPostWithAddress : perPost), 0)
  return { amount: Math.round(amount * 1000) / 1000, currency: 'USD', why: 'x-twitter.cost' }
}
