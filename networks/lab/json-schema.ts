import type { Description } from './description.ts'
import type { LabAnswer, LabRequest } from './network.ts'
import { openSchemas } from './schemas.ts'

/** Where in the documents one part of an exchange is described: `pointer` such as `#/definitions/post`. */
export type SchemaPlace = { document: string; pointer: string }
export type SchemaChecks = {
  /** What the description says of this request; undefined means that it knows no such operation. */
  operation: (
    pattern: string,
    request: LabRequest,
  ) => { request?: SchemaPlace; answer?: (answer: LabAnswer) => SchemaPlace | undefined } | undefined
  /** What of the request is checked, such as body and query taken together. Defaults to the body. */
  given?: (request: LabRequest) => unknown
}

/** A description made of plain JSON Schema documents, by id; the emulator says which place describes what. `close` defaults to true. */
export async function schemaDescription(
  documents: Record<string, unknown>,
  checks: SchemaChecks,
  options: { close?: boolean } = {},
): Promise<Description> {
  const book = await openSchemas(documents, options)
  return {
    checkRequest: (pattern, request) => {
      const operation = checks.operation(pattern, request)
      if (!operation) return [`unknown operation: ${request.method} ${request.path}`]
      const place = operation.request
      return place
        ? book.check(place.document, place.pointer, checks.given ? checks.given(request) : request.body, 'request')
        : []
    },
    checkAnswer: (pattern, request, answer) => {
      const place = checks.operation(pattern, request)?.answer?.(answer)
      if (!place || answer.json === undefined) return []
      return book.check(
        place.document,
        place.pointer,
        JSON.parse(JSON.stringify(answer.json)),
        `answer ${answer.status}`,
      )
    },
  }
}
