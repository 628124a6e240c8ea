import { NetworkFailure } from '../kernel/failure.ts'
import { ruleOf } from './check-media.ts'
import type { Limits, MediaUse } from './compose.ts'
import type { MediaFile } from './contract.ts'

/** The file as the network takes it: re-made where its rule allows that, as it is otherwise. Throws `rejected` for a kind it does not take. */
export async function fitted(file: MediaFile, limits: Limits): Promise<MediaFile> {
  const rule = ruleOf(file, limits.media)
  if (!rule) throw new NetworkFailure('rejected', `files of the kind ${file.kind} are not taken here`)
  return rule.reencode ? file.fit(rule) : file
}

/** Two uses of one file that are cut alike say the same: what was uploaded for the one serves the other. */
export const cropOf = ({ crop }: Pick<MediaUse, 'crop'>): string =>
  crop ? [crop.x, crop.y, crop.width, crop.height].join(' ') : ''
