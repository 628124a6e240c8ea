import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Knock = { method: string; url: URL; headers: IncomingMessage['headers']; body: string }
export type Door = { origin: string; knocks: Knock[]; close: () => Promise<void> }

/** An address on this machine that hears what is posted, and answers as it is told to. */
export async function openDoor(answer: (knock: Knock) => { status: number; body?: string }): Promise<Door> {
  const knocks: Knock[] = []
  const server = createServer(async (request, response) => {
    const read: Buffer[] = []
    for await (const chunk of request) read.push(chunk as Buffer)
    const { method = '', headers } = request
    const knock = {
      method,
      url: new URL(request.url ?? '/', 'http://door'),
      headers,
      body: Buffer.concat(read).toString(),
    }
    knocks.push(knock)
    const { status, body } = answer(knock)
    response.writeHead(status).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, knocks, close }
}
