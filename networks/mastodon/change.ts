import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, Edit, PreparedContent, Remove, StepsDone } from '../contract.ts'
import { ask, made, wireOf } from './client.ts'
import { contentWarningOf } from './compose.ts'
import type { Status } from './entities.ts'
import { assertReady, focusOf, upload, uploadedAs } from './media.ts'
import { languageOf, pollForm } from './publish.ts'
import { refOf } from './read-back.ts'
import { sentText } from './sent-text.ts'

/** The parts of a thread and the first comment go with it, last first, so that nothing is left hanging. */
export const remove: Remove = async (call, ref, done) => {
  const others = Object.entries(done).flatMap(([name, result]) =>
    name !== 'post' && result.ref ? [result.ref.id] : [],
  )
  for (const id of others.reverse()) if (id !== ref.id) await removeOne(call, id)
  return (await removeOne(call, ref.id)) ? 'removed' : 'already-gone'
}

async function removeOne(call: Call, id: string): Promise<boolean> {
  const answer = await ask(wireOf(call), {
    method: 'DELETE',
    path: `/api/v1/statuses/${id}`,
    writes: true,
    fine: [404, 410],
  })
  return answer.status === 200
}

/** Visibility, what it answers and its number of parts stay as they were. */
export const edit: Edit = {
  may: ['text', 'media', 'options'],
  run: async (call, ref, content, done) => {
    const ids = content.parts.map((_, index) => (index === 0 ? ref.id : done[`thread-${index}`]?.ref?.id))
    const first = await editPart(call, ref.id, content, 0, done)
    for (const [index, id] of ids.entries()) {
      if (id === undefined) throw new NetworkFailure('rejected', 'a published thread cannot get more parts')
      if (index > 0) await editPart(call, id, content, index, done)
    }
    return { ref: refOf(first) }
  },
}

async function editPart(
  call: Call,
  id: string,
  content: PreparedContent,
  index: number,
  done: StepsDone,
): Promise<Status> {
  const part = content.parts[index]
  const mediaIds: string[] = []
  const attributes: JsonObject[] = []
  for (const file of part?.media ?? []) {
    const kept = uploadedAs(done, file)
    const mediaId = kept ?? (await uploadReady(call, file))
    mediaIds.push(mediaId)
    if (kept)
      attributes.push({
        id: kept,
        description: file.alt ?? '',
        ...(focusOf(file) ? { focus: focusOf(file) ?? '' } : {}),
      })
  }
  const warning = contentWarningOf(content)
  const json: JsonObject = {
    status: sentText(part?.text ?? ''),
    spoiler_text: warning,
    sensitive: content.options.sensitive === true || warning !== '',
    ...(content.language ? { language: languageOf(content.language) } : {}),
    media_ids: mediaIds,
    ...(attributes.length > 0 ? { media_attributes: attributes } : {}),
    ...(part?.poll ? { poll: pollForm(part.poll) } : {}),
  }
  return made<Status>(await ask(wireOf(call), { method: 'PUT', path: `/api/v1/statuses/${id}`, json, writes: true }))
}

async function uploadReady(call: Call, file: PreparedContent['parts'][number]['media'][number]): Promise<string> {
  const attachment = await upload(call, file)
  for (let tries = 0; attachment.url === null; tries++) {
    try {
      await assertReady(call, attachment.id)
      break
    } catch (error) {
      if (!(error instanceof NetworkFailure) || error.kind !== 'slow-down' || tries >= 30) throw error
      await call.clock.sleep(error.retryAfterMs ?? 2000, call.signal)
    }
  }
  return attachment.id
}
