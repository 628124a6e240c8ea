import { Readable } from 'node:stream'
import type { z } from 'zod'
import { badField, NetworkFailure, Refusal } from '../../kernel/failure.ts'
import { decodeText } from '../../kernel/http/decode-text.ts'
import type { World } from '../../kernel/world.ts'
import type { LinkCard } from './api.ts'
import { takeMedia } from './media.ts'
import { type PageCard, readCard } from './read-card.ts'
import type { Writer } from './write-post.ts'

const pageBytes = 3 * 1024 * 1024
const imageBytes = 12 * 1024 * 1024

/**
 * The card of a link as its page describes itself, its picture taken into the library.
 * Throws 422 at `url` with what to do: an address of a private network, a page that does not answer or is no page.
 */
export async function fetchCard(
  world: World,
  writer: Writer,
  brandId: string,
  url: string,
): Promise<z.infer<typeof LinkCard>> {
  const card = await readPage(world, url)
  const imageMediaId = card.image ? await takeImage(world, writer, brandId, card) : undefined
  return { url, title: card.title, description: card.description, ...(imageMediaId ? { imageMediaId } : {}) }
}

async function readPage(world: World, url: string): Promise<PageCard> {
  const answer = await world
    .http({
      url,
      ...{ redirects: 5, publicOnly: true },
      timeoutMs: 8000,
      maxBytes: pageBytes,
      headers: { accept: 'text/html,application/xhtml+xml' },
    })
    .catch((error: unknown) => {
      throw unreachable(error)
    })
  if (answer.status >= 400) throw badField('url', 'content.cardAnswered', { status: answer.status })
  if (!/html/i.test(answer.headers['content-type'] ?? '')) throw badField('url', 'content.cardNoPage')
  const card = readCard(decodeText(answer.body, answer.headers['content-type']), answer.url)
  return card.title ? card : { ...card, title: new URL(answer.url).hostname }
}

function unreachable(error: unknown): Error {
  if (!(error instanceof NetworkFailure)) return error instanceof Error ? error : new Error(String(error))
  const forbidden = error.evidence.code === 'FORBIDDEN_ADDRESS'
  return badField('url', forbidden ? 'content.cardForbidden' : 'content.cardUnreachable')
}

/** A card without its picture is still a card. */
async function takeImage(world: World, writer: Writer, brandId: string, card: PageCard): Promise<string | undefined> {
  try {
    const limits = { redirects: 3, publicOnly: true, timeoutMs: 8000, maxBytes: imageBytes }
    const answer = await world.http({ url: card.image ?? '', ...limits })
    if (answer.status !== 200) return undefined
    const fileName = new URL(answer.url).pathname
    const row = await takeMedia(world, writer, brandId, {
      fileName,
      stream: Readable.from([answer.body]),
      alt: card.title,
      rights: new URL(answer.url).hostname,
    })
    return row.kind === 'image' || row.kind === 'gif' ? row.id : undefined
  } catch (error) {
    if (error instanceof Refusal || error instanceof NetworkFailure) return undefined
    throw error
  }
}
