import { ApiFailure, type FieldComplaint } from './failure.ts'

export type Sending<Answer> = { done: Promise<Answer>; cancel: () => void }

/** Sends files as multipart, telling how much of them has gone (0 to 1). `fetch` cannot tell that. */
export function send<Answer>(
  path: string,
  files: readonly File[],
  onShare: (share: number) => void = () => {},
): Sending<Answer> {
  const request = new XMLHttpRequest()
  const done = new Promise<Answer>((resolve, reject) => {
    request.open('POST', path)
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('Accept-Language', document.documentElement.lang)
    request.setRequestHeader('Idempotency-Key', crypto.randomUUID())
    request.upload.onprogress = (event) => event.lengthComputable && onShare(event.loaded / event.total)
    request.onerror = () => reject(new ApiFailure(0, 'web.unreachable', ''))
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'))
    request.onload = () => {
      const answer = bodyOf(request)
      if (request.status < 300 && answer !== undefined) resolve(answer as Answer)
      else reject(refusal(request.status, answer))
    }
  })
  const form = new FormData()
  for (const file of files) form.append('file', file, file.name)
  request.send(form)
  return { done, cancel: () => request.abort() }
}

function bodyOf(request: XMLHttpRequest): unknown {
  try {
    return JSON.parse(request.responseText)
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined
    throw cause
  }
}

function refusal(status: number, answer: unknown): ApiFailure {
  const error = (answer as { error?: { code?: string; message?: string; fields?: FieldComplaint[] } } | undefined)
    ?.error
  return new ApiFailure(status, error?.code ?? 'web.refused', error?.message ?? '', error?.fields ?? [])
}
