import type { LabAnswer } from '../../lab/network.ts'
import type { Asking, Happened, Instance, Listener } from './server.ts'
import { statusShape } from './shapes.ts'
import type { EmStatus } from './state.ts'
import { hasTag } from './timelines.ts'

/** Server-sent events: https://docs.joinmastodon.org/methods/streaming/ (read 2026-11-22). */
export function streamOperations(instance: Instance): void {
  const { on } = instance
  on('GET', '/api/v1/streaming/public', 'read:statuses', (request) => streamed(instance, request, () => true))
  on('GET', '/api/v1/streaming/hashtag', 'read:statuses', (request) =>
    streamed(instance, request, (status) => hasTag(status, String(request.query.tag))),
  )
}

function streamed(instance: Instance, request: Asking, wanted: (status: EmStatus) => boolean): LabAnswer {
  return { status: 200, headers: { 'content-type': 'text/event-stream' }, stream: events(instance, request, wanted) }
}

/** As the real servers do. */
const aliveMs = 15_000

function said(instance: Instance, { what, status }: Happened, viewer: string): string {
  const data = what === 'delete' ? status.id : JSON.stringify(statusShape(instance, status, viewer))
  return `event: ${what}\ndata: ${data}\n\n`
}

async function* events(
  instance: Instance,
  { signal, account }: Asking,
  wanted: (status: EmStatus) => boolean,
): AsyncGenerator<string> {
  const waiting: Happened[] = []
  let wake = () => {}
  let isCut = false
  let isDue = false
  const listener: Listener = {
    hear: (what) => {
      if (what.status.visibility !== 'public' || !wanted(what.status)) return
      waiting.push(what)
      wake()
    },
    cut: () => {
      isCut = true
      wake()
    },
  }
  const alive = setInterval(() => {
    isDue = true
    wake()
  }, aliveMs)
  instance.listeners.add(listener)
  signal.addEventListener('abort', listener.cut, { once: true })
  try {
    yield ':)\n'
    while (!isCut) {
      const next = waiting.shift()
      if (next) yield said(instance, next, account.id)
      else if (isDue) {
        isDue = false
        yield ':thump\n'
      } else
        await new Promise<void>((resolve) => {
          wake = resolve
          if (isCut) resolve()
        })
    }
  } finally {
    clearInterval(alive)
    instance.listeners.delete(listener)
  }
}
