import { usualInstance } from '../limits.ts'

/** What the emulated instance enforces and tells; the numbers of Mastodon 4.7 (https://docs.joinmastodon.org/user/posting/, read 2026-11-22). */
export type EmulatedLimits = {
  maxCharacters: number
  perUrl: number
  maxMedia: number
  altMax: number
  imageBytes: number
  videoBytes: number
  imagePixels: number
  videoPixels: number
  pollOptions: number
  pollOptionCharacters: number
  pollMinSeconds: number
  pollMaxSeconds: number
  maxPinned: number
  mimes: string[]
  processingMs: number
}

export const usualLimits: EmulatedLimits = {
  maxCharacters: 500,
  perUrl: 23,
  maxMedia: 4,
  altMax: 1500,
  imageBytes: 16_777_216,
  videoBytes: 103_809_024,
  imagePixels: 33_177_600,
  videoPixels: 8_294_400,
  pollOptions: 4,
  pollOptionCharacters: 50,
  pollMinSeconds: 300,
  pollMaxSeconds: 2_629_746,
  maxPinned: 5,
  mimes: usualInstance.mimes,
  processingMs: 300,
}
