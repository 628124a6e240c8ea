import { plainText } from '../rich-text.ts'

/** Titles and descriptions take no angle brackets: https://developers.google.com/youtube/v3/docs/videos#snippet.description (read 2026-11-22). */
export const wordingOf = (written: string): string => plainText(written).replaceAll('<', '‹').replaceAll('>', '›')

const encoder = new TextEncoder()
export const bytesOf = (text: string): number => encoder.encode(text).length
