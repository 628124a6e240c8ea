/** What `fields=id,from{name},comments.limit(5){id}` asks for. */
export type Selected = { name: string; args: Record<string, string>; inner?: Selected[] }

/** Throws a sentence for what is not well formed. */
export function selectionIn(written: string): Selected[] {
  const reader = { text: written, at: 0 }
  const all = list(reader)
  if (reader.at < written.length)
    throw new Error(`fields cannot be read from “${written.slice(reader.at, reader.at + 20)}”`)
  return all
}

type Reader = { text: string; at: number }

function list(reader: Reader): Selected[] {
  const all = [one(reader)]
  while (reader.text[reader.at] === ',') {
    reader.at += 1
    all.push(one(reader))
  }
  return all
}

function one(reader: Reader): Selected {
  const name = word(reader)
  const args: Record<string, string> = {}
  while (reader.text[reader.at] === '.') {
    reader.at += 1
    const key = word(reader)
    const end = reader.text.indexOf(')', reader.at)
    if (reader.text[reader.at] !== '(' || end < 0) throw new Error(`fields: ${key} lacks its value`)
    args[key] = reader.text.slice(reader.at + 1, end)
    reader.at = end + 1
  }
  if (reader.text[reader.at] !== '{') return { name, args }
  reader.at += 1
  const inner = list(reader)
  if (reader.text[reader.at] !== '}') throw new Error(`fields: ${name} is not closed`)
  reader.at += 1
  return { name, args, inner }
}

function word(reader: Reader): string {
  const found = /^\s*([A-Za-z_0-9]+)/.exec(reader.text.slice(reader.at))
  if (!found?.[1]) throw new Error(`fields: a name is missing at ${reader.at}`)
  reader.at += found[0].length
  return found[1]
}
