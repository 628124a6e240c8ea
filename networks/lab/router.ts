import type { LabHandler } from './network.ts'

export type LabRoute = { method: string; pattern: string; described: boolean; handler: LabHandler }
export type Matched = { route: LabRoute; params: Record<string, string> }
export type Router = { add: (route: LabRoute) => void; match: (method: string, path: string) => Matched | undefined }

/** Patterns: `/a/:id` takes one segment, also within one (`/bot:token/:method`); `/files/*path` takes the rest. */
export function createRouter(): Router {
  const fixed = new Map<string, LabRoute>()
  const open: { route: LabRoute; shape: RegExp }[] = []
  return {
    add: (route) => {
      if (!/[:*]/.test(route.pattern)) fixed.set(`${route.method} ${route.pattern}`, route)
      else open.push({ route, shape: shapeOf(route.pattern) })
    },
    match: (method, path) => {
      const route = fixed.get(`${method} ${path}`)
      if (route) return { route, params: {} }
      for (const one of open) {
        const hit = one.route.method === method ? one.shape.exec(path) : null
        if (hit) return { route: one.route, params: decoded(hit.groups ?? {}) }
      }
      return undefined
    },
  }
}

function shapeOf(pattern: string): RegExp {
  const body = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/:([A-Za-z_]+)/g, '(?<$1>[^/]+)')
    .replace(/\*([A-Za-z_]+)/g, '(?<$1>.+)')
  return new RegExp(`^${body}$`)
}

function decoded(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodePart(value)]))
}

function decodePart(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
