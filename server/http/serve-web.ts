import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../../kernel/failure.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { whereSignedIn } from './own-pages.ts'
import { answerProblem } from './problem.ts'

type WebFile = { path: string; type: string; tag: string; encodings: Encoding[]; forever: boolean }
type Encoding = 'br' | 'gzip'

const suffix: Record<Encoding, string> = { br: '.br', gzip: '.gz' }
const builtFolder = join(import.meta.dirname, '../../web/dist')

/** Serves the built interface. A path that is no file is a screen of it; below /api, and for what has an ending, there is a real 404. */
export async function serveWeb(app: FastifyInstance, world: NetworkedWorld, folder = builtFolder): Promise<void> {
  const files = existsSync(folder) ? await filesIn(folder) : new Map<string, WebFile>()
  app.setNotFoundHandler((request, reply) => {
    const path = decoded(request.url)
    const isScreen = !extname(path)
    const reads = request.method === 'GET' || request.method === 'HEAD'
    const file = files.get(path) ?? (isScreen ? files.get('/index.html') : undefined)
    if (!reads || !file || path === '/api' || path.startsWith('/api/'))
      return answerProblem(world, notFound(), request, reply)
    const elsewhere = path === '/connect/return' ? whereSignedIn(world.config, request) : undefined
    return elsewhere ? reply.redirect(elsewhere) : send(file, request, reply)
  })
}

async function filesIn(folder: string): Promise<Map<string, WebFile>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  const there = new Set(paths)
  const own = paths.filter((path) => !/\.(br|gz)$/.test(path) && !relative(folder, path).startsWith('.'))
  const files = await Promise.all(
    own.map(async (path): Promise<[string, WebFile]> => {
      const url = `/${relative(folder, path).split(sep).join('/')}`
      const tag = createHash('sha256')
        .update(await readFile(path))
        .digest('base64url')
        .slice(0, 22)
      const encodings = (['br', 'gzip'] as const).filter((one) => there.has(path + suffix[one]))
      return [url, { path, tag, encodings, type: typeOf(path), forever: url.startsWith('/assets/') }]
    }),
  )
  return new Map(files)
}

function send(file: WebFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const encoding = file.encodings.find((one) => accepts(request.headers['accept-encoding'], one))
  const tag = `"${file.tag}${encoding ? `-${encoding}` : ''}"`
  reply.headers({
    etag: tag,
    vary: 'accept-encoding',
    'cache-control': file.forever ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
  if (request.headers['if-none-match']?.includes(tag)) return reply.code(304).send()
  if (encoding) reply.header('content-encoding', encoding)
  reply.code(200).type(file.type)
  if (request.method === 'HEAD') return reply.send()
  return reply.send(createReadStream(encoding ? file.path + suffix[encoding] : file.path))
}

/** `gzip;q=0` is a no. */
const accepts = (header: string | undefined, encoding: Encoding) =>
  (header ?? '').split(',').some((one) => {
    const [name, ...more] = one.trim().split(';')
    return name === encoding && !more.some((part) => /^\s*q=0(\.0*)?$/.test(part))
  })

function decoded(url: string): string {
  const path = url.split('?')[0] ?? '/'
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}
const typeOf = (path: string) => types[extname(path)] ?? 'application/octet-stream'
