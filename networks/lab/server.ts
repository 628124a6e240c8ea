import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { gathered, readBody, UnreadableBody } from './body.ts'
import type { LabAnswer, LabRequest, LabUpgrade } from './network.ts'

/** What is to become of the exchange: an answer, no word at all, or silence on an open connection. */
export type Verdict = { answer: LabAnswer } | { drop: true } | { silence: true }
export type Exchange = (network: string, request: LabRequest) => Promise<Verdict>
export type LabServer = { origin: string; close: () => Promise<void> }

/** Serves `/<network>/<path>` on loopback only. */
export async function listen(
  port: number,
  folder: string,
  exchange: Exchange,
  upgrade: LabUpgrade,
  failed: (error: unknown) => void,
): Promise<LabServer> {
  const server = createServer({ keepAliveTimeout: 30_000 }, (incoming, response) => {
    serve(incoming, response, folder, exchange).catch((error: unknown) => {
      failed(error)
      response.destroy()
    })
  })
  const upgraded = new Set<Duplex>()
  server.on('upgrade', (incoming, socket, head) => {
    upgraded.add(socket)
    socket.on('close', () => upgraded.delete(socket))
    upgrade(incoming, socket, head)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => closed(server, upgraded) }
}

function closed(server: Server, upgraded: Set<Duplex>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
    for (const socket of upgraded) socket.destroy()
  })
}

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  folder: string,
  exchange: Exchange,
): Promise<void> {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const { network, request } = await received(incoming, folder, gone.signal).catch((error: unknown) => {
    if (!(error instanceof UnreadableBody)) throw error
    send(response, { status: error.status, json: { error: error.message } })
    return { network: undefined, request: undefined }
  })
  if (!request) return
  try {
    const verdict = await exchange(network, request)
    if ('drop' in verdict) response.destroy()
    else if ('answer' in verdict) await answer(response, verdict.answer)
  } finally {
    await Promise.all(request.files.map((file) => rm(file.path, { force: true })))
  }
}

async function received(
  incoming: IncomingMessage,
  folder: string,
  signal: AbortSignal,
): Promise<{ network: string; request: LabRequest }> {
  const url = new URL(incoming.url ?? '/', 'http://lab')
  const [, network = '', ...rest] = url.pathname.split('/')
  const { type, body, raw, files } = await readBody(incoming, folder)
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])
  const request: LabRequest = {
    method: incoming.method ?? 'GET',
    path: `/${rest.join('/')}`,
    params: {},
    query: gathered(url.searchParams),
    headers: Object.fromEntries(headers),
    type,
    body,
    raw,
    files,
    stillProcessing: false,
    signal,
  }
  return { network, request }
}

async function answer(response: ServerResponse, given: LabAnswer): Promise<void> {
  if (given.stream) {
    response.writeHead(given.status, { 'cache-control': 'no-store', ...given.headers })
    response.flushHeaders()
    for await (const piece of given.stream) {
      if (response.destroyed) return
      response.write(piece)
    }
    response.end()
  } else if (given.file) {
    response.writeHead(given.status, given.headers)
    await pipeline(createReadStream(given.file), response)
  } else send(response, given)
}

function send(response: ServerResponse, given: LabAnswer): void {
  const json = given.json !== undefined
  const body = json ? JSON.stringify(given.json) : (given.body ?? '')
  const type: Record<string, string> = json ? { 'content-type': 'application/json; charset=utf-8' } : {}
  response.writeHead(given.status, { ...type, 'content-length': String(Buffer.byteLength(body)), ...given.headers })
  response.end(body)
}
