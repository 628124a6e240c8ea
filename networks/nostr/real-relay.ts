import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Event, EventRepository, EventUtils, type Filter, LogLevel } from '@nostr-relay/common'
import { NostrRelay } from '@nostr-relay/core'
import { Validator } from '@nostr-relay/validator'
import { type RawData, WebSocketServer } from 'ws'

const contentMax = 8_196

/** The relay of `@nostr-relay/core` on loopback, which checks, keeps and tells events by its own lights; only their shelf is ours. */
export async function startRealRelay(): Promise<{ address: string; close: () => Promise<void> }> {
  const relay = new NostrRelay(shelf(), { logLevel: LogLevel.ERROR, filterResultCacheTtl: 0 })
  const validator = new Validator({ maxContentLength: contentMax })
  const server = createServer((_request, response) => {
    const about = {
      name: 'a real relay',
      supported_nips: [1, 9, 11, 17],
      limitation: { max_content_length: contentMax },
    }
    response.writeHead(200, { 'content-type': 'application/nostr+json' }).end(JSON.stringify(about))
  })
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => {
    relay.handleConnection(socket, '127.0.0.1')
    const hear = async (data: RawData) => {
      try {
        await relay.handleMessage(socket, await validator.validateIncomingMessage(data))
      } catch (error) {
        socket.send(JSON.stringify(['NOTICE', error instanceof Error ? error.message : String(error)]))
      }
    }
    socket.on('message', (data) => void hear(data))
    socket.on('close', () => relay.handleDisconnect(socket))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      server.close()
      await relay.destroy()
    },
  }
}

function shelf(): EventRepository {
  const events = new Map<string, Event>()
  const slotOf = (event: Event) => {
    const name = EventUtils.extractDTagValue(event)
    return name === null ? undefined : `${event.kind}:${event.pubkey}:${name}`
  }
  return new (class extends EventRepository {
    isSearchSupported() {
      return false
    }
    upsert(event: Event) {
      if (events.has(event.id)) return { isDuplicate: true }
      const slot = slotOf(event)
      const older = slot ? [...events.values()].filter((one) => slotOf(one) === slot) : []
      for (const one of older) events.delete(one.id)
      events.set(event.id, event)
      return { isDuplicate: false }
    }
    find(filter: Filter) {
      const hits = [...events.values()].filter(
        (event) => EventUtils.isMatchingFilter(event, filter) && isTagged(event, filter),
      )
      return hits.sort((a, b) => b.created_at - a.created_at || (a.id < b.id ? -1 : 1)).slice(0, filter.limit ?? 500)
    }
    override async deleteByDeletionRequest(request: Event) {
      const named = new Set(request.tags.filter((tag) => tag[0] === 'e' || tag[0] === 'a').map((tag) => tag[1]))
      for (const event of [...events.values()])
        if (event.pubkey === request.pubkey && (named.has(event.id) || named.has(slotOf(event))))
          events.delete(event.id)
    }
    async destroy() {
      events.clear()
    }
  })()
}

/** The relay matches all but tags by itself. */
const isTagged = ({ tags }: Event, filter: Filter): boolean =>
  Object.entries(filter).every(([name, among]) => {
    if (!name.startsWith('#') || !Array.isArray(among)) return true
    return tags.some(([tag, value]) => tag === name.slice(1) && among.some((one) => one === value))
  })
