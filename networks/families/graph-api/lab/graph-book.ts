import { type Overlay, overlaid } from '../../../lab/description.ts'
import { specs } from '../../../lab/specs.ts'

/** What one edge or act of a node takes, by parameter, and what it answers with. */
export type GraphEdge = { params: Record<string, string>; required: string[]; returns: string; answers?: string[] }
export type GraphNode = { fields: Record<string, string>; edges: Record<string, GraphEdge> }
export type GraphBook = { nodes: Record<string, GraphNode>; enums: Record<string, string[]> }

export const describedBy = 'meta/api_specs/specs'

type Written = {
  apis: { method: string; endpoint?: string; name?: string; return: string; params: WrittenParam[] }[]
  fields: { name: string; type: string }[]
}
type WrittenParam = { name: string; type: string; required: boolean }

/**
 * The published description (v25.0) of these nodes, with corrections laid over. Edges are named `GET feed`, acts on the node itself `GET`,
 * `POST` and `DELETE`; so an overlay's place is such as `/nodes/Page/edges/POST photos/params/source`.
 */
export function readBook(names: string[], overlays: Overlay[]): GraphBook {
  const nodes = Object.fromEntries(
    names.map((name) => [name, nodeOf(specs.read<Written>(`${describedBy}/${name}.json`))]),
  )
  const types = specs.read<{ name: string; values: string[] }[]>(`${describedBy}/enum_types.json`)
  const enums = Object.fromEntries(types.map(({ name, values }) => [name, values]))
  return overlaid<GraphBook>({ nodes, enums }, overlays)
}

function nodeOf({ apis, fields }: Written): GraphNode {
  return {
    fields: Object.fromEntries(fields.map(({ name, type }) => [name, type])),
    edges: Object.fromEntries(
      apis.map((api) => [api.endpoint ? `${api.method} ${api.endpoint}` : api.method, edgeOf(api)]),
    ),
  }
}

const edgeOf = (api: Written['apis'][number]): GraphEdge => ({
  params: Object.fromEntries(api.params.map(({ name, type }) => [name, type])),
  required: api.params.filter((one) => one.required).map((one) => one.name),
  returns: api.return,
})
