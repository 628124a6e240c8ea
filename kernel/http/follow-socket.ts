import type { LookupFunction } from 'node:net'
import { WebSocket } from 'ws'

/** What is listened to over a WebSocket. */
export type Following = {
  /** Said when the door opened. */
  say?: string[]
  /** Gets each message whole, whatever its bytes; while what it returned is not done, no more is read from the wire. */
  hear: (message: Buffer, reply: (text: string) => void) => void | Promise<void>
}
/** `timeoutMs` bounds each silence, `maxBytes` each message. */
export type FollowBounds = {
  headers: Record<string, string>
  timeoutMs: number
  maxBytes: number
  /** Where names may lead; absent for trusted addresses. */
  lookup?: LookupFunction
  signal?: AbortSignal
}
export type Followed = { status: number; body: Buffer }

const largestRefusal = 64 * 1024
const messageTooBig = 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'

/**
 * Listens until the other side ends it: 101 then, or whatever status and words the door answered instead of opening.
 * Rejects when the connection breaks or stays silent, with the code `TOO_LARGE` when a message is beyond the bounds, and
 * with the failure of `hear`.
 */
export function followSocket(url: URL, { say = [], hear }: Following, bounds: FollowBounds): Promise<Followed> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(new URL(url.href.replace(/^http/, 'ws')), {
      ...{ headers: bounds.headers, maxPayload: bounds.maxBytes, handshakeTimeout: bounds.timeoutMs },
      ...{ perMessageDeflate: false, skipUTF8Validation: true, followRedirects: false },
      ...(bounds.lookup ? { lookup: bounds.lookup } : {}),
    })
    const end = (settle: () => void) => {
      clearTimeout(silence)
      bounds.signal?.removeEventListener('abort', aborted)
      socket.terminate()
      settle()
    }
    const fail = (error: unknown) => end(() => reject(error))
    const aborted = () => fail(broken('it was given up', 'ABORTED'))
    const pace: Pace = { undone: 0 }
    const silence = setTimeout(() => {
      if (pace.undone === 0) fail(broken('it fell silent', 'SILENT'))
    }, bounds.timeoutMs)
    socket.on('open', () => say.forEach((text) => void socket.send(text)))
    socket.on('message', paced(socket, hear, pace, silence, fail))
    socket.on('unexpected-response', (_asked, answer) => {
      refusalIn(answer).then((body) => end(() => resolve({ status: answer.statusCode ?? 0, body })), fail)
    })
    socket.on('close', () => end(() => resolve({ status: 101, body: Buffer.alloc(0) })))
    socket.on('error', (error) => fail(tooLarge(error) ? broken(error.message, 'TOO_LARGE') : error))
    if (bounds.signal?.aborted) aborted()
    else bounds.signal?.addEventListener('abort', aborted, { once: true })
  })
}

type Pace = { undone: number }

/** Nothing is read while anything heard is not done; that pause is ours and no silence of the other side. */
function paced(
  socket: WebSocket,
  hear: Following['hear'],
  pace: Pace,
  silence: NodeJS.Timeout,
  fail: (error: unknown) => void,
): (message: Buffer) => void {
  const isOpen = () => socket.readyState === WebSocket.OPEN
  const reply = (text: string) => {
    if (isOpen()) socket.send(text)
  }
  const goOn = () => {
    pace.undone -= 1
    if (pace.undone > 0 || !isOpen()) return
    silence.refresh()
    socket.resume()
  }
  return (message) => {
    if (!isOpen()) return
    silence.refresh()
    try {
      const done = hear(message, reply)
      if (!done) return
      pace.undone += 1
      socket.pause()
      done.then(goOn, fail)
    } catch (error) {
      fail(error)
    }
  }
}

async function refusalIn(answer: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of answer) {
    pieces.push(piece)
    size += piece.length
    if (size > largestRefusal) break
  }
  return Buffer.concat(pieces).subarray(0, largestRefusal)
}

const broken = (reason: string, code: string) => Object.assign(new Error(reason), { code })
const tooLarge = (error: Error) => 'code' in error && error.code === messageTooBig
