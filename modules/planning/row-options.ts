import type { OptionField, OptionValue } from '../../networks/compose.ts'

/** Settings as a cell of a plan has them, before it is known whose they are. */
export type WrittenOptions = Record<string, string>

/** `visibility=unlisted; silent=yes; tags=coffee | kenya`; in quotes where a value has a semicolon or a line's end. */
export function readOptionCell(text: string): { options: WrittenOptions; wrong: string | undefined } {
  const pairs: [string, string][] = []
  let wrong: string | undefined
  for (const statement of statementsIn(text)) {
    const at = statement.indexOf('=')
    if (at < 1) wrong ??= statement
    else pairs.push([statement.slice(0, at).trim(), unquoted(statement.slice(at + 1).trim())])
  }
  return { options: Object.fromEntries(pairs), wrong }
}

function statementsIn(text: string): string[] {
  const found: string[] = []
  let from = 0
  let quoted = false
  for (let at = 0; at <= text.length; at++) {
    const sign = text[at]
    if (quoted && sign === '\\') at += 1
    else if (sign === '"') quoted = !quoted
    else if (sign === undefined || (!quoted && (sign === ';' || sign === '\n'))) {
      found.push(text.slice(from, at).trim())
      from = at + 1
    }
  }
  return found.filter(Boolean)
}

function unquoted(value: string): string {
  if (!value.startsWith('"')) return value
  try {
    return String(JSON.parse(value.replaceAll('\n', '\\n')))
  } catch {
    return value
  }
}

/** A setting written as a cell has it; a file by its name. */
export function writeOption(key: string, value: OptionValue, fileNames: ReadonlyMap<string, string>): string {
  const text = Array.isArray(value) ? value.join(' | ') : (fileNames.get(String(value)) ?? String(value))
  return `${key}=${/[;\n"]/.test(text) ? JSON.stringify(text) : text}`
}

/** The values of one account's fields; what no field of it knows is another network's. */
export function optionsFor(
  written: WrittenOptions,
  fields: OptionField[],
  files: ReadonlyMap<string, string>,
): Record<string, OptionValue> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const text = written[field.key]
      return text === undefined ? [] : [[field.key, typed(text, field, files)] as const]
    }),
  )
}

function typed(text: string, field: OptionField, files: ReadonlyMap<string, string>): OptionValue {
  if (field.kind === 'switch') return /^(yes|true)$/i.test(text) ? true : /^(no|false)$/i.test(text) ? false : text
  if (field.kind === 'words' || field.kind === 'many') return listIn(text)
  return field.kind === 'media' ? (files.get(text.toLowerCase()) ?? text) : text
}

const listIn = (text: string): string[] =>
  text
    .split('|')
    .map((word) => word.trim())
    .filter(Boolean)
