import type { EmulatedLimits } from './limits.ts'
import { invalid, Refused } from './refusals.ts'
import type { Instance } from './server.ts'
import { clusters, countedLength } from './tokens.ts'

/** Text and warning count together: app/validators/status_length_validator.rb of Mastodon. */
export function checkText(limits: EmulatedLimits, text: string, spoiler: string, hasFiles: boolean): void {
  if (text.trim() === '' && !hasFiles) throw invalid("Text can't be blank")
  if (clusters(spoiler) + countedLength(text, limits.perUrl) > limits.maxCharacters)
    throw invalid(`Text character limit of ${limits.maxCharacters} exceeded`)
}

/** app/services/post_status_service.rb: `validate_media!`. */
export function checkFiles(
  instance: Instance,
  accountId: string,
  ids: string[],
  withPoll: boolean,
  unready: boolean,
  statusId: string | undefined,
): void {
  if (ids.length === 0) return
  const { state, limits } = instance
  if (ids.length > limits.maxMedia || withPoll) throw invalid(`Cannot attach more than ${limits.maxMedia} files`)
  const files = ids.map((id) => {
    const media = state.media.get(id)
    const holder = state.attached.get(id)
    const elsewhere = holder !== undefined && holder !== statusId
    if (!media || media.accountId !== accountId || elsewhere)
      throw invalid(`Media ${id} not found or already attached to another post`)
    return media
  })
  if (files.length > 1 && files.some((media) => media.type === 'video' || media.type === 'audio'))
    throw invalid('Cannot attach a video to a post that already contains images')
  if (unready || files.some((media) => new Date(media.readyAt) > instance.now()))
    throw new Refused(422, 'Cannot attach files that have not finished processing. Try again in a moment!')
}

/** app/validators/poll_options_validator.rb and poll_expiration_validator.rb. */
export function checkPoll(limits: EmulatedLimits, options: string[], seconds: number | undefined): void {
  if (options.length < 2) throw invalid('Options must have more than one item')
  if (options.length > limits.pollOptions) throw invalid(`Options can't contain more than ${limits.pollOptions} items`)
  if (options.some((option) => option.trim() === '')) throw invalid("Options can't be blank")
  if (options.some((option) => clusters(option) > limits.pollOptionCharacters))
    throw invalid(`Options can't be longer than ${limits.pollOptionCharacters} characters each`)
  if (new Set(options).size < options.length) throw invalid('Options contain duplicate items')
  if (seconds === undefined) throw invalid("Expires at can't be blank")
  if (seconds < limits.pollMinSeconds) throw invalid('Expires at is too soon')
  if (seconds > limits.pollMaxSeconds) throw invalid('Expires at is too far into the future')
}
