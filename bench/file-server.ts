import { once } from 'node:events'
import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { module as content } from '../modules/content/index.ts'
import type { NetworkedWorld } from '../networks/world.ts'

/** Where emulated networks fetch files: the desk's own door for them, in a process that has no other. */
export type FileServer = { url: string; open: (world: NetworkedWorld) => void; close: () => Promise<void> }

const below = '/media/public/'

export async function serveFiles(): Promise<FileServer> {
  const route = content.routes?.find((one) => one.path === `${below}:link`)
  if (!route) throw new Error('the desk has no door for files that networks fetch')
  let world: NetworkedWorld | undefined
  const server = createServer(async (request, response) => {
    try {
      const link = new URL(request.url ?? '/', 'http://desk').pathname.slice(below.length)
      const given = { world, params: { link }, headers: request.headers, locale: 'en' }
      const { download, type } = (await route.handle(given as never)) as { download: Readable | Buffer; type: string }
      response.writeHead(200, { 'content-type': type })
      await pipeline(download instanceof Readable ? download : Readable.from([download]), response)
    } catch {
      if (!response.headersSent) response.writeHead(404)
      response.end()
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the files are not served')
  return {
    url: `http://127.0.0.1:${address.port}`,
    open: (opened) => {
      world = opened
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
