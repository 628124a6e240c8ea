import { type MessageValues, Refusal } from '../failure.ts'

/** Why a file is not taken. Each is a key of the catalogue, and stable. */
export type MediaProblem =
  | 'media.empty'
  | 'media.unknownType'
  | 'media.executable'
  | 'media.svg'
  | 'media.heic'
  | 'media.animatedPng'
  | 'media.animatedAvif'
  | 'media.twoInOne'
  | 'media.broken'
  | 'media.truncated'
  | 'media.tooManyPixels'
  | 'media.tooManyFrames'
  | 'media.tooLarge'
  | 'media.tooLong'
  | 'media.noTracks'
  | 'media.encrypted'
  | 'media.macros'
  | 'media.cannotFit'
  | 'media.needsFfmpeg'
  | 'media.longerThanTaken'
  | 'media.tooLongForSize'

export const refuseMedia = (code: MediaProblem, values: MessageValues = {}, cause?: unknown) =>
  new Refusal(code === 'media.tooLarge' ? 413 : 422, code, { values, cause })
