import type { ErrorObject, ValidateFunction } from 'ajv'
import { escapePointer, isRecord } from './description.ts'

/** Checks values against places of whole documents. `pointer` is such as `#/components/schemas/Status`. */
export type SchemaBook = { check: (documentId: string, pointer: string, value: unknown, where: string) => string[] }

/**
 * Documents are added whole and once, `$ref`s kept; each place is compiled when first asked for.
 * Objects are closed: a field the document does not name is a problem, even where the document is silent about others.
 * Loads ajv, a development dependency: strict mode only.
 */
export async function openSchemas(
  documents: Record<string, unknown>,
  options: { close?: boolean } = {},
): Promise<SchemaBook> {
  const { Ajv2020 } = await import('ajv/dist/2020.js')
  const { default: addFormats } = await import('ajv-formats')
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true, logger: false })
  addFormats.default(ajv)
  ajv.addFormat('iso-639-1', /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/)
  for (const format of ['binary', 'scopes', 'password']) ajv.addFormat(format, true)
  for (const [id, document] of Object.entries(documents))
    ajv.addSchema(options.close === false ? (document as object) : (closed(document) as object), id)

  const compiled = new Map<string, ValidateFunction>()
  return {
    check: (documentId, pointer, value, where) => {
      const ref = `${documentId}${pointer}`
      let validate = compiled.get(ref)
      if (!validate) {
        validate = ajv.compile({ $ref: ref })
        compiled.set(ref, validate)
      }
      return validate(value) ? [] : (validate.errors ?? []).slice(0, 8).map((error) => sentence(where, error))
    },
  }
}

function sentence(where: string, error: ErrorObject): string {
  const unknown = error.params.unevaluatedProperty ?? error.params.additionalProperty
  if (typeof unknown === 'string') return `${where}${error.instancePath} has an unknown field: ${unknown}`
  const allowed = Array.isArray(error.params.allowedValues) ? ` (${error.params.allowedValues.join(', ')})` : ''
  return `${where}${error.instancePath} ${error.message ?? 'is wrong'}${allowed}`
}

/** The document with every object closed, except those that others extend by `allOf`: these are closed where they are used. */
function closed(document: unknown): unknown {
  const extended = new Set<string>()
  collectExtended(document, extended)
  return closeNode(document, false, extended, '#')
}

function collectExtended(node: unknown, into: Set<string>): void {
  if (!isRecord(node)) return
  if (Array.isArray(node.allOf)) {
    for (const member of node.allOf) if (isRecord(member) && typeof member.$ref === 'string') into.add(member.$ref)
  }
  for (const child of Object.values(node)) collectExtended(child, into)
}

const closes = { unevaluatedProperties: false }

function closeNode(node: unknown, open: boolean, extended: Set<string>, pointer: string): unknown {
  if (Array.isArray(node)) return node.map((one, index) => closeNode(one, open, extended, `${pointer}/${index}`))
  if (!isRecord(node)) return node
  if (node.nullable === true && node.type === undefined) return orNull(node, open, extended, pointer)
  const copy: Record<string, unknown> = {}
  for (const [key, child] of Object.entries(node)) {
    const below = `${pointer}/${escapePointer(key)}`
    copy[key] =
      key === 'example' || key === 'examples' || key === 'default'
        ? child
        : closeNode(child, key === 'allOf', extended, below)
  }
  if (open || extended.has(pointer)) return copy
  if (typeof node.$ref === 'string') return extended.has(node.$ref) ? { ...copy, ...closes } : copy
  const isObject = (isRecord(node.properties) && isSchemaOfObject(node)) || Array.isArray(node.allOf)
  return isObject && node.additionalProperties === undefined ? { ...copy, ...closes } : copy
}

/** OpenAPI 3.0 says `nullable` also beside `allOf` and `$ref`, where the checker takes it only beside a type. */
function orNull(node: Record<string, unknown>, open: boolean, extended: Set<string>, pointer: string): unknown {
  const { nullable: _, ...rest } = node
  return { anyOf: [closeNode(rest, open, extended, pointer), { type: 'null' }] }
}

/** A map that merely has an entry called `properties` is not a schema. */
const isSchemaOfObject = (node: Record<string, unknown>) =>
  node.type === undefined || node.type === 'object' || (Array.isArray(node.type) && node.type.includes('object'))
