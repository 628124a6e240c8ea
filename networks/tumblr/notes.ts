import type { Call } from '../contract.ts'
import { blogPath, type Linked, read, wireOf } from './client.ts'

export type Note = {
  type: string
  timestamp: number
  blog_name: string
  blog_uuid?: string
  blog_url?: string
  post_id?: string
  reply_text?: string
  added_text?: string
}
export type Notes = { notes: Note[]; total_likes?: number; total_reblogs?: number } & Linked
const mostPages = 10

/** What was said about a post, newest first. */
export async function notesOf(call: Call, id: string): Promise<Note[]> {
  return notesFrom(call, id, undefined, () => true)
}

/** What was said about a post within a second, newest first; the paging of what is said goes by microseconds. */
export async function notesIn(call: Call, id: string, second: number): Promise<Note[]> {
  const end = String((second + 1) * 1_000_000)
  const found = await notesFrom(call, id, end, (note) => note.timestamp >= second)
  return found.filter((note) => note.timestamp === second)
}

async function notesFrom(
  call: Call,
  id: string,
  end: string | undefined,
  goesOn: (note: Note) => boolean,
): Promise<Note[]> {
  const found: Note[] = []
  let before = end
  for (let page = 0; page < mostPages; page++) {
    const query = { id, mode: 'conversation', before_timestamp: before }
    const told = await read<Notes>(wireOf(call), { path: blogPath(call, '/notes'), query })
    found.push(...told.notes)
    before = told._links?.next?.query_params?.before_timestamp
    if (!before || !told.notes.every(goesOn)) break
  }
  return found
}
