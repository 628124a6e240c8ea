import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { type MessageValues, Refusal } from '../../kernel/failure.ts'
import { fitInto } from '../../kernel/media/fit.ts'
import type { FitRule } from '../../kernel/media/fit-rule.ts'
import { mediaLimits } from '../../kernel/media/limits.ts'
import type { World } from '../../kernel/world.ts'
import type { MediaUse } from '../../networks/compose.ts'
import {
  beganMaking,
  forgetPrepared,
  keepPrepared,
  noteFailed,
  noteReady,
  noteShare,
  type PreparedRow,
  preparedRow,
  preparedThatEnded,
} from './prepared-store.ts'

/** Of which file of the library it is made. */
export type Origin = { brandId: string; path: string; scratch: string }
type Made = { facts: MediaUse; path: string }

/** Kept so long after it was last asked for: what is planned on twenty accounts is made once, and again soon is likely. */
const keptForMs = 3 * 86_400_000
/** Whoever makes it tells so more often; after this another may begin. */
const abandonedAfterMs = 45_000
const shareEveryMs = 2_000
const askAgainMs = 400

/** What one file becomes for one rule. Whatever changes the result is in it. */
export function preparedId({ id, crop, focus }: MediaUse, rule: FitRule): string {
  const { mimes, maxBytes, minWidth, minHeight, maxWidth, maxHeight, maxPixels, ratio } = rule
  const { codecs, maxFrameRate, maxBitRate, maxDurationMs } = rule
  const bounds = [
    maxBytes,
    minWidth,
    minHeight,
    maxWidth,
    maxHeight,
    maxPixels,
    maxFrameRate,
    maxBitRate,
    maxDurationMs,
  ]
  const shape = [ratio?.min, ratio?.max, crop?.x, crop?.y, crop?.width, crop?.height, focus?.x, focus?.y]
  const key = JSON.stringify([id, [...mimes].sort(), codecs ? [...codecs].sort() : null, bounds, shape])
  return createHash('sha256').update(key).digest('hex').slice(0, 40)
}

/** Videos, sound and what becomes a video take long, and are kept; a picture is made again each time. */
export const isWorthKeeping = ({ kind }: Pick<MediaUse, 'kind'>) =>
  kind === 'video' || kind === 'audio' || kind === 'gif'

const inHand = new Map<string, InHand>()

/**
 * The file made to fit, once for all who ask at the same time, in this process and in others of the desk. Throws the refusal
 * that says why it cannot be. When nobody waits for it any more, it is given up.
 */
export async function preparedFile(
  world: World,
  origin: Origin,
  facts: MediaUse,
  rule: FitRule,
  signal?: AbortSignal,
): Promise<Made> {
  if (!isWorthKeeping(facts)) return fitInto(facts, origin.path, rule, origin.scratch)
  const id = preparedId(facts, rule)
  const hand = inHand.get(id) ?? begin(world, origin, facts, rule, id)
  hand.wanted += 1
  try {
    return await orStopped(hand.work, signal)
  } finally {
    hand.wanted -= 1
    if (hand.wanted === 0) letGo(id, hand)
  }
}

type InHand = { work: Promise<Made>; wanted: number; stop: AbortController }

function begin(world: World, origin: Origin, facts: MediaUse, rule: FitRule, id: string): InHand {
  const stop = new AbortController()
  const hand: InHand = { work: foundOrMade(world, origin, facts, rule, id, stop.signal), wanted: 0, stop }
  hand.work.catch(() => {})
  inHand.set(id, hand)
  return hand
}

/** Who comes afterwards begins anew, and does not join what is being stopped. */
function letGo(id: string, hand: InHand): void {
  if (inHand.get(id) === hand) inHand.delete(id)
  hand.stop.abort(new Error('nobody waits for it any more'))
}

function orStopped<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const stopped = () => reject(signal.reason)
    if (signal.aborted) return stopped()
    signal.addEventListener('abort', stopped, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stopped))
  })
}

async function foundOrMade(
  world: World,
  origin: Origin,
  facts: MediaUse,
  rule: FitRule,
  id: string,
  signal: AbortSignal,
): Promise<Made> {
  for (;;) {
    const now = world.clock.now()
    const keptUntil = new Date(now.getTime() + keptForMs)
    const row = await preparedRow(world.db, id)
    if (row?.state === 'ready' && !(await isThere(world, row))) await forgetPrepared(world.db, id)
    else if (row?.state === 'ready') {
      await keepPrepared(world.db, id, keptUntil)
      return madeOf(world, origin, facts, row)
    }
    const abandonedBefore = new Date(now.getTime() - abandonedAfterMs)
    const begun = { id, brandId: origin.brandId, mediaId: facts.id, now, keptUntil, abandonedBefore }
    if (await beganMaking(world.db, begun)) return make(world, origin, facts, rule, id, signal)
    await pause(askAgainMs, undefined, { signal })
  }
}

/** A desk restored from a backup may know of more than its folder holds. */
async function isThere(world: World, { fileKey }: PreparedRow): Promise<boolean> {
  if (!fileKey) return true
  try {
    return (await world.files.size(fileKey)) > 0
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return false
    throw error
  }
}

const madeOf = (world: World, { path }: Origin, facts: MediaUse, row: PreparedRow): Made => ({
  facts: { ...facts, ...row.facts, ...(row.fileKey ? { crop: undefined } : {}) },
  path: row.fileKey ? world.files.path(row.fileKey) : path,
})

async function make(
  world: World,
  origin: Origin,
  facts: MediaUse,
  rule: FitRule,
  id: string,
  signal: AbortSignal,
): Promise<Made> {
  let share = 0
  const telling = setInterval(
    () => void noteShare(world.db, id, share, world.clock.now()).catch(() => {}),
    shareEveryMs,
  )
  try {
    const progress = (now: number) => {
      share = now
    }
    const made = await fitInto(facts, origin.path, rule, origin.scratch, { ffmpeg: world.ffmpeg, signal, progress })
    const fileKey = made.path === origin.path ? null : await stored(world, made.path)
    const changed = fileKey ? differenceOf(facts, made.facts) : null
    await noteReady(world.db, id, { fileKey, facts: changed, now: world.clock.now() })
    return { facts: made.facts, path: fileKey ? world.files.path(fileKey) : origin.path }
  } catch (error) {
    await noteFailed(world.db, id, problemOf(error), world.clock.now())
    throw error
  } finally {
    clearInterval(telling)
  }
}

async function stored(world: World, path: string): Promise<string> {
  return (await world.files.put(createReadStream(path), { maxBytes: mediaLimits.bytes.video })).key
}

function differenceOf(before: MediaUse, after: MediaUse): Partial<MediaUse> {
  const { kind, mime, bytes, width, height, durationMs, codec, frameRate, bitRate, hasAudio, fileName } = after
  const now = { kind, mime, bytes, width, height, durationMs, codec, frameRate, bitRate, hasAudio, fileName }
  return Object.fromEntries(Object.entries(now).filter(([key, value]) => before[key as keyof MediaUse] !== value))
}

/** Only what a person can do something about is kept in words. */
const problemOf = (error: unknown): { code: string; values: MessageValues } | null =>
  error instanceof Refusal ? { code: error.code, values: error.values } : null

/** Removes what nobody asked for in a while, and with it the ends of links to it. */
export async function sweepPrepared(world: World): Promise<number> {
  const ended = await preparedThatEnded(world.db, world.clock.now(), 500)
  for (const { id, fileKey } of ended) {
    await forgetPrepared(world.db, id)
    if (fileKey) await world.files.remove(fileKey)
  }
  return ended.length
}
