import { defineLabNetwork, type LabAnswer, type LabHandle, type LabRequest, type LabSite } from '../lab/lab.ts'
import { type Site, type Told, written } from './emulator/write.ts'

type State = Map<string, Site>
type Event = { do: 'site'; handle: string; title: string } | { do: 'tell'; handle: string; item: Told }

function apply(state: State, event: Event): void {
  if (event.do === 'site') state.set(event.handle, { handle: event.handle, title: event.title, items: [] })
  else state.get(event.handle)?.items.push(event.item)
}

/** Sites that tell their news by a feed, in every form there is; pages of them name the feed. */
export default defineLabNetwork({ id: 'rss', mount })

const perPart = 20

function mount(site: LabSite): LabHandle {
  const kept = site.keep<State, Event>(new Map(), apply)
  const handleIn = (request: LabRequest) => /^\/(?:feeds|sites)\/([^/]+)/.exec(request.path)?.[1]

  site.on('GET', '/feeds/:handle', ({ params, query }): LabAnswer => {
    const told = kept.state.get(params.handle ?? '')
    if (!told) return { status: 404, body: '<h1>Not found</h1>', headers: { 'content-type': 'text/html' } }
    const part = Number(query.part ?? 0)
    const newest = [...told.items].reverse()
    const items = newest.slice(part * perPart, (part + 1) * perPart)
    const more = newest.length > (part + 1) * perPart
    const format = String(query.format ?? 'rss')
    const at = (one: number) => `${site.url}/feeds/${told.handle}?format=${format}&part=${one}`
    return {
      status: 200,
      ...written(format, { ...told, items }, { site: site.url, next: more ? at(part + 1) : undefined }),
    }
  })
  site.page('GET', '/sites/:handle', ({ params }) => ({
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html><html><head><title>A site</title>
      <link rel="alternate" type="application/rss+xml" href="/rss/feeds/${encodeURIComponent(params.handle ?? '')}"></head><body>Hello</body></html>`,
  }))
  site.page('POST', '/door/sites/:handle', ({ params, body }) => {
    kept.commit({ do: 'tell', handle: params.handle ?? '', item: body as Told })
    return { status: 204 }
  })

  return {
    openAccount: async ({ name, handle }) => {
      if (!kept.state.has(handle)) {
        kept.commit({ do: 'site', handle, title: name })
        for (const item of firstNews(site, name)) kept.commit({ do: 'tell', handle, item })
      }
      return { way: 'address', fields: { url: `${site.url}/sites/${handle}` } }
    },
    accountOf: handleIn,
    expireToken: () => {},
    tooMany: (retryAfterS) => ({
      ...{ status: 429, body: 'Too many requests' },
      ...(retryAfterS === null ? {} : { headers: { 'retry-after': String(retryAfterS) } }),
    }),
    broken: (status) => ({ status, body: '<h1>It is broken</h1>', headers: { 'content-type': 'text/html' } }),
  }
}

const firstNews = (site: LabSite, name: string): Told[] =>
  ['We open on Saturday', 'Ново: кафе от Кения', 'Знижки до п’ятниці'].map((title, n) => ({
    ...{ id: site.random.hex(8), title, html: `<p>${title} – <b>${name}</b></p><p>&amp; more</p>` },
    at: new Date(site.clock.now().getTime() - (3 - n) * 86_400_000).toISOString(),
  }))
