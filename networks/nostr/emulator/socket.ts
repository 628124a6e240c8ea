import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

export type TextSocket = { send: (text: string) => void; end: () => void; destroy: () => void }

/** The server's side of a WebSocket (RFC 6455), text only; what is larger than a megabyte or not masked closes it. */
export function acceptSocket(
  incoming: IncomingMessage,
  socket: Duplex,
  hear: (text: string, own: TextSocket) => void,
): TextSocket {
  const accept = createHash('sha1')
    .update(`${incoming.headers['sec-websocket-key'] ?? ''}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64')
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  )
  const own: TextSocket = {
    send: (text) => void (socket.writable && socket.write(framed(1, Buffer.from(text)))),
    end: () => void socket.end(framed(8, Buffer.alloc(0))),
    destroy: () => void socket.destroy(),
  }
  let held: Buffer = Buffer.alloc(0)
  let message: Buffer[] = []
  socket.on('error', () => socket.destroy())
  socket.on('data', (data: Buffer) => {
    held = Buffer.concat([held, data])
    for (let frame = frameIn(held); frame; frame = frameIn(held)) {
      if (frame === 'broken') return own.destroy()
      held = held.subarray(frame.length)
      if (frame.opcode === 8) return own.end()
      if (frame.opcode === 9) socket.write(framed(10, frame.body))
      if (frame.opcode > 2) continue
      message.push(frame.body)
      if (!frame.last) continue
      hear(Buffer.concat(message).toString('utf8'), own)
      message = []
    }
  })
  return own
}

function framed(opcode: number, body: Buffer): Buffer {
  if (body.length < 126) return Buffer.concat([Buffer.from([0x80 | opcode, body.length]), body])
  const long = body.length > 0xffff
  const head = Buffer.alloc(long ? 10 : 4)
  head[0] = 0x80 | opcode
  head[1] = long ? 127 : 126
  if (long) head.writeBigUInt64BE(BigInt(body.length), 2)
  else head.writeUInt16BE(body.length, 2)
  return Buffer.concat([head, body])
}

type Frame = { opcode: number; last: boolean; body: Buffer; length: number }
const largest = 1024 * 1024

/** Undefined while not all of it is there. */
function frameIn(bytes: Buffer): Frame | 'broken' | undefined {
  const [first, second] = bytes
  if (first === undefined || second === undefined) return undefined
  const short = second & 0x7f
  const head = short === 126 ? 4 : short === 127 ? 10 : 2
  if ((second & 0x80) === 0) return 'broken'
  if (bytes.length < head + 4) return undefined
  const size = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short
  if (size > largest) return 'broken'
  const length = head + 4 + size
  if (bytes.length < length) return undefined
  const mask = bytes.subarray(head, head + 4)
  const body = Buffer.from(bytes.subarray(head + 4, length)).map((byte, at) => byte ^ (mask[at % 4] ?? 0))
  return { opcode: first & 0x0f, last: (first & 0x80) !== 0, body: Buffer.from(body), length }
}
