import type { LabAnswer, LabRequest } from './network.ts'

/** A published description of an API, asked about each request and answer. Problems are sentences; none means it fits. */
export type Description = {
  checkRequest: (pattern: string, request: LabRequest) => string[]
  checkAnswer: (pattern: string, request: LabRequest, answer: LabAnswer) => string[]
}

/** A breach of the description, kept in `lab.violations`: a test fails when there is one. */
export type Violation = {
  network: string
  side: 'request' | 'answer'
  method: string
  path: string
  problems: string[]
}

/** A small dated correction of a description that is stale or laxer than the documentation. */
export type Overlay = {
  /** JSON pointer to what is replaced, or to the place of what is added. */
  at: string
  /** The new value; absent means removal. */
  set?: unknown
  why: string
  source: string
  /** Day the source was read, ISO-8601. */
  read: string
}

/** A copy of the document with the overlays applied. Throws when a pointer's parent does not exist: the overlay is stale. */
export function overlaid<T>(document: T, overlays: Overlay[]): T {
  const copy = structuredClone(document)
  for (const overlay of overlays) {
    const steps = overlay.at.split('/').slice(1).map(unescapePointer)
    const last = steps.pop()
    const parent = steps.reduce<unknown>((node, step) => (isRecord(node) ? node[step] : undefined), copy)
    if (last === undefined || !isRecord(parent)) throw new Error(`an overlay points at nothing: ${overlay.at}`)
    if (overlay.set === undefined) delete parent[last]
    else parent[last] = overlay.set
  }
  return copy
}

export const escapePointer = (step: string) => step.replaceAll('~', '~0').replaceAll('/', '~1')
const unescapePointer = (step: string) => step.replaceAll('~1', '/').replaceAll('~0', '~')

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
