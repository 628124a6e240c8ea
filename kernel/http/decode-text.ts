/**
 * A page, feed or document of the web as text: by its byte order mark, the type it was sent with, or what it says of itself in its
 * first kilobytes (labels of the WHATWG); UTF-8 otherwise. Never throws: what is broken becomes U+FFFD.
 */
export function decodeText(body: Buffer, contentType: string | undefined): string {
  const marked = markOf(body)
  const sent = /charset=["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1]
  return decoderOf(marked ?? sent ?? saidInside(body) ?? 'utf-8').decode(body)
}

function markOf(body: Buffer): string | undefined {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8'
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be'
  return body[0] === 0xff && body[1] === 0xfe ? 'utf-16le' : undefined
}

function saidInside(body: Buffer): string | undefined {
  const start = body.subarray(0, 4096).toString('latin1')
  return (
    /^\s*<\?xml[^>]*encoding=["']([\w.:-]+)["']/i.exec(start)?.[1] ??
    /<meta[^>]+charset=["']?([\w.:-]+)/i.exec(start)?.[1]
  )
}

function decoderOf(label: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(label)
  } catch {
    return new TextDecoder('utf-8')
  }
}
